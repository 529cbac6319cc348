import {
  type AbiId,
  type DeclaredEnum,
  type HeaderAnalysis,
  lineIndexOf,
  type MacroConstant,
} from '../../core/index.js';
import { longest, printable } from '../plainText.js';
import type { Style } from '../style.js';
import { type GroupLabels, groupByAnswer } from './abiGroups.js';

/**
 * Enums and integer macros in `uapi layout --format text`: values on the left, names on the right, as records have it.
 */
export function enumText(
  declared: readonly (readonly [AbiId, DeclaredEnum])[],
  labels: GroupLabels,
  style: Style,
): string {
  const groups = groupByAnswer(declared, (value) =>
    value.enumerators.map(({ name, value: number }) => `${name}=${number}`).join(),
  );
  return groups.map(({ abis, value }) => oneEnum(value, groups.length > 1 ? labels.labelOf(abis) : '', style)).join('');
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
    const groups = groupByAnswer(answers, (value) => value);
    const isWhole = groups.length === 1 && answers.length === analyses.length;
    for (const { abis, value } of groups) {
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

function macrosByName(analyses: readonly HeaderAnalysis[]): ReadonlyMap<string, (readonly [AbiId, bigint])[]> {
  const byName = new Map<string, (readonly [AbiId, bigint])[]>();
  for (const { abi, macros, ioctls } of analyses) {
    const commands = new Set(ioctls.map(({ name }) => name));
    for (const { name, value } of macros as readonly MacroConstant[]) {
      if (commands.has(name)) continue;
      const answers = byName.get(name);
      if (answers === undefined) byName.set(name, [[abi.id, value]]);
      else answers.push([abi.id, value]);
    }
  }
  return byName;
}

function valueText(value: bigint | undefined): string {
  return value === undefined ? 'unresolved' : `${value}`;
}

function hexText(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}
