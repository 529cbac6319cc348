/**
 * Where the layouts of a record differ between ABIs. Two layouts agree when size and offsets agree, those inside embedded
 * records too: a struct is what the kernel copies, whoever declared its parts. The width of a member counts apart, since
 * a pointer in a union may differ without moving anything.
 */
import { KeptWith } from '../../base/kept.js';
import { nameOf } from '../../base/names.js';
import { measuredLayout, recordOf } from '../../layout/heldRecord.js';
import type { MemberLayout, RecordLayout } from '../../layout/recordLayout.js';
import {
  bytes,
  factLines,
  type MemberOnAbis,
  membersOf,
  membersOnAbis,
  type RecordOnAbis,
} from '../../review/byAbi.js';
import { question } from '../../review/question.js';
import { anyLayout, type ReviewedHeader } from '../../review/reviewedHeader.js';
import type { Abi, AbiId } from '../../target/abi.js';

/**
 * ABIs whose alignment rules are unlike all others; each has a rule of its own (`layout/abi-divergent-m68k`, …), which
 * speaks only of records that the usual ABIs agree on.
 */
export const unusualAbis: readonly AbiId[] = ['x32', 'm68k', 'arm-oabi', 'sh4'];

/** What two layouts have in common. */
export interface Comparison {
  /** Size and offsets agree. */
  readonly places: boolean;
  /** The offsets agree: enough for a record inside another, where nothing need follow it. */
  readonly offsets: boolean;
  /** The widths of the members agree. */
  readonly widths: boolean;
}

export interface LayoutOnAbi {
  readonly abi: Abi;
  readonly layout: RecordLayout;
}

export interface Divergence {
  readonly record: RecordOnAbis;
  /** Two ABIs that do not agree, the first of each side. */
  readonly sides: readonly [LayoutOnAbi, LayoutOnAbi];
  /** All that were compared. */
  readonly layouts: readonly LayoutOnAbi[];
  /** The first member with another offset, by path. */
  readonly first: { readonly path: string; readonly offsetBytes: readonly [number, number] } | undefined;
  /** An embedded record that differs by itself, with the member that holds it. */
  readonly embedded: { readonly path: string; readonly spelling: string } | undefined;
  /** The ABIs have a declaration each: the author wrote two layouts. */
  readonly isDeclaredTwice: boolean;
  /** `#if` inside the declaration gives the ABIs other members. */
  readonly isWrittenTwice: boolean;
}

const divergences = new KeptWith<RecordOnAbis, Divergence | undefined>('record');

/** How the usual ABIs differ over a record; `undefined` where they agree, or fewer than two lay it out. */
export function divergenceOf(header: ReviewedHeader, record: RecordOnAbis): Divergence | undefined {
  if (!divergences.has(record)) divergences.set(record, divergenceAmong(usualLayouts(header, record), record));
  return divergences.get(record);
}

const usual = new KeptWith<RecordOnAbis, readonly LayoutOnAbi[]>('record');

/** The layouts of a record on the usual ABIs. */
export function usualLayouts(header: ReviewedHeader, record: RecordOnAbis): readonly LayoutOnAbi[] {
  let layouts = usual.get(record);
  if (layouts === undefined) {
    layouts = layoutsOf(header, record, isUsual);
    usual.set(record, layouts);
  }
  return layouts;
}

/** The first layout of a record, with its ABI. */
export function firstLayout(
  { abis }: ReviewedHeader,
  { onAbis }: RecordOnAbis,
): { readonly abi: Abi; readonly layout: RecordLayout } | undefined {
  for (const {
    abi: id,
    record: { layout },
  } of onAbis) {
    const abi = layout === undefined ? undefined : abis.find((each) => each.id === id);
    if (layout !== undefined && abi !== undefined) return { abi, layout };
  }
  return undefined;
}

/** Whether a member of the record, or of an untagged record in it, answers a question; makes no list. */
export function someMember(layout: RecordLayout, test: (member: MemberLayout) => boolean): boolean {
  return layout.members.some(
    (member) => test(member) || (member.nested !== undefined && someMember(member.nested, test)),
  );
}

