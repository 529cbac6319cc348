/** Which bits of a record its members own: the leaves of the flat view, as ascending ranges that do not overlap. */
import type { LayoutSnapshot, MemberSnapshot } from './headerSnapshot.js';

export interface BitRange {
  readonly start: number;
  readonly end: number;
}

export function bitsOf({ offsetBits, widthBits, sizeBytes }: MemberSnapshot): BitRange {
  return { start: offsetBits, end: offsetBits + (widthBits ?? sizeBytes * 8) };
}

/** An untagged record by value: its members follow in the list, so its own bits are theirs. */
export function isContainer({ shape, dimensions }: MemberSnapshot): boolean {
  return shape === 'record ' && dimensions.length === 0;
}

/** A member of the element of an array: it stands for many places. */
export function isInElement(path: string): boolean {
  return path.includes('[]');
}

/** The ranges that members own, those that `leaveOut` names left out. */
export function ownedBits(layout: LayoutSnapshot, leaveOut: (path: string) => boolean): readonly BitRange[] {
  const ranges = layout.members
    .filter((member) => !isContainer(member) && !isInElement(member.path) && !leaveOut(member.path))
    .map(bitsOf)
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of ranges) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

export function overlaps(ranges: readonly BitRange[], { start, end }: BitRange): boolean {
  return ranges.some((range) => range.start < end && start < range.end);
}

export function isWithin(outer: BitRange, inner: BitRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
