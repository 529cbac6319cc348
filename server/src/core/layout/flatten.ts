import type { FlatMember, MemberLayout, RecordLayout } from './recordLayout.js';

/**
 * The flat view of a record: every named member by path, at its offset from the start of the record. An anonymous member
 * (C11 6.7.2.1p13) is transparent: its members stand for it, without a path element. A named member of untagged record
 * type is listed and then descended (`u`, `u.a`); an array of them adds one `[]` per dimension and shows element 0
 * (`regs[].lo`). Members of tagged or typedef'd record type are not descended: their record has a listing of its own.
 *
 * The result is made once per layout object. ABIs that agree share the layout, so they share its flat view too.
 */
export function flattenMembers(layout: RecordLayout): readonly FlatMember[] {
  let flat = memo.get(layout);
  if (flat === undefined) {
    const list: FlatMember[] = [];
    appendMembers(layout, '', 0, list);
    flat = list;
    memo.set(layout, flat);
  }
  return flat;
}

const memo = new WeakMap<RecordLayout, readonly FlatMember[]>();

function appendMembers(layout: RecordLayout, prefix: string, baseBits: number, into: FlatMember[]): void {
  for (const member of layout.members) {
    const offsetBits = baseBits + member.offsetBits;
    if (member.name === '') {
      if (member.nested !== undefined) appendMembers(member.nested, prefix, offsetBits, into);
      continue;
    }
    const path = prefix + member.name;
    into.push(flatMember(member, path, offsetBits));
    if (member.nested !== undefined) {
      appendMembers(member.nested, `${path}${'[]'.repeat(member.dimensions.length)}.`, offsetBits, into);
    }
  }
}

function flatMember(member: MemberLayout, path: string, offsetBits: number): FlatMember {
  return {
    path,
    offsetBits,
    sizeBytes: member.sizeBytes,
    ...(member.widthBits === undefined ? {} : { widthBits: member.widthBits }),
    type: member.type,
    dimensions: member.dimensions,
    member,
  };
}