export function isUsual(abi: AbiId): boolean {
  return !unusualAbis.includes(abi);
}

export function divergenceAmong(layouts: readonly LayoutOnAbi[], record: RecordOnAbis): Divergence | undefined {
  const one = layouts.at(0);
  const other = layouts.find((each) => one !== undefined && !compareLayouts(one, each).places);
  if (one === undefined || other === undefined) return undefined;
  const first = firstMoved(one.layout, other.layout);
  return {
    record,
    sides: [one, other],
    layouts,
    first,
    embedded: embeddedCause(one, other, first?.path),
    isDeclaredTwice: isDeclaredTwice(record),
    isWrittenTwice: isWrittenTwice(one.layout, other.layout),
  };
}

/** The layouts of a record on the ABIs that `chosen` takes. */
export function layoutsOf(
  { abis }: ReviewedHeader,
  record: RecordOnAbis,
  chosen: (abi: AbiId) => boolean,
): readonly LayoutOnAbi[] {
  return record.onAbis.flatMap(({ abi: id, record: { layout } }) => {
    const abi = chosen(id) ? abis.find((each) => each.id === id) : undefined;
    return abi === undefined || layout === undefined ? [] : [{ abi, layout }];
  });
}

/** What each ABI says: size, and the offset of the member that moves. */
export function divergenceFacts({ layouts, first }: Divergence): readonly string[] {
  return factLines(
    layouts.map(({ abi, layout }) => {
      const place = first === undefined ? undefined : membersOf(layout).find(({ path }) => path === first.path);
      const at = place === undefined ? '' : `, '${place.path}' at offset ${place.offsetBits / 8}`;
      return [abi.id, `${bytes(layout.sizeBytes)}${at}`] as const;
    }),
  );
}

/** What differs, for the end of a sentence: `'b' is at offset 8 on x86_64 and at 4 on i386`. */
export function differenceText({ sides, first }: Divergence): string {
  const [one, other] = sides;
  if (first !== undefined) {
    const [a, b] = first.offsetBytes;
    return `'${first.path}' is at offset ${a} on ${one.abi.id} and at ${b} on ${other.abi.id}`;
  }
  if (one.layout.sizeBytes === other.layout.sizeBytes) return `places inside it differ on ${other.abi.id}`;
  return `it has ${bytes(one.layout.sizeBytes)} on ${one.abi.id} and ${other.layout.sizeBytes} on ${other.abi.id}`;
}

const byPath = new KeptWith<RecordOnAbis, ReadonlyMap<string, MemberOnAbis>>('record');

/** One member of a record by path. */
export function memberAt(record: RecordOnAbis, path: string): MemberOnAbis | undefined {
  let members = byPath.get(record);
  if (members === undefined) {
    members = new Map(membersOnAbis(record).map((member) => [member.path, member]));
    byPath.set(record, members);
  }
  return members.get(path);
}

/** Whether some record of the header holds records of a tag in an array. */
export const isArrayElement = question((header, name: string) => {
  const elements = header.part('layout.arrayElements', () => {
    const tags = new Set<string>();
    for (const record of header.records) {
      const layout = anyLayout(record);
      for (const { dimensions, member } of layout === undefined ? [] : membersOf(layout)) {
        const element = dimensions.length === 0 ? undefined : recordOf(member.ctype);
        if (element !== undefined && element.tag >= 0) tags.add(nameOf(element.tag));
      }
    }
    return tags;
  });
  return elements.has(name);
});

const ALIKE: Comparison = { places: true, offsets: true, widths: true };

/** Comparisons of records that hold others, which could otherwise be made again for each way to reach them. */
const comparisons = new KeptWith<RecordLayout, WeakMap<RecordLayout, Map<string, Comparison>>>('layout');

