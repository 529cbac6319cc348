/**
 * Edits that give implicit padding a name, or take it away. Before one is made, the records of all ABIs are laid out
 * with it by the plain rule (each member at the next multiple of its alignment): where that rule does not even give the
 * layout as it is (bit-fields, attributes), or the ABIs would still differ, there is no edit.
 */
import { KeptWith } from '../../base/kept.js';
import type { MemberLayout, RecordLayout } from '../../layout/recordLayout.js';
import { type MemberOnAbis, membersOf, membersOnAbis, type RecordOnAbis } from '../../review/byAbi.js';
import { memberText } from '../../review/memberText.js';
import { appendMember, insertBefore, reservedDeclaration, reservedName, retypeMember } from '../memberFixes.js';
import type { Fix, TextEdit } from '../rule.js';
import type { Hole, OnAbis } from './implicitPadding.js';

/** A member as the plain rule needs it. */
interface Box {
  readonly sizeBytes: number;
  readonly alignBytes: number;
}

interface Placed {
  readonly offsets: readonly number[];
  readonly endBytes: number;
  readonly sizeBytes: number;
}

function place(boxes: readonly Box[], leastAlignBytes: number): Placed {
  const offsets: number[] = [];
  let end = 0;
  let align = leastAlignBytes;
  for (const box of boxes) {
    const offset = Math.ceil(end / box.alignBytes) * box.alignBytes;
    offsets.push(offset);
    end = offset + box.sizeBytes;
    align = Math.max(align, box.alignBytes);
  }
  return { offsets, endBytes: end, sizeBytes: Math.ceil(end / align) * align };
}

interface Plain {
  readonly boxes: readonly Box[];
  readonly least: number;
}

/** The members of a struct, where the plain rule gives its layout; `leastAlignBytes` is what an attribute asks for. */
const plainBoxes = new KeptWith<RecordLayout, Plain | undefined>('layout');

function boxesOf(layout: RecordLayout): Plain | undefined {
  if (!plainBoxes.has(layout)) plainBoxes.set(layout, findBoxes(layout));
  return plainBoxes.get(layout);
}

/** A record with more members than this gets no edits, each of which looks at all of them. */
const MAX_MEMBERS = 300;

function findBoxes(layout: RecordLayout): Plain | undefined {
  if (layout.members.length > MAX_MEMBERS) return undefined;
  if (layout.kind !== 'struct' || layout.padding.some(({ kind }) => kind === 'unnamed')) return undefined;
  if (layout.members.some(({ widthBits }) => widthBits !== undefined)) return undefined;
  const boxes = layout.members.map(({ sizeBytes, fieldAlignBytes }) => ({ sizeBytes, alignBytes: fieldAlignBytes }));
  const least = layout.alignBytes;
  const placed = place(boxes, least);
  const isPlain =
    placed.sizeBytes === layout.sizeBytes &&
    layout.members.every(({ offsetBits }, index) => offsetBits / 8 === placed.offsets[index]);
  return isPlain ? { boxes, least } : undefined;
}

const alignedTypes = new Map([
  ['__u64', '__aligned_u64'],
  ['__s64', '__aligned_s64'],
  ['__be64', '__aligned_be64'],
  ['__le64', '__aligned_le64'],
]);

/** The type that is aligned to 8 bytes everywhere, for a 64-bit member that is not yet. */
export function alignedType(member: MemberLayout): string | undefined {
  return alignedTypes.get(member.type);
}

/**
 * Names the bytes of a hole: as they are where all ABIs have it alike, else with as many bytes as bring the member to one
 * offset on all of them, its type changed to the aligned one where there is one.
 */
export function holeFixes(record: RecordOnAbis, member: MemberOnAbis, holes: OnAbis<Hole>): readonly Fix[] {
  if (record.onAbis.some(({ record: { layout } }) => layout !== undefined && membersOf(layout).length > MAX_MEMBERS))
    return [];
  const layouts = member.onAbis.map(({ abi, flat }) => ownerOf(record, abi, flat.member));
  const places = layouts.map((owner) => owner?.members.findIndex(({ range }) => sameRange(range, member.range)) ?? -1);
  const [first] = holes.values();
  const index = places[0];
  if (index < 0 || places.some((each) => each !== index) || holes.size === 0) return [];
  const ends = layouts.map((owner) => endBefore(owner, index));
  const targets = layouts.map((owner) => (owner?.members[index]?.offsetBits ?? 0) / 8);
  const target = Math.max(...targets);
  if (ends.some((end) => end !== ends[0])) return [];
  const text = memberText(member.range, first.member.name);
  if (text === undefined || text.isShared) return [];
  const declaration = reservedDeclaration(ends[0], target - ends[0], reservedName(record));
  const agrees = (alignBytes: number | undefined): boolean =>
    layouts.every((owner) => offsetWith(owner, index, target - ends[0], alignBytes) === target);
  const insertion = insertBefore(member, declaration, 'layout');
  if (insertion === undefined || !agrees(undefined)) return [];
  const isAlike = targets.every((each) => each === target);
  const type = isAlike ? undefined : alignedType(first.member);
  const retype =
    type === undefined || target % 8 !== 0 || !agrees(8) ? undefined : retypeMember(member, type, 'layout');
  if (retype === undefined) return [insertion];
  const both: Fix = {
    title: `${insertion.title} and make it ${type}`,
    edits: [...insertion.edits, ...retype.edits],
    effect: 'layout',
  };
  return [both, insertion];
}

