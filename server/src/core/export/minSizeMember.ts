/**
 * Where the smallest accepted version of a struct ends, as a member: what `offsetofend()` takes. It is the last member
 * that lies within the version which programs were built against first; where no version is known, the last one there is.
 */
import type { HeaderSnapshot, LayoutSnapshot } from '../compat/headerSnapshot.js';
import { recordKey } from '../compat/headerSnapshot.js';
import type { FlatMember, RecordLayout } from '../layout/recordLayout.js';
import { membersOf, type RecordOnAbis } from '../review/byAbi.js';

export interface MinSizeMember {
  /** A designator: a member of the struct itself, or of an anonymous record inside it. */
  readonly name: string;
  /** The published version has the record, so that its end is known. */
  readonly isPublished: boolean;
  /**
   * Bytes of that version behind the member that it does not cover, which no `offsetofend()` can name: padding,
   * bit-fields. The most on any ABI.
   */
  readonly uncoveredBytes: number;
}

/** `undefined` for a record without a member that has an end: all bit-fields, or incomplete on each ABI. */
export function minSizeMember(record: RecordOnAbis, published: HeaderSnapshot | undefined): MinSizeMember | undefined {
  const old = published?.records.get(recordKey(record));
  const choices = record.onAbis.flatMap(({ abi, record: { layout } }) => {
    if (layout === undefined) return [];
    const before = old?.layouts.get(abi);
    const choice = lastWithin(layout, before === undefined ? layout.sizeBytes : lastEnd(before));
    return choice === undefined ? [] : [{ ...choice, isPublished: before !== undefined }];
  });
  // ABIs may disagree. The earliest member accepts what was published on any of them.
  const [earliest] = choices.sort((a, b) => a.index - b.index);
  if (earliest === undefined) return undefined;
  const uncoveredBytes = Math.max(...choices.map((choice) => choice.uncoveredBytes));
  return { name: earliest.name, isPublished: earliest.isPublished, uncoveredBytes };
}

function lastWithin(
  layout: RecordLayout,
  end: number,
): { readonly name: string; readonly index: number; readonly uncoveredBytes: number } | undefined {
  let best: { name: string; index: number; end: number } | undefined;
  for (const [index, member] of membersOf(layout).entries()) {
    if (!hasEnd(member)) continue;
    const memberEnd = member.offsetBits / 8 + member.sizeBytes;
    if (best === undefined || (memberEnd <= end && memberEnd > best.end)) {
      best = { name: member.path, index, end: memberEnd };
    }
  }
  if (best === undefined) return undefined;
  return { name: best.name, index: best.index, uncoveredBytes: Math.max(0, end - best.end) };
}

/** `offsetof` takes no bit-field, `sizeof` no flexible array; a path into a named record is another type's matter. */
function hasEnd({ path, widthBits, dimensions, sizeBytes }: FlatMember): boolean {
  return !/[.[]/.test(path) && widthBits === undefined && !dimensions.includes(-1) && sizeBytes > 0;
}

/** The end of the last member: padding behind it was never part of what callers had to fill in. */
function lastEnd({ members }: LayoutSnapshot): number {
  const ends = members.map(({ offsetBits, widthBits, sizeBytes }) =>
    Math.ceil((offsetBits + (widthBits ?? sizeBytes * 8)) / 8),
  );
  return Math.max(0, ...ends);
}
