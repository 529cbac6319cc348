import {
  type AbiGroup,
  type AbiId,
  type DeclaredRecord,
  type GroupLabels,
  groupByAnswer,
  lineIndexOf,
  type PaddingRange,
  type RecordLayout,
} from '../../core/index.js';
import { printable } from '../plainText.js';
import type { Style } from '../style.js';
import { type LayoutCell, type LayoutRow, memberRows, sameShape } from './layoutRows.js';

/**
 * One record as people read it: numbers on the left, where they line up whatever the names do, and the declaration in
 * kernel style on the right. ABIs that agree share a pair of columns (offset, size); where a terminal is too narrow for
 * all groups, the listing is repeated with the groups that are left.
 */
export interface RecordTextOptions {
  readonly style: Style;
  readonly labels: GroupLabels;
  /** Number of ABIs in the report: a record that fewer declare says so. */
  readonly abiCount: number;
  /** Columns of the terminal; Infinity where the report goes to a file. */
  readonly columns: number;
}

export function recordText(
  declared: readonly (readonly [AbiId, DeclaredRecord])[],
  options: RecordTextOptions,
): string {
  const [, record] = declared[0];
  const groups = groupByAnswer(declared, sameLines);
  const complete = groups.filter((group) => group.value.layout !== undefined);
  let text = '';
  for (const group of groups) {
    if (group.value.layout === undefined) text += incompleteText(group, groups.length > 1, options);
  }
  const facts = { record, alignment: alignmentText(declared, options.labels), isDivided: groups.length > 1 };
  for (const alike of groupsOfOneShape(complete)) {
    for (const block of blocksThatFit(alike, options.columns)) text += listing(facts, block, options);
  }
  if (declared.length < options.abiCount) {
    const label = options.labels.labelOf(declared.map(([abi]) => abi));
    text += `${options.style.dim(`/* declared on ${label} only */`)}\n`;
  }
  return text;
}

interface ShownGroup {
  readonly abis: readonly AbiId[];
  readonly layout: RecordLayout;
}

/** What a listing says about the record as a whole. */
interface RecordFacts {
  readonly record: DeclaredRecord;
  readonly alignment: string;
  /** More than one group of ABIs: columns carry their group's name. */
  readonly isDivided: boolean;
}

function incompleteText(group: AbiGroup<DeclaredRecord>, isNamed: boolean, options: RecordTextOptions): string {
  const { kind, name, incomplete } = group.value;
  const on = isNamed ? ` on ${options.labels.labelOf(group.abis)}` : '';
  const reason = printable(incomplete?.reason ?? 'the type is incomplete');
  return `${options.style.bold(`${kind} ${printable(name)}`)}: ${options.style.yellow(`no layout${on}`)}: ${reason}\n`;
}

function groupsOfOneShape(groups: readonly AbiGroup<DeclaredRecord>[]): readonly (readonly ShownGroup[])[] {
  const shapes: ShownGroup[][] = [];
  for (const { abis, value } of groups) {
    if (value.layout === undefined) continue;
    const shown = { abis, layout: value.layout };
    const same = shapes.find(([first]) => sameShape(first.layout, shown.layout));
    if (same === undefined) shapes.push([shown]);
    else same.push(shown);
  }
  return shapes;
}

/**
 * Whether two records are listed with the same lines. The alignment is no part of it: it alone is no reason for another
 * column (m68k would have one everywhere).
 */
function sameLines(a: DeclaredRecord, b: DeclaredRecord): boolean {
  if (a.layout === undefined || b.layout === undefined) {
    return a.layout === b.layout && a.incomplete?.reason === b.incomplete?.reason;
  }
  return a.isPacked === b.isPacked && samePlaces(a.layout, b.layout);
}

function samePlaces(a: RecordLayout, b: RecordLayout): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.sizeBytes !== b.sizeBytes || a.members.length !== b.members.length) return false;
  for (let i = 0; i < a.members.length; i++) {
    const m = a.members[i];
    const n = b.members[i];
    if (
      m.offsetBits !== n.offsetBits ||
      m.sizeBytes !== n.sizeBytes ||
      m.widthBits !== n.widthBits ||
      m.name !== n.name ||
      m.type !== n.type ||
      m.dimensions.some((count, d) => count !== n.dimensions[d])
    ) {
      return false;
    }
    if (m.nested === undefined ? n.nested !== undefined : n.nested === undefined || !samePlaces(m.nested, n.nested)) {
      return false;
    }
  }
  return a.padding.length === b.padding.length && a.padding.every((range, i) => sameRange(range, b.padding[i]));
}

