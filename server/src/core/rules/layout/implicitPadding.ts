/**
 * The bytes that the compiler adds to a record and nobody names: holes before members, and the tail. What `layout` found
 * is read here, not computed again: it is told by paths of the flat view, in whole bytes, and joined over the ABIs.
 */
import { KeptWith } from '../../base/kept.js';
import type { FlatMember, MemberLayout, PaddingRange, RecordLayout } from '../../layout/recordLayout.js';
import { membersOf, type RecordOnAbis } from '../../review/byAbi.js';
import { nestedRecords } from '../../review/nestedRecords.js';
import type { AbiId } from '../../target/abi.js';

export interface Hole {
  /** The member after it, by path; for an anonymous record the first named member in it. */
  readonly path: string;
  /** From the start of the outermost record. */
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  /** The member after it. */
  readonly member: MemberLayout;
  /** The record that has the hole between two of its own members. */
  readonly owner: RecordLayout;
  /** The author wrote an unnamed bit-field there. */
  readonly isUnnamedBitField: boolean;
}

export interface Tail {
  /** Empty for the record itself, else the path of the untagged record that ends in padding. */
  readonly path: string;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  /** The last member. */
  readonly member: MemberLayout;
  readonly owner: RecordLayout;
  /** The author wrote an unnamed bit-field there. */
  readonly isUnnamedBitField: boolean;
}

export interface ImplicitPadding {
  readonly holes: readonly Hole[];
  readonly tails: readonly Tail[];
}

/** What each ABI says of the same hole or tail; ABIs without it are not listed. */
export type OnAbis<T> = ReadonlyMap<AbiId, T>;

const NO_PADDING: ImplicitPadding = { holes: [], tails: [] };
const paddings = new KeptWith<RecordLayout, ImplicitPadding>('layout');

export function implicitPadding(layout: RecordLayout): ImplicitPadding {
  let padding = paddings.get(layout);
  if (padding === undefined) {
    padding = findImplicitPadding(layout);
    paddings.set(layout, padding);
  }
  return padding;
}

/** The holes of a record by path, with what each ABI says. */
export function holesOnAbis(record: RecordOnAbis): ReadonlyMap<string, OnAbis<Hole>> {
  return joined(record, ({ holes }) => holes);
}

/** The tails of a record by path; the path of its own is empty. */
export function tailsOnAbis(record: RecordOnAbis): ReadonlyMap<string, OnAbis<Tail>> {
  return joined(record, ({ tails }) => tails);
}

/** The ABIs on which the record has a layout. */
export function laidAbis(record: RecordOnAbis): readonly AbiId[] {
  return record.onAbis.filter(({ record: { layout } }) => layout !== undefined).map(({ abi }) => abi);
}

function joined<T extends { readonly path: string }>(
  record: RecordOnAbis,
  listOf: (padding: ImplicitPadding) => readonly T[],
): ReadonlyMap<string, OnAbis<T>> {
  const byPath = new Map<string, Map<AbiId, T>>();
  for (const { abi, record: declared } of record.onAbis) {
    if (declared.layout === undefined) continue;
    for (const range of listOf(implicitPadding(declared.layout))) {
      const onAbis = byPath.get(range.path);
      if (onAbis === undefined) byPath.set(range.path, new Map([[abi, range]]));
      else onAbis.set(abi, range);
    }
  }
  return byPath;
}

function findImplicitPadding(layout: RecordLayout): ImplicitPadding {
  const holes = new Map<string, Hole>();
  const tails: Tail[] = [];
  let members: ReadonlyMap<string, FlatMember> | undefined;
  for (const { prefix, offsetBits, layout: owner } of nestedRecords(layout)) {
    if (owner.padding.length === 0) continue;
    members ??= new Map(membersOf(layout).map((member) => [member.path, member]));
    for (const range of owner.padding) {
      if (range.kind !== 'hole' || range.before === undefined) continue;
      const next = members.get(prefix + range.before);
      const previous = range.after === undefined ? undefined : members.get(prefix + range.after);
      const startBits = offsetBits + startOfWholeBytes(range, previous);
      const sizeBytes = Math.floor((offsetBits + range.offsetBits + range.widthBits - startBits) / 8);
      if (next === undefined || sizeBytes < 1) continue;
      const hole = { path: next.path, offsetBytes: startBits / 8, sizeBytes, member: next.member, owner };
      // A record lists the holes of its anonymous members too; under the same path it is the same hole, and the inner
      // record, which comes later, is the owner.
      holes.set(next.path, { ...hole, isUnnamedBitField: false });
    }
    for (const hole of unnamedBitFields(owner, prefix, offsetBits, members)) {
      if (!holes.has(hole.path)) holes.set(hole.path, hole);
    }
    const tail = ownTail(owner);
    if (tail !== undefined) {
      const path = prefix.replace(/\.$/, '');
      tails.push({ ...tail, path, offsetBytes: offsetBits / 8 + tail.offsetBytes, owner });
    }
  }
  return holes.size === 0 && tails.length === 0 ? NO_PADDING : { holes: [...holes.values()], tails };
}

