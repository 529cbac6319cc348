import type { MemberLayout, PaddingRange, RecordLayout } from '../../core/index.js';
import { declaration, dimensionsText } from './declaration.js';

/**
 * The lines of a record's listing, with a cell of numbers for each group of ABIs. Every group must declare the same
 * members (`sameShape`); only their places, sizes and padding may differ. A group without a hole where another has one
 * has no cell on that line.
 */
export interface LayoutRow {
  readonly kind: 'open' | 'member' | 'padding' | 'close';
  /** Nesting below the record: 1 for its members. */
  readonly depth: number;
  /** C text without indentation, or a comment. */
  readonly code: string;
  readonly cells: readonly (LayoutCell | undefined)[];
}

export interface LayoutCell {
  /** Bytes, or `byte:bit` for a bit-field; empty on a closing line. */
  readonly offset: string;
  /** Bytes, or `3b` for three bits. */
  readonly size: string;
}

/** Rows between the record's own braces. */
export function memberRows(layouts: readonly RecordLayout[]): readonly LayoutRow[] {
  const rows: LayoutRow[] = [];
  appendRows(
    layouts.map((layout) => ({ layout, baseBits: 0 })),
    1,
    rows,
  );
  return rows;
}

/** Whether two layouts declare the same members, nested ones too, so that they can be listed side by side. */
export function sameShape(a: RecordLayout, b: RecordLayout): boolean {
  return (
    a.kind === b.kind &&
    a.members.length === b.members.length &&
    a.members.every((m, i) => {
      const n = b.members[i];
      if (m.name !== n.name || m.type !== n.type || m.widthBits !== n.widthBits) return false;
      return m.nested === undefined || n.nested === undefined ? m.nested === n.nested : sameShape(m.nested, n.nested);
    })
  );
}

/** One group's layout of the (nested) record at hand, and where it starts in the outermost record. */
interface Placed {
  readonly layout: RecordLayout;
  readonly baseBits: number;
}

function appendRows(placed: readonly Placed[], depth: number, rows: LayoutRow[]): void {
  const paddings = placed.map(({ layout }) => paddingBySlot(layout));
  const first = placed[0].layout;
  for (let index = 0; index <= first.members.length; index++) {
    appendPadding(placed, paddings, index, depth, rows);
    if (index < first.members.length) appendMember(placed, index, depth, rows);
  }
}

function appendMember(placed: readonly Placed[], index: number, depth: number, rows: LayoutRow[]): void {
  const members = placed.map(({ layout }) => layout.members[index]);
  const cells = placed.map(({ baseBits }, group) => memberCell(members[group], baseBits));
  const nested = members.map((member) => member.nested).filter((layout) => layout !== undefined);
  if (nested.length < members.length) {
    rows.push({ kind: 'member', depth, code: `${memberCode(members[0])};`, cells });
    return;
  }
  const { name, dimensions } = members[0];
  rows.push({ kind: 'open', depth, code: `${nested[0].kind} {`, cells });
  const inner = nested.map((layout, group) => ({
    layout,
    baseBits: placed[group].baseBits + members[group].offsetBits,
  }));
  appendRows(inner, depth + 1, rows);
  const close = name === '' ? '};' : `} ${name}${dimensionsText(dimensions)};`;
  rows.push({ kind: 'close', depth, code: close, cells: placed.map(() => undefined) });
}

/** Padding before the member at `index` (after the last one when there is none), one row for each piece. */
function appendPadding(
  placed: readonly Placed[],
  paddings: readonly ReadonlyMap<number, readonly PaddingRange[]>[],
  index: number,
  depth: number,
  rows: LayoutRow[],
): void {
  const here = paddings.map((slots) => slots.get(index) ?? []);
  if (here.every((ranges) => ranges.length === 0)) return;
  for (const kind of ['unnamed', 'hole', 'tail'] as const) {
    const pieces = here.map((ranges) => ranges.filter((range) => range.kind === kind));
    const count = Math.max(...pieces.map((ranges) => ranges.length));
    for (let piece = 0; piece < count; piece++) {
      const cells = pieces.map((ranges, group) => paddingCell(ranges[piece], placed[group].baseBits));
      rows.push({ kind: 'padding', depth, code: paddingText[kind], cells });
    }
  }
}

const paddingText = {
  hole: '/* hole */',
  tail: '/* tail padding */',
  unnamed: '/* unnamed bit-field */',
} as const;

/**
 * Padding of the record itself by the index of the member that it precedes; the member count stands for the end. What
 * lies inside an anonymous member is left to that member's own lines.
 */
function paddingBySlot({ kind, members, padding }: RecordLayout): ReadonlyMap<number, readonly PaddingRange[]> {
  const slots = new Map<number, PaddingRange[]>();
  const isUnion = kind === 'union';
  const unionEnd = isUnion ? members.reduce((end, member) => Math.max(end, endOfAnonymous(member)), 0) : 0;
  let next = 0;
  for (const range of padding) {
    while (!isUnion && next < members.length && members[next].offsetBits < range.offsetBits + range.widthBits) next++;
    const innerEnd = isUnion ? unionEnd : next === 0 ? 0 : endOfAnonymous(members[next - 1]);
    if (range.offsetBits < innerEnd) continue;
    const slot = range.kind === 'tail' || isUnion ? members.length : next;
    const ranges = slots.get(slot);
    if (ranges === undefined) slots.set(slot, [range]);
    else ranges.push(range);
  }
  return slots;
}

/** Where an anonymous record ends, in bits; 0 for any other member. */
function endOfAnonymous({ name, nested, offsetBits, sizeBytes }: MemberLayout): number {
  return name === '' && nested !== undefined ? offsetBits + sizeBytes * 8 : 0;
}

function memberCode(member: MemberLayout): string {
  if (member.name === '') return member.type;
  const bits = member.widthBits === undefined ? '' : `:${member.widthBits}`;
  return `${declaration(member.type, member.name)}${bits}`;
}

function memberCell(member: MemberLayout, baseBits: number): LayoutCell {
  const offsetBits = baseBits + member.offsetBits;
  if (member.widthBits === undefined) return { offset: `${offsetBits / 8}`, size: `${member.sizeBytes}` };
  return { offset: bitPlace(offsetBits), size: `${member.widthBits}b` };
}

function paddingCell(range: PaddingRange | undefined, baseBits: number): LayoutCell | undefined {
  if (range === undefined) return undefined;
  const offsetBits = baseBits + range.offsetBits;
  const isWholeBytes = offsetBits % 8 === 0 && range.widthBits % 8 === 0;
  return isWholeBytes
    ? { offset: `${offsetBits / 8}`, size: `${range.widthBits / 8}` }
    : { offset: bitPlace(offsetBits), size: `${range.widthBits}b` };
}

function bitPlace(offsetBits: number): string {
  return `${Math.floor(offsetBits / 8)}:${offsetBits % 8}`;
}