function sameRange(a: PaddingRange, b: PaddingRange): boolean {
  return a.offsetBits === b.offsetBits && a.widthBits === b.widthBits && a.kind === b.kind;
}

/** Two numbers, their gaps, and the gap to the next group. */
const groupWidth = 16;
/** Room for the declarations beside the numbers. */
const codeWidth = 34;

function blocksThatFit(groups: readonly ShownGroup[], columns: number): readonly (readonly ShownGroup[])[] {
  const perBlock = Math.max(1, Math.floor((columns - codeWidth) / groupWidth));
  const blocks: ShownGroup[][] = [];
  for (let i = 0; i < groups.length; i += perBlock) blocks.push(groups.slice(i, i + perBlock));
  return blocks;
}

function listing(
  { record, alignment, isDivided }: RecordFacts,
  groups: readonly ShownGroup[],
  { style, labels }: RecordTextOptions,
): string {
  const rows = memberRows(groups.map((group) => group.layout));
  const names = groups.map((group) => (isDivided ? labels.labelOf(group.abis) : ''));
  const widths = groups.map((_, group) => columnWidths(rows, group, names[group]));
  const blank = widths.map(([offset, size]) => ' '.repeat(offset + 1 + size));
  const line = lineIndexOf(record.nameRange.file).positionAt(record.nameRange.start).line + 1;
  const name = printable(record.name);
  const open = record.isTypedefName ? `typedef ${record.kind} {` : `${record.kind} ${name} {`;
  const heads = widths.map(([offset, size], group) =>
    isDivided ? names[group].padStart(offset + 1 + size) : `${'offset'.padStart(offset)} ${'size'.padStart(size)}`,
  );
  let text = `${style.dim(heads.join(gap))}\t${style.bold(open)}\t${style.dim(`/* line ${line} */`)}\n`;
  for (const row of rows) {
    const numbers = row.cells.map((cell, group) => cellText(cell, row, widths[group], differs(row, group), style));
    const code = '\t'.repeat(row.depth) + printable(row.code);
    text += `${numbers.join(gap)}\t${row.kind === 'padding' ? style.yellow(code) : code}\n`;
  }
  const sizes = groups.map(({ layout }, group) => {
    const cell = `${layout.sizeBytes}`.padStart(blank[group].length);
    return layout.sizeBytes === groups[0].layout.sizeBytes ? style.bold(cell) : style.bold(style.magenta(cell));
  });
  const packed = record.isPacked ? ' __attribute__((packed))' : '';
  const close = `}${packed}${record.isTypedefName ? ` ${name}` : ''};`;
  return `${text}${sizes.join(gap)}\t${style.bold(close)}\t${style.dim(`/* ${alignment} */`)}\n`;
}

const gap = '  ';

/** `align 8`, or with the ABIs that have another alignment: `align 4, 2 on m68k`. */
function alignmentText(declared: readonly (readonly [AbiId, DeclaredRecord])[], labels: GroupLabels): string {
  const answers = declared.flatMap(([abi, { layout }]) =>
    layout === undefined ? [] : [[abi, layout.alignBytes] as const],
  );
  const groups = groupByAnswer(answers);
  const most = Math.max(...groups.map(({ abis }) => abis.length));
  const usual = groups.find(({ abis }) => abis.length === most);
  const others = groups.filter((group) => group !== usual);
  const exceptions = others.map(({ abis, value }) => `, ${value} on ${labels.labelOf(abis)}`);
  return `align ${usual?.value}${exceptions.join('')}`;
}

function columnWidths(rows: readonly LayoutRow[], group: number, name: string): readonly [number, number] {
  let offset = 6;
  let size = 4;
  for (const { cells } of rows) {
    const cell = cells[group];
    if (cell === undefined) continue;
    offset = Math.max(offset, cell.offset.length);
    size = Math.max(size, cell.size.length);
  }
  return [Math.max(offset, name.length - size - 1), size];
}

/** Whether a group's cell says something else than the first group's. */
function differs({ cells }: LayoutRow, group: number): boolean {
  return cells[0]?.offset !== cells[group]?.offset || cells[0]?.size !== cells[group]?.size;
}

function cellText(
  cell: LayoutCell | undefined,
  row: LayoutRow,
  [offset, size]: readonly [number, number],
  isDifferent: boolean,
  style: Style,
): string {
  if (cell === undefined) {
    const isAbsent = row.kind === 'padding';
    return style.dim(`${(isAbsent ? '-' : '').padStart(offset)} ${(isAbsent ? '-' : '').padStart(size)}`);
  }
  const text = `${cell.offset.padStart(offset)} ${cell.size.padStart(size)}`;
  if (row.kind === 'padding') return style.yellow(text);
  return isDifferent ? style.magenta(text) : text;
}