/** Whole bytes before a member that only unnamed bit-fields cover. */
function* unnamedBitFields(
  owner: RecordLayout,
  prefix: string,
  offsetBits: number,
  members: ReadonlyMap<string, FlatMember>,
): Generator<Hole> {
  if (owner.kind !== 'struct') return;
  let index = 0;
  for (const range of owner.padding) {
    if (range.kind !== 'unnamed') continue;
    const endOfRange = range.offsetBits + range.widthBits;
    while (index < owner.members.length && owner.members[index].offsetBits < endOfRange) index++;
    const next = index === owner.members.length ? undefined : members.get(prefix + firstName(owner.members[index]));
    if (next === undefined) continue;
    const previous = index === 0 ? undefined : owner.members[index - 1];
    const endBits = previous === undefined ? 0 : previous.offsetBits + (previous.widthBits ?? previous.sizeBytes * 8);
    const unitBits = previous?.widthBits === undefined ? 8 : previous.sizeBytes * 8;
    const startBits = offsetBits + Math.ceil(endBits / unitBits) * unitBits;
    const sizeBytes = Math.floor((next.offsetBits - startBits) / 8);
    if (sizeBytes < 1) continue;
    yield {
      path: next.path,
      offsetBytes: startBits / 8,
      sizeBytes,
      member: next.member,
      owner,
      isUnnamedBitField: true,
    };
  }
}

/** The name of a member, or of the first named one inside an anonymous record. */
function firstName({ name, nested }: MemberLayout): string {
  const [first] = nested?.members ?? [];
  return name === '' && first !== undefined ? firstName(first) : name;
}

/** Where a hole begins when the rest of a bit-field's storage unit is left out, in bits. */
function startOfWholeBytes({ offsetBits }: PaddingRange, previous: FlatMember | undefined): number {
  const unitBits = previous?.widthBits === undefined ? 8 : previous.sizeBytes * 8;
  return Math.ceil(offsetBits / unitBits) * unitBits;
}

/** The whole bytes after the last member. Those of an anonymous member at the end are that member's tail. */
function ownTail(owner: RecordLayout): Omit<Tail, 'path' | 'owner'> | undefined {
  const range = owner.padding.findLast(({ kind }) => kind === 'tail');
  const member = owner.members.at(-1);
  if (member === undefined || owner.padding.length === 0) return undefined;
  let endBits = 0;
  for (const { offsetBits, sizeBytes, widthBits } of owner.members) {
    endBits = Math.max(endBits, offsetBits + (widthBits ?? sizeBytes * 8));
  }
  const startBits = range !== undefined && range.offsetBits >= endBits ? range.offsetBits : owner.sizeBytes * 8;
  const implicitFrom = Math.ceil(startBits / 8);
  if (implicitFrom < owner.sizeBytes) {
    const sizeBytes = owner.sizeBytes - implicitFrom;
    return { offsetBytes: implicitFrom, sizeBytes, member, isUnnamedBitField: false };
  }
  const isWritten = owner.padding.some(({ kind, offsetBits }) => kind === 'unnamed' && offsetBits >= endBits);
  const unitBits = member.widthBits === undefined ? 8 : member.sizeBytes * 8;
  const offsetBytes = (Math.ceil(endBits / unitBits) * unitBits) / 8;
  const sizeBytes = owner.sizeBytes - offsetBytes;
  return owner.kind === 'struct' && isWritten && sizeBytes >= 1
    ? { offsetBytes, sizeBytes, member, isUnnamedBitField: true }
    : undefined;
}
