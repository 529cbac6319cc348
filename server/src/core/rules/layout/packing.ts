/** What `packed` and `#pragma pack` do to a record: which members lie at offsets that their types would not have. */
import type { MemberOnAbis, RecordOnAbis } from '../../review/byAbi.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import { typeChain } from '../../review/typeChain.js';

/** Declared packed on every ABI. Packed on some only means that it follows another ABI there (`struct epoll_event`). */
export function isPacked({ onAbis }: RecordOnAbis): boolean {
  return onAbis.every(({ record }) => record.isPacked);
}

/**
 * A member has a type of given byte order (`__be32`, `__le16`), so that the record describes bytes on a wire, on a disk
 * or in a device, whose places are given.
 */
export function isWireFormat(record: RecordOnAbis, header: ReviewedHeader): boolean {
  return header.members(record).some(({ flat }) => {
    const { fixedWidth } = typeChain(flat.member.ctype);
    return fixedWidth !== undefined && /^__(?:aligned_)?[bl]e\d/.test(fixedWidth);
  });
}

/** Members of two bytes or more at an offset, or in a record, that their alignment does not divide. */
export function misalignedMembers(record: RecordOnAbis, header: ReviewedHeader): readonly MemberOnAbis[] {
  const places = new Set<number>();
  return header.members(record).filter(({ flat }) => {
    const { member, offsetBits, widthBits } = flat;
    if (widthBits !== undefined || member.nested !== undefined || (offsetBits / 8) % member.alignBytes === 0)
      return false;
    // The members of a union lie at one place: one of them is enough.
    const isNew = !places.has(offsetBits);
    places.add(offsetBits);
    return isNew;
  });
}