/** Names the bytes at the end of a record: with as many as give it one size on all ABIs. */
export function tailFix(record: RecordOnAbis): Fix | undefined {
  const layouts = record.onAbis.map(({ record: { layout } }) => layout);
  const size = Math.max(...layouts.map((layout) => layout?.sizeBytes ?? 0));
  const ends = layouts.map((layout) => (layout === undefined ? -1 : endBefore(layout, layout.members.length)));
  const [end] = ends;
  if (end < 0 || end >= size || ends.some((each) => each !== end)) return undefined;
  const added = size - end;
  const fits = layouts.every((layout) => {
    const plain = layout === undefined ? undefined : boxesOf(layout);
    if (plain === undefined || layout?.members.at(-1)?.dimensions[0] === -1) return false;
    return place([...plain.boxes, reservedBox(end, added)], plain.least).sizeBytes === size;
  });
  return fits ? appendMember(record, reservedDeclaration(end, added, reservedName(record)), 'layout') : undefined;
}

/**
 * Names padding wherever the ABIs place a member of a struct differently, and at its end, so that they agree on all of it.
 * Undefined where that is not enough (a member has another size), or where one of the places cannot be edited.
 */
export function agreementFix(record: RecordOnAbis, members: readonly MemberOnAbis[]): Fix | undefined {
  const layouts = record.onAbis.map(({ record: { layout } }) => layout);
  const plains = layouts.map((layout) => (layout === undefined ? undefined : boxesOf(layout)));
  const [layout] = layouts;
  if (layout === undefined || plains.some((plain) => plain?.boxes.length !== layout.members.length)) return undefined;
  const edits: TextEdit[] = [];
  const names = reservedNames(record);
  let end = 0;
  for (const [index, member] of layout.members.entries()) {
    const boxes = plains.map((plain) => plain?.boxes[index] ?? { sizeBytes: -1, alignBytes: 1 });
    const offsets = boxes.map(({ alignBytes }) => Math.ceil(end / alignBytes) * alignBytes);
    const target = Math.max(...offsets);
    if (boxes.some(({ sizeBytes }) => sizeBytes !== boxes[0].sizeBytes)) return undefined;
    if (offsets.some((offset) => offset !== target)) {
      const declaration = reservedDeclaration(end, target - end, names.next().value);
      const insertion = insertionBefore(members, member, declaration);
      if (insertion === undefined) return undefined;
      edits.push(...insertion.edits);
    }
    end = target + boxes[0].sizeBytes;
  }
  const sizes = plains.map((plain) => {
    const align = Math.max(plain?.least ?? 1, ...(plain?.boxes ?? []).map(({ alignBytes }) => alignBytes));
    return Math.ceil(end / align) * align;
  });
  const size = Math.max(...sizes);
  if (sizes.some((each) => each !== size)) {
    const isOpen = layout.members.at(-1)?.dimensions[0] === -1;
    const declaration = reservedDeclaration(end, size - end, names.next().value);
    const addition = isOpen ? undefined : appendMember(record, declaration, 'layout');
    if (addition === undefined) return undefined;
    edits.push(...addition.edits);
  }
  const title = `Name the padding of ${record.kind} ${record.name}, so that all ABIs agree`;
  return edits.length === 0 ? undefined : { title, edits, effect: 'layout' };
}

function insertionBefore(members: readonly MemberOnAbis[], member: MemberLayout, declaration: string): Fix | undefined {
  const found = members.find(({ flat, path }) => path === member.name && sameRange(flat.member.range, member.range));
  const text = found === undefined ? undefined : memberText(found.range, member.name);
  return found === undefined || text === undefined || text.isShared
    ? undefined
    : insertBefore(found, declaration, 'layout');
}

/** Names for new padding that the record does not use yet. */
function* reservedNames(record: RecordOnAbis): Generator<string, never> {
  const used = new Set(membersOnAbis(record).map(({ path }) => path.slice(path.lastIndexOf('.') + 1)));
  if (!used.has('__reserved')) yield '__reserved';
  for (let n = 2; ; n++) if (!used.has(`__reserved${n}`)) yield `__reserved${n}`;
}

/** The padding that `reservedDeclaration` writes, as a member. */
function reservedBox(offsetBytes: number, sizeBytes: number): Box {
  const width = [4, 2].find((each) => sizeBytes % each === 0 && offsetBytes % each === 0) ?? 1;
  return { sizeBytes, alignBytes: width };
}

function endBefore(layout: RecordLayout | undefined, index: number): number {
  let end = 0;
  for (const { offsetBits, sizeBytes } of layout?.members.slice(0, index) ?? []) {
    end = Math.max(end, offsetBits / 8 + sizeBytes);
  }
  return end;
}

/** Offset of a member when padding is put before it. */
function offsetWith(
  owner: RecordLayout | undefined,
  index: number,
  paddingBytes: number,
  alignBytes: number | undefined,
): number | undefined {
  const plain = owner === undefined ? undefined : boxesOf(owner);
  if (plain === undefined) return undefined;
  const end = endBefore(owner, index);
  const before = plain.boxes.slice(0, index);
  const member = { ...plain.boxes[index], ...(alignBytes === undefined ? undefined : { alignBytes }) };
  return place([...before, reservedBox(end, paddingBytes), member], plain.least).offsets[index + 1];
}

/** The record, or untagged record in it, that has the member directly. */
function ownerOf(record: RecordOnAbis, abi: string, member: MemberLayout): RecordLayout | undefined {
  const layout = record.onAbis.find((each) => each.abi === abi)?.record.layout;
  return layout === undefined ? undefined : find(layout);
  function find(owner: RecordLayout): RecordLayout | undefined {
    if (owner.members.includes(member)) return owner;
    for (const { nested } of owner.members) {
      const found = nested === undefined ? undefined : find(nested);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function sameRange(a: MemberLayout['range'], b: MemberLayout['range']): boolean {
  return a.start === b.start && a.file === b.file;
}
