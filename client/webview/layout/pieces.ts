/**
 * A layout as a tree: which members stand beside each other and which are alternatives. The answer of the server is flat,
 * with the records inside as `blocks`; here each record has its children in order, and each padding the record it is in.
 */
import type { Block, Hole, Layout, Member } from './messages.js';

/** The record itself, or one inside it. */
export interface Container {
  readonly kind: 'struct' | 'union';
  readonly startBits: number;
  readonly endBits: number;
  readonly parent: Container | undefined;
  readonly children: Child[];
  readonly holes: Hole[];
}

export type Child =
  | { readonly kind: 'member'; readonly member: Member; readonly index: number; inside: Container | undefined }
  | { readonly kind: 'anonymous'; readonly inside: Container };

export interface LayoutTree {
  readonly layout: Layout;
  readonly root: Container;
}

/** Blocks and members that name what is not there are taken as members of the record itself. */
export function layoutTree(layout: Layout): LayoutTree {
  const root: Container = {
    kind: layout.kind,
    startBits: 0,
    endBits: layout.size * 8,
    parent: undefined,
    children: [],
    holes: [],
  };
  const containers: Container[] = [];
  const ofMember = new Map<string, Container>();
  const anonymous = new Map<number, Container>();
  layout.blocks.forEach((block, index) => {
    const parent = block.block === undefined ? root : (containers[block.block] ?? root);
    const container = newContainer(block, parent);
    containers.push(container);
    if (block.member === undefined) anonymous.set(index, container);
    else ofMember.set(block.member, container);
  });
  // An anonymous block stands where its first member does, and its outer ones before it.
  const enter = (index: number): void => {
    const container = anonymous.get(index);
    if (container === undefined) return;
    anonymous.delete(index);
    const outer = layout.blocks[index].block;
    if (outer !== undefined) enter(outer);
    container.parent?.children.push({ kind: 'anonymous', inside: container });
  };
  const containerOf = new Map<string, Container>();
  layout.members.forEach((member, index) => {
    if (member.block !== undefined) enter(member.block);
    const container = member.block === undefined ? root : (containers[member.block] ?? root);
    containerOf.set(member.path, container);
    container.children.push({ kind: 'member', member, index, inside: ofMember.get(member.path) });
  });
  const place = (hole: Hole, top: Container): void => {
    const beside = hole.after ?? hole.before;
    let at = (beside === undefined ? undefined : containerOf.get(beside)) ?? top;
    const isInside = ({ startBits, endBits }: Container): boolean =>
      startBits <= hole.bitOffset && hole.bitOffset + hole.bitWidth <= endBits;
    while (at !== top && at.parent !== undefined && !isInside(at)) at = at.parent;
    at.holes.push(hole);
  };
  for (const hole of layout.holes) place(hole, root);
  layout.blocks.forEach((block, index) => {
    for (const hole of block.holes) place(hole, containers[index]);
  });
  return { layout, root };
}

function newContainer({ kind, offset, size }: Block, parent: Container): Container {
  return { kind, startBits: offset * 8, endBits: (offset + size) * 8, parent, children: [], holes: [] };
}

/** Bits from the start of the record. */
export function memberSpan(member: Member): { readonly startBits: number; readonly endBits: number } {
  const startBits = member.bitOffset ?? member.offset * 8;
  return { startBits, endBits: startBits + (member.bitWidth ?? member.size * 8) };
}

/** Elements of an array, all dimensions together; undefined for what is no array or has no known number of elements. */
export function elementCount({ dimensions }: Member): number | undefined {
  if (dimensions === undefined || dimensions.length === 0) return undefined;
  const count = dimensions.reduce((product, each) => product * each, 1);
  return Number.isSafeInteger(count) && count > 0 && dimensions.every((each) => each > 0) ? count : undefined;
}

/** `[1][2]` for the sixth element of `[2][3]`. */
export function elementIndex({ dimensions = [] }: Member, element: number): string {
  let rest = element;
  const indexes: number[] = [];
  for (const dimension of dimensions.toReversed()) {
    indexes.unshift(rest % dimension);
    rest = Math.floor(rest / dimension);
  }
  return indexes.map((index) => `[${index}]`).join('');
}
