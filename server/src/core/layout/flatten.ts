import type { FlatMember, MemberLayout, RecordLayout } from './recordLayout.js';

/**
 * The flat view of a record: every named member by path, at its offset from the start of the record. An anonymous member
 * (C11 6.7.2.1p13) is transparent: its members stand for it, without a path element. A named member of untagged record
 * type is listed and then descended (`u`, `u.a`); an array of them adds one `[]` per dimension and shows element 0
 * (`regs[].lo`). Members of tagged or typedef'd record type are not descended: their record has a listing of its own.
 */
export function flattenMembers(layout: RecordLayout): readonly FlatMember[] {
  const flat: FlatMember[] = [];
  visitMembers(layout, (path, offsetBits, member) => {
    const { sizeBytes, type, dimensions, widthBits } = member;
    const bits = widthBits === undefined ? undefined : { widthBits };
    flat.push({ path, offsetBits, sizeBytes, ...bits, type, dimensions, member });
  });
  return flat;
}

/**
 * Calls `visit` for each member of the flat view in turn, without making a list.
 *
 * @param visit gets the path, the offset in bits from the start of the record, and the member
 */
export function visitMembers(
  layout: RecordLayout,
  visit: (path: string, offsetBits: number, member: MemberLayout) => void,
): void {
  visitInside(layout, '', 0, visit);
}

function visitInside(
  layout: RecordLayout,
  prefix: string,
  baseBits: number,
  visit: (path: string, offsetBits: number, member: MemberLayout) => void,
): void {
  for (const member of layout.members) {
    const offsetBits = baseBits + member.offsetBits;
    const { name, nested, dimensions } = member;
    if (name === '') {
      if (nested !== undefined) visitInside(nested, prefix, offsetBits, visit);
      continue;
    }
    const path = prefix + name;
    visit(path, offsetBits, member);
    if (nested !== undefined) visitInside(nested, `${path}${'[]'.repeat(dimensions.length)}.`, offsetBits, visit);
  }
}
