import {
  type DeclaredEnum,
  type DeclaredRecord,
  type HeaderAnalysis,
  lineIndexOf,
  type MacroConstant,
  type RecordLayout,
  visitMembers,
} from '../../core/index.js';
import { ioctlJson } from './ioctlJson.js';
import { jsonInteger, jsonString } from './jsonText.js';

/**
 * The layout document of one header on one ABI, as text: `uapi layout --format ndjson|json`.
 *
 * A kernel tree on all ABIs makes some 9,000 documents and up to 100 MB of text, but most ABIs agree, and then the
 * analyses share their lists, or at least the records in them, as the same objects. So the text of each such object is
 * made once, kept in a weak map under that object, and documents are put together from the pieces.
 *
 * Offsets and sizes are bytes; `bitOffset` and `bitWidth` are bits. The members are those of the flat view.
 */
export function layoutDocument(analysis: HeaderAnalysis): string {
  return layoutPieces(analysis).join('');
}

/** The same in the pieces that are kept, so that a long report is written without being put together first. */
export function layoutPieces(analysis: HeaderAnalysis): readonly string[] {
  return [
    `{"schemaVersion":1,"abi":"${analysis.abi.id}","header":${jsonString(analysis.file.displayName)},"structs":`,
    recordsJson(analysis.records),
    ',"enums":',
    enumsJson(analysis.enums),
    ',"macros":',
    macrosJson(analysis.macros),
    ',"ioctls":',
    ioctlsJson(analysis.ioctls),
    ',"diagnostics":',
    diagnosticsJson(analysis),
    '}',
  ];
}

/** Texts are kept while one header is printed; what headers have in common is little, and their texts are much. */
const memos: Map<object, string>[] = [];

const recordsJson = memoized((records: readonly DeclaredRecord[]) => `[${records.map(recordJson).join(',')}]`);
const enumsJson = memoized((enums: readonly DeclaredEnum[]) => `[${enums.map(enumJson).join(',')}]`);
const macrosJson = memoized((macros: readonly MacroConstant[]) => `{${macros.map(macroJson).join(',')}}`);
const ioctlsJson = memoized((ioctls: HeaderAnalysis['ioctls']) => `[${ioctls.map(ioctlJson).join(',')}]`);

const recordJson = memoized((record: DeclaredRecord) => {
  const { name, kind, layout, incomplete } = record;
  const head = `{"name":${jsonString(name)},"kind":"${kind}",`;
  if (layout !== undefined) return `${head}${layoutJson(layout, record.isTransparentUnion !== true)}}`;
  const reason = incomplete?.reason ?? 'the type is incomplete';
  return `${head}"size":null,"align":null,"members":[],"incomplete":${jsonString(reason)}}`;
});

function layoutJson(layout: RecordLayout, listsMembers: boolean): string {
  const members: string[] = [];
  if (!listsMembers) return `"size":${layout.sizeBytes},"align":${layout.alignBytes},"members":[]`;
  visitMembers(layout, (path, offsetBits, { sizeBytes, widthBits, type }) => {
    const bits = widthBits === undefined ? '' : `,"bitOffset":${offsetBits},"bitWidth":${widthBits}`;
    const place = `"offset":${Math.floor(offsetBits / 8)},"size":${sizeBytes}`;
    members.push(`{"path":${jsonString(path)},${place},"type":${jsonString(type)}${bits}}`);
  });
  return `"size":${layout.sizeBytes},"align":${layout.alignBytes},"members":[${members.join(',')}]`;
}

const enumJson = memoized(({ name, enumerators }: DeclaredEnum) => {
  const values: string[] = [];
  for (const enumerator of enumerators) {
    if (enumerator.value !== undefined) values.push(`${jsonString(enumerator.name)}:${jsonInteger(enumerator.value)}`);
  }
  return `{"name":${name === undefined ? 'null' : jsonString(name)},"values":{${values.join(',')}}}`;
});

function macroJson({ name, value }: MacroConstant): string {
  return `${jsonString(name)}:${jsonInteger(value)}`;
}

function diagnosticsJson({ file, diagnostics }: HeaderAnalysis): string {
  if (diagnostics.length === 0) return '[]';
  const items = diagnostics.map(({ severity, code, message, range }) => {
    const { line, column } = lineIndexOf(range.file).positionAt(range.start);
    const elsewhere = range.file === file ? {} : { file: range.file.displayName };
    return JSON.stringify({ severity, code, message, line: line + 1, column: column + 1, ...elsewhere });
  });
  return `[${items.join(',')}]`;
}

/** Lets go of the texts of the header that was printed. */
export function forgetTexts(): void {
  for (const memo of memos) memo.clear();
}

function memoized<T extends object>(make: (value: T) => string): (value: T) => string {
  const memo = new Map<object, string>();
  memos.push(memo);
  return (value) => {
    let text = memo.get(value);
    if (text === undefined) {
      text = make(value);
      memo.set(value, text);
    }
    return text;
  };
}
