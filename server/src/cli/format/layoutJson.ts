import { flattenMembers } from '../../core/layout/flatten.js';
import type { FlatMember, RecordLayout } from '../../core/layout/recordLayout.js';
import { lineIndexOf } from '../../core/source/lineIndex.js';
import type { DeclaredEnum, DeclaredRecord, HeaderAnalysis, MacroConstant } from '../../core/unit/headerAnalysis.js';
import { ioctlJson } from './ioctlJson.js';

/**
 * The layout document of one header on one ABI, as text: `uapi layout --format ndjson|json`.
 *
 * A kernel tree on all ABIs makes some 9,000 documents and more than 100 MB of text, but most ABIs agree, and then the
 * analyses share their lists, or at least the layouts in them, as the same objects. So the text of each object is made
 * once, kept in a weak map under that object, and documents are put together from such pieces.
 *
 * Offsets and sizes are bytes; `bitOffset` and `bitWidth` are bits. The members are those of `flattenMembers`.
 */
export function layoutDocument(analysis: HeaderAnalysis): string {
  return `{"schemaVersion":1,"abi":"${analysis.abi.id}",${documentBody(analysis)}}`;
}

/** The document without `schemaVersion` and `abi`, to be put into a larger one. */
function documentBody(analysis: HeaderAnalysis): string {
  return (
    `"header":${JSON.stringify(analysis.file.displayName)},` +
    `"structs":${recordsJson(analysis.records)},` +
    `"enums":${enumsJson(analysis.enums)},` +
    `"macros":${macrosJson(analysis.macros)},` +
    `"ioctls":${ioctlsJson(analysis.ioctls)},` +
    `"diagnostics":${diagnosticsJson(analysis)}`
  );
}

const recordsJson = memoized((records: readonly DeclaredRecord[]) => `[${records.map(recordJson).join(',')}]`);
const enumsJson = memoized((enums: readonly DeclaredEnum[]) => `[${enums.map(enumJson).join(',')}]`);
const macrosJson = memoized((macros: readonly MacroConstant[]) => `{${macros.map(macroJson).join(',')}}`);
const ioctlsJson = memoized((ioctls: HeaderAnalysis['ioctls']) => `[${ioctls.map(ioctlJson).join(',')}]`);

function recordJson(record: DeclaredRecord): string {
  const head = `{"name":${JSON.stringify(record.name)},"kind":"${record.kind}",`;
  if (record.layout === undefined) {
    const reason = record.incomplete?.reason ?? 'the type is incomplete';
    return `${head}"size":null,"align":null,"members":[],"incomplete":${JSON.stringify(reason)}}`;
  }
  return `${head}${layoutJson(record.layout)}}`;
}

const layoutJson = memoized((layout: RecordLayout) => {
  const members = flattenMembers(layout).map(memberJson).join(',');
  return `"size":${layout.sizeBytes},"align":${layout.alignBytes},"members":[${members}]`;
});

function memberJson(member: FlatMember): string {
  const bits = member.widthBits === undefined ? '' : `,"bitOffset":${member.offsetBits},"bitWidth":${member.widthBits}`;
  const offset = Math.floor(member.offsetBits / 8);
  const path = JSON.stringify(member.path);
  return `{"path":${path},"offset":${offset},"size":${member.sizeBytes},"type":${JSON.stringify(member.type)}${bits}}`;
}

function enumJson(declared: DeclaredEnum): string {
  const values: string[] = [];
  for (const { name, value } of declared.enumerators) {
    if (value !== undefined) values.push(`${JSON.stringify(name)}:${integerJson(value)}`);
  }
  return `{"name":${JSON.stringify(declared.name ?? null)},"values":{${values.join(',')}}}`;
}

function macroJson(macro: MacroConstant): string {
  return `${JSON.stringify(macro.name)}:${integerJson(macro.value)}`;
}

const largestExact = BigInt(Number.MAX_SAFE_INTEGER);

/** A JSON number; beyond 2^53, where a double is no longer exact, a string of decimal digits. */
function integerJson(value: bigint): string {
  return value > largestExact || value < -largestExact ? `"${value}"` : `${value}`;
}

function diagnosticsJson({ file, diagnostics }: HeaderAnalysis): string {
  if (diagnostics.length === 0) return '[]';
  const items = diagnostics.map(({ severity, code, message, range }) => {
    const { line, column } = lineIndexOf(range.file).positionAt(range.start);
    return JSON.stringify({
      severity,
      code,
      message,
      line: line + 1,
      column: column + 1,
      ...(range.file === file ? {} : { file: range.file.displayName }),
    });
  });
  return `[${items.join(',')}]`;
}

function memoized<T extends object>(make: (value: T) => string): (value: T) => string {
  const memo = new WeakMap<T, string>();
  return (value) => {
    let text = memo.get(value);
    if (text === undefined) {
      text = make(value);
      memo.set(value, text);
    }
    return text;
  };
}
