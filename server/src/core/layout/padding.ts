/**
 * The bytes and bits of a record that no member owns. Computed from the finished layout; anonymous members are looked
 * into, so that a hole inside an anonymous struct is a hole of the record that the author sees.
 */
import type { MemberLayout, PaddingRange, RecordLayout } from './recordLayout.js';

export function findPadding(
  kind: 'struct' | 'union',
  sizeBytes: number,
  members: readonly MemberLayout[],
  unnamed: readonly { offsetBits: number; widthBits: number }[],
): readonly PaddingRange[] {
  const padding: PaddingRange[] = [];
  let end = 0;
  let last: string | undefined;
  let next = 0;
  const takeUnnamed = (before: number): void => {
    while (next < unnamed.length && unnamed[next].offsetBits < before) {
      const range = unnamed[next++];
      gap(end, range.offsetBits, undefined);
      padding.push({ ...range, kind: 'unnamed', ...named(undefined, last) });
      end = Math.max(end, range.offsetBits + range.widthBits);
    }
  };
  const gap = (from: number, to: number, before: string | undefined): void => {
    if (to > from) padding.push({ offsetBits: from, widthBits: to - from, kind: 'hole', ...named(before, last) });
  };
  for (const member of members) {
    const label = labelOf(member);
    const width = member.widthBits ?? member.sizeBytes * 8;
    if (kind === 'struct') {
      takeUnnamed(member.offsetBits);
      gap(end, member.offsetBits, label);
    }
    if (member.name === '' && member.nested !== undefined) {
      for (const inner of member.nested.padding) {
        padding.push({ ...inner, offsetBits: inner.offsetBits + member.offsetBits });
      }
    }
    end = Math.max(end, member.offsetBits + width);
    last = label;
  }
  if (kind === 'struct') takeUnnamed(Number.POSITIVE_INFINITY);
  else for (const range of unnamed) end = Math.max(end, range.offsetBits + range.widthBits);
  if (sizeBytes * 8 > end) {
    padding.push({ offsetBits: end, widthBits: sizeBytes * 8 - end, kind: 'tail', ...named(undefined, last) });
  }
  return padding.length === 0 ? NONE : padding;
}

const NONE: readonly PaddingRange[] = [];

function named(before: string | undefined, after: string | undefined): { before?: string; after?: string } {
  return { ...(before === undefined ? undefined : { before }), ...(after === undefined ? undefined : { after }) };
}

/** The name of a member, or of the first named member inside an anonymous one. */
function labelOf(member: MemberLayout): string {
  if (member.name !== '') return member.name;
  const inner: RecordLayout | undefined = member.nested;
  return inner === undefined || inner.members.length === 0 ? '' : labelOf(inner.members[0]);
}
