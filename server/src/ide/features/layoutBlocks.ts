/**
 * A layout with the records inside it kept apart. The flat view of a record says where each member is; who draws it must
 * also know which members overlap since they are alternatives of a union, and which belong to one record inside.
 */
import {
  type Abi,
  type FlatMember,
  heldRecord,
  type MemberLayout,
  type PaddingRange,
  type RecordLayout,
} from '../../core/index.js';

export interface BlockedMember extends FlatMember {
  /** Index of the block that it is a direct member of; undefined for the record itself. */
  readonly block: number | undefined;
  /** Name of the record type that it holds by value and that is declared elsewhere: what `opened` can open. */
  readonly recordName: string | undefined;
}

/** A record inside the record, whose members are listed as well. */
export interface LayoutBlock {
  readonly kind: 'struct' | 'union';
  /** From the start of the whole record. */
  readonly offsetBits: number;
  readonly sizeBytes: number;
  /** Path of the member that is of this record; undefined for an anonymous one. */
  readonly member: string | undefined;
  /** The block that it stands in; undefined for the record itself. */
  readonly block: number | undefined;
  /** Of a block with a name. Those of an anonymous one are among the holes of the record around it. */
  readonly holes: readonly PaddingRange[];
}

export interface BlockedLayout {
  /** In the order of the flat view. */
  readonly members: readonly BlockedMember[];
  /** Outer before inner. */
  readonly blocks: readonly LayoutBlock[];
}

/** @param opened paths of members whose type is a record that was declared elsewhere: their members are listed too */
export function blockedLayout(layout: RecordLayout, abi: Abi, opened: ReadonlySet<string>): BlockedLayout {
  const members: BlockedMember[] = [];
  const blocks: LayoutBlock[] = [];
  const enter = (member: MemberLayout, inner: RecordLayout, place: Place): number => {
    const { path, offsetBits, block } = place;
    const holes =
      path === undefined ? [] : inner.padding.map((hole) => moved(hole, offsetBits, pathInside(path, member)));
    blocks.push({ kind: inner.kind, offsetBits, sizeBytes: inner.sizeBytes, member: path, block, holes });
    return blocks.length - 1;
  };
  const visit = (inside: RecordLayout, prefix: string, baseBits: number, block: number | undefined): void => {
    for (const member of inside.members) {
      const { name, nested, dimensions, widthBits, sizeBytes, type } = member;
      const offsetBits = baseBits + member.offsetBits;
      if (name === '') {
        if (nested === undefined) continue;
        visit(nested, prefix, offsetBits, enter(member, nested, { path: undefined, offsetBits, block }));
        continue;
      }
      const path = prefix + name;
      const held = heldRecord(member, abi);
      const bits = widthBits === undefined ? undefined : { widthBits };
      members.push({ path, offsetBits, sizeBytes, ...bits, type, dimensions, member, block, recordName: held?.name });
      const inner = nested ?? (opened.has(path) ? held?.layout : undefined);
      if (inner === undefined) continue;
      visit(inner, pathInside(path, member), offsetBits, enter(member, inner, { path, offsetBits, block }));
    }
  };
  visit(layout, '', 0, undefined);
  return { members, blocks };
}

interface Place {
  readonly path: string | undefined;
  readonly offsetBits: number;
  readonly block: number | undefined;
}

/** What the paths of a member's members begin with. */
function pathInside(path: string, { dimensions }: MemberLayout): string {
  return `${path}${'[]'.repeat(dimensions.length)}.`;
}

function moved(hole: PaddingRange, byBits: number, prefix: string): PaddingRange {
  const { before, after } = hole;
  return {
    ...hole,
    offsetBits: hole.offsetBits + byBits,
    ...(before === undefined ? {} : { before: prefix + before }),
    ...(after === undefined ? {} : { after: prefix + after }),
  };
}

/** Whether the members that were opened lie alike. */
export function sameBlocks(a: BlockedLayout, b: BlockedLayout): boolean {
  return (
    a.members.length === b.members.length &&
    a.members.every((member, i) => {
      const other = b.members[i];
      return (
        member.path === other.path &&
        member.offsetBits === other.offsetBits &&
        member.sizeBytes === other.sizeBytes &&
        member.widthBits === other.widthBits
      );
    })
  );
}
