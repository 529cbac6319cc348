import { flattenMembers } from '../layout/flatten.js';
import type { AbiId } from '../target/abi.js';
import type { DeclaredRecord, HeaderAnalysis } from '../unit/headerAnalysis.js';
import { abiConditions } from './abiConditions.js';
import { commentText, includeLine } from './cText.js';

/**
 * A header's layout as C11: a file that includes the header and asserts every size, alignment, offset, enumerator and
 * ioctl number, for the ABI that compiles it (C11 6.7.10). Assertions that hold on the same ABIs stand together under
 * one `#if`; on an ABI that the file does not know, it asserts nothing. A bit-field has no offset in C, so it is left
 * out.
 *
 * `__builtin_offsetof` and `unsigned int` keep the file free of includes of its own but for linux/ioctl.h, which
 * headers with ioctl commands need and often leave to their user.
 *
 * Undefined where no `#include` can spell the header's name: without the header there is nothing to assert.
 */
export function staticAsserts(analyses: readonly HeaderAnalysis[]): string | undefined {
  const abis = analyses.map(({ abi }) => abi.id);
  const header = analyses[0]?.file.displayName ?? '';
  const include = includeLine(header);
  if (include === undefined) return undefined;
  const hasIoctls = analyses.some(({ ioctls }) => ioctls.length > 0);
  const sections = [...assertionsByAbis(analyses)].map(
    ([key, lines]) => `#if ${sectionCondition(key, abis)}\n${[...lines].join('\n')}\n#endif\n`,
  );
  return [
    `/* Made by \`uapi export static-asserts\` from ${commentText(header)}; do not edit. */\n`,
    `${include}${hasIoctls ? '#include <linux/ioctl.h>\n' : ''}`,
    abiDetection(abis),
    ...incompleteNotes(analyses),
    ...sections,
  ].join('\n');
}

/** Defines the one macro that says which ABI this is. */
function abiDetection(abis: readonly AbiId[]): string {
  const branches = abis.map(
    (abi, index) => `#${index === 0 ? 'if' : 'elif'} ${abiConditions[abi]}\n#define ${abiMacro(abi)} 1\n`,
  );
  return branches.length === 0 ? '' : `${branches.join('')}#endif\n`;
}

function abiMacro(abi: AbiId): string {
  return `UAPI_ABI_${abi.replace('-', '_')}`;
}

function sectionCondition(key: string, abis: readonly AbiId[]): string {
  const chosen = abis.filter((abi) => key.split(' ').includes(abi));
  const lines: string[] = [];
  for (let i = 0; i < chosen.length; i += testsPerLine) {
    const tests = chosen.slice(i, i + testsPerLine).map((abi) => `defined(${abiMacro(abi)})`);
    lines.push(tests.join(' || '));
  }
  return lines.join(' || \\\n    ');
}

/** Keeps a condition within a kernel source line. */
const testsPerLine = 3;

/** Assertions by the ABIs on which they hold, in the order in which they first come. */
function assertionsByAbis(analyses: readonly HeaderAnalysis[]): ReadonlyMap<string, ReadonlySet<string>> {
  const abisOf = new Map<string, AbiId[]>();
  for (const analysis of analyses) {
    for (const line of new Set(assertions(analysis))) {
      const abis = abisOf.get(line);
      if (abis === undefined) abisOf.set(line, [analysis.abi.id]);
      else abis.push(analysis.abi.id);
    }
  }
  const sections = new Map<string, Set<string>>();
  for (const [line, abis] of abisOf) {
    const key = abis.join(' ');
    const lines = sections.get(key);
    if (lines === undefined) sections.set(key, new Set([line]));
    else lines.add(line);
  }
  return sections;
}

function* assertions({ records, enums, ioctls }: HeaderAnalysis): Generator<string> {
  for (const record of records) yield* recordAssertions(record);
  for (const { enumerators } of enums) {
    for (const { name, value } of enumerators) {
      if (value !== undefined) yield assertion(`${name} == ${integerConstant(value)}`, name);
    }
  }
  for (const { name, value } of ioctls) {
    yield assertion(`(unsigned int)(${name}) == 0x${value.toString(16).padStart(8, '0')}U`, name);
  }
}

function* recordAssertions(record: DeclaredRecord): Generator<string> {
  const { layout } = record;
  if (layout === undefined) return;
  const type = typeName(record);
  yield assertion(`sizeof(${type}) == ${layout.sizeBytes}`, `size of ${type}`);
  yield assertion(`_Alignof(${type}) == ${layout.alignBytes}`, `alignment of ${type}`);
  for (const { path, offsetBits, sizeBytes, widthBits, dimensions } of flattenMembers(layout)) {
    if (widthBits !== undefined) continue;
    const designator = path.replaceAll('[]', '[0]');
    yield assertion(`__builtin_offsetof(${type}, ${designator}) == ${offsetBits / 8}`, `offset of ${path} in ${type}`);
    if (dimensions.includes(-1)) continue;
    yield assertion(`sizeof(((${type} *)0)->${designator}) == ${sizeBytes}`, `size of ${path} in ${type}`);
  }
}

function typeName({ kind, name, isTypedefName }: DeclaredRecord): string {
  return isTypedefName ? name : `${kind} ${name}`;
}

function assertion(condition: string, message: string): string {
  return `_Static_assert(${condition}, "${message}");`;
}

const largestSigned = 2n ** 63n - 1n;

/**
 * The value as an integer constant expression (C11 6.4.4.1: a decimal constant takes the first signed type it fits).
 */
function integerConstant(value: bigint): string {
  if (value > largestSigned) return `${value}ULL`;
  // The constant 2^63 fits no signed type, so the smallest value is written as a difference.
  if (value < -largestSigned) return `(-${largestSigned}LL - 1)`;
  return `${value}`;
}

function incompleteNotes(analyses: readonly HeaderAnalysis[]): readonly string[] {
  const notes = new Set<string>();
  for (const { records } of analyses) {
    for (const record of records) {
      if (record.layout !== undefined) continue;
      const reason = commentText(record.incomplete?.reason ?? 'the type is incomplete');
      notes.add(`/* Nothing is asserted of ${typeName(record)}: ${reason} */\n`);
    }
  }
  return [...notes];
}
