import type { AbiId, HeaderAnalysis } from '../../core/index.js';
import { createGroupLabels, type GroupLabels } from '../../core/index.js';
import { printable } from '../plainText.js';
import type { Style } from '../style.js';
import { enumText, macroTable } from './constantsText.js';
import { ioctlTable } from './ioctlText.js';
import { recordText } from './recordText.js';

/** Text options: colours, and the width to fit into (Infinity for a file). */
export interface LayoutTextOptions {
  readonly style: Style;
  readonly columns: number;
}

/** `uapi layout --format text`: everything one header declares, ABIs side by side only where they differ. */
export function layoutText(analyses: readonly HeaderAnalysis[], options: LayoutTextOptions): string {
  const labels = createGroupLabels(analyses.map(({ abi }) => abi.id));
  const { style } = options;
  const abiCount = analyses.length;
  const parts = [
    ...byName(
      analyses,
      ({ records }) => records,
      (record) => `${record.kind} ${record.name}`,
    ).map((declared) => recordText(declared, { ...options, labels, abiCount })),
    ...byName(analyses, ({ enums }) => enums, enumKey).map((declared) => enumText(declared, labels, style)),
    macroTable(analyses, labels, style),
    ioctlTable(analyses, labels, style),
  ].filter((part) => part !== '');
  const head = `${style.bold(style.cyan(printable(analyses[0].file.displayName)))}  ${style.dim(abiText(analyses))}\n`;
  const body = parts.length === 0 ? 'declares no record, enum, integer macro or ioctl of its own\n' : parts.join('\n');
  return `${head}${legendText(labels, parts, style)}\n${body}`;
}

function abiText(analyses: readonly HeaderAnalysis[]): string {
  const ids = analyses.map(({ abi }) => abi.id);
  return ids.length > 4 ? `${ids.length} ABIs: ${ids.join(' ')}` : ids.join(' ');
}

/** Which ABIs the labels stand for, and how bit-fields are written, where the listing has such. */
export function legendText(labels: GroupLabels, parts: readonly string[], style: Style): string {
  const groups = labels.legend();
  const width = Math.max(...groups.map(([label]) => label.length), 0);
  const lines = groups.map(([label, abis]) => `  ${label.padEnd(width)}  ${abis.join(' ')}\n`);
  if (parts.some((part) => /^[^\t]*\d:\d+ +\d+b/m.test(part))) {
    lines.push(
      '  4:2 3b: three bits from bit 2 of byte 4, counted from the lowest bit (big endian: from the highest)\n',
    );
  }
  return style.dim(lines.join(''));
}

/** Joins what the ABIs declare under one key, in the order in which the declarations first come. */
function byName<T>(
  analyses: readonly HeaderAnalysis[],
  listOf: (analysis: HeaderAnalysis) => readonly T[],
  keyOf: (item: T) => string,
): readonly (readonly (readonly [AbiId, T])[])[] {
  const joined = new Map<string, (readonly [AbiId, T])[]>();
  for (const analysis of analyses) {
    for (const item of listOf(analysis)) {
      const key = keyOf(item);
      const list = joined.get(key);
      if (list === undefined) joined.set(key, [[analysis.abi.id, item]]);
      // A header that includes itself declares a thing once for each time that it is read: the first counts.
      else if (list[list.length - 1][0] !== analysis.abi.id) list.push([analysis.abi.id, item]);
    }
  }
  return [...joined.values()];
}

function enumKey(declared: HeaderAnalysis['enums'][number]): string {
  return declared.name ?? `at ${declared.range.start}`;
}