export function compareLayouts(one: LayoutOnAbi, other: LayoutOnAbi): Comparison {
  if (one.layout === other.layout && !holdsRecords(one.layout)) return ALIKE;
  let withOther = comparisons.get(one.layout);
  if (withOther === undefined) {
    withOther = new WeakMap();
    comparisons.set(one.layout, withOther);
  }
  let byAbis = withOther.get(other.layout);
  if (byAbis === undefined) {
    byAbis = new Map();
    withOther.set(other.layout, byAbis);
  }
  const key = `${one.abi.id} ${other.abi.id}`;
  let comparison = byAbis.get(key);
  if (comparison === undefined) {
    comparison = compareMembers(one, other);
    byAbis.set(key, comparison);
  }
  return comparison;
}

function compareMembers(one: LayoutOnAbi, other: LayoutOnAbi): Comparison {
  const [a, b] = [one.layout.members, other.layout.members];
  let offsets = a.length === b.length;
  let widths = offsets;
  for (let i = 0; i < a.length && i < b.length; i++) {
    offsets &&= a[i].name === b[i].name && a[i].offsetBits === b[i].offsetBits;
    widths &&= (a[i].widthBits ?? a[i].sizeBytes) === (b[i].widthBits ?? b[i].sizeBytes);
    const inner = innerComparison(a[i], one.abi, b[i], other.abi);
    offsets &&= a[i].dimensions.length === 0 ? inner.offsets : inner.places;
    widths &&= inner.widths;
  }
  return { places: offsets && one.layout.sizeBytes === other.layout.sizeBytes, offsets, widths };
}

/** Compares the records that two members hold; members that hold none are alike in this respect. */
function innerComparison(a: MemberLayout, abi: Abi, b: MemberLayout, otherAbi: Abi): Comparison {
  const one = heldLayout(a, abi);
  const other = heldLayout(b, otherAbi);
  if (one === undefined || other === undefined) return ALIKE;
  return compareLayouts({ abi, layout: one }, { abi: otherAbi, layout: other });
}

function heldLayout({ nested, ctype }: MemberLayout, abi: Abi): RecordLayout | undefined {
  if (nested !== undefined) return nested;
  const record = recordOf(ctype);
  return record === undefined ? undefined : measuredLayout(record, abi);
}

const holders = new KeptWith<RecordLayout, boolean>('layout');

/** Whether a record holds another that is declared elsewhere: their layouts may differ while its own does not. */
function holdsRecords(layout: RecordLayout): boolean {
  let holds = holders.get(layout);
  if (holds === undefined) {
    holds = someMember(layout, ({ nested, ctype }) => nested === undefined && recordOf(ctype) !== undefined);
    holders.set(layout, holds);
  }
  return holds;
}

function firstMoved(one: RecordLayout, other: RecordLayout): Divergence['first'] {
  const places = new Map(membersOf(other).map(({ path, offsetBits }) => [path, offsetBits]));
  for (const { path, offsetBits } of membersOf(one)) {
    const there = places.get(path);
    if (there === undefined || there === offsetBits) continue;
    return { path, offsetBytes: [Math.floor(offsetBits / 8), Math.floor(there / 8)] };
  }
  return undefined;
}

/** The first embedded record up to the member that moves that is laid out differently by itself. */
function embeddedCause(one: LayoutOnAbi, other: LayoutOnAbi, firstPath: string | undefined): Divergence['embedded'] {
  const there = new Map(membersOf(other.layout).map((flat) => [flat.path, flat.member]));
  for (const { path, member } of membersOf(one.layout)) {
    const same = member.nested === undefined ? there.get(path) : undefined;
    if (same !== undefined && !innerComparison(member, one.abi, same, other.abi).places) {
      return { path, spelling: member.type.replace(/(\[[^\]]*\])+$/, '') };
    }
    if (path === firstPath) return undefined;
  }
  return undefined;
}

function isDeclaredTwice({ onAbis }: RecordOnAbis): boolean {
  const [{ record }] = onAbis;
  return onAbis.some(({ record: { nameRange } }) => nameRange.start !== record.nameRange.start);
}

function isWrittenTwice(one: RecordLayout, other: RecordLayout): boolean {
  const [a, b] = [membersOf(one), membersOf(other)];
  return (
    a.length !== b.length ||
    a.some(({ path, member }, index) => path !== b[index].path || member.range.start !== b[index].member.range.start)
  );
}
