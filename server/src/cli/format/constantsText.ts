import {
  type AbiId,
  type DeclaredEnum,
  type GroupLabels,
  groupByAnswer,
  type HeaderAnalysis,
  lineIndexOf,
} from '../../core/index.js';
import { longest, printable } from '../plainText.js';
import type { Style } from '../style.js';

/**
 * Enums and integer macros in `uapi layout --format text`: values on the left, names on the right, as records have it.
 */
export function enumText(
  declared: readonly (readonly [AbiId, DeclaredEnum])[],
  labels: GroupLabels,
  style: Style,
): string {
  const groups = groupByAnswer(declared, sameValues);
  return groups.map(({ abis, value }) => oneEnum(value, groups.length > 1 ? labels.labelOf(abis) : '', style)).join('');
}

function sameValues(a: DeclaredEnum, b: DeclaredEnum): boolean {
  return (
    a.enumerators.length === b.enumerators.length &&
    a.enumerators.every(({ name, value }, i) => name === b.enumerators[i].name && value === b.enumerators[i].value)
  );
}

function oneEnum({ name, enumerators, range }: DeclaredEnum, label: string, style: Style): string {
  const line = lineIndexOf(range.file).positionAt(range.start).line + 1;
  const values = enumerators.map(({ value }) => valueText(value));
  const width = longest(values, 11);
  const open = `enum ${name === undefined ? '' : `${printable(name)} `}{`;
  const on = label === '' ? '' : ` on ${label}`;
  let text = `${style.dim('value'.padStart(width))}\t${style.bold(open)}\t${style.dim(`/* line ${line}${on} */`)}\n`;
  enumerators.forEach(({ name: constant }, index) => {
    text += `${values[index].padStart(width)}\t\t${printable(constant)},\n`;
  });
  return `${text}${' '.repeat(width)}\t${style.bold('};')}\n`;
}

/** All integer macros but the ioctl commands, which have a table of their own. */
export function macroTable(analyses: readonly HeaderAnalysis[], labels: GroupLabels, style: Style): string {
  const rows: (readonly [string, string, string])[] = [];
  for (const [name, answers] of macrosByName(analyses)) {
    const isWhole = answers.size === 1 && [...answers.values()][0].length === analyses.length;
    for (const [value, abis] of answers) {
      rows.push([
        `${value}`,
        hexText(value),
        `${printable(name)}${isWhole ? '' : `\t${style.dim(`/* on ${labels.labelOf(abis)} */`)}`}`,
      ]);
    }
  }
  if (rows.length === 0) return '';
  const decimal = longest(
    rows.map(([value]) => value),
    11,
  );
  const hex = longest(
    rows.map(([, value]) => value),
    3,
  );
  const head = style.dim(`${'value'.padStart(decimal)}  ${'hex'.padEnd(hex)}\t`);
  const lines = rows.map(([value, hexValue, name]) => `${value.padStart(decimal)}  ${hexValue.padEnd(hex)}\t${name}\n`);
  return `${head}${style.bold('macros')}\n${lines.join('')}`;
}

/** Values of each macro with their ABIs. Most ABIs share their lists, which are then looked at once. */
function macrosByName(analyses: readonly HeaderAnalysis[]): ReadonlyMap<string, ReadonlyMap<bigint, readonly AbiId[]>> {
  const alike = groupByAnswer(analyses.map((analysis) => [analysis.abi.id, analysis.macros] as const));
  const byName = new Map<string, Map<bigint, readonly AbiId[]>>();
  for (const { abis, value: macros } of alike) {
    for (const { name, value } of macros) {
      const answers = byName.get(name);
      if (answers === undefined) byName.set(name, new Map([[value, abis]]));
      else answers.set(value, inOrder([...(answers.get(value) ?? []), ...abis], analyses));
    }
  }
  return byName;
}

function inOrder(abis: readonly AbiId[], analyses: readonly HeaderAnalysis[]): readonly AbiId[] {
  return analyses.map(({ abi }) => abi.id).filter((id) => abis.includes(id));
}

function valueText(value: bigint | undefined): string {
  return value === undefined ? 'unresolved' : `${value}`;
}

function hexText(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}
