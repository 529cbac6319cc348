/**
 * Padding as a reader of the whole record sees it. What an alternative of a union leaves free at its end is no padding of
 * the record where another alternative has a member.
 */
import { membersOf, type PaddingRange, type RecordLayout } from '../../core/index.js';

export interface Gap extends PaddingRange {
  /** A member of another alternative has these bits. */
  readonly isCovered: boolean;
}

/** Holes and tail padding; unnamed bit-fields are left out. */
export function gapsOf(layout: RecordLayout): readonly Gap[] {
  let gaps = known.get(layout);
  if (gaps === undefined) {
    gaps = layout.padding.flatMap((range) => (range.kind === 'unnamed' ? [] : [gapOf(range, layout)]));
    known.set(layout, gaps);
  }
  return gaps;
}

const known = new WeakMap<RecordLayout, readonly Gap[]>();

function gapOf(range: PaddingRange, layout: RecordLayout): Gap {
  const end = range.offsetBits + range.widthBits;
  const isCovered = membersOf(layout).some(
    ({ offsetBits, sizeBytes, widthBits = sizeBytes * 8, member }) =>
      member.nested === undefined && offsetBits <= range.offsetBits && end <= offsetBits + widthBits,
  );
  // The end of a record inside is in the middle of the whole.
  const kind = range.kind === 'tail' && end < layout.sizeBytes * 8 ? 'hole' : range.kind;
  return { ...range, kind, isCovered };
}
