/** What two versions of a text have in common: how they begin and how they end. An edit changes what is in between. */
export interface TextChange {
  /** Whether the stretch of the old text is the same as the one of that length which begins at `newStart` of the new. */
  readonly isSame: (start: number, length: number, newStart: number) => boolean;
  /** Where a stretch of the old text lies in the new one; undefined where the edit touches it. */
  readonly placeOf: (start: number, length: number) => number | undefined;
}

export function textChange(before: string, now: string): TextChange {
  const shorter = Math.min(before.length, now.length);
  const prefix = commonLength(shorter, (from, to) => before.slice(from, to) === now.slice(from, to));
  const [ends, nowEnds] = [before.length, now.length];
  const suffix = commonLength(
    shorter - prefix,
    (from, to) => before.slice(ends - to, ends - from) === now.slice(nowEnds - to, nowEnds - from),
  );
  const shift = now.length - before.length;
  const placeOf = (start: number, length: number): number | undefined => {
    if (start + length <= prefix) return start;
    return start >= before.length - suffix ? start + shift : undefined;
  };
  return {
    placeOf,
    isSame: (start, length, newStart) => {
      if (newStart < 0) return false;
      if (placeOf(start, length) === newStart) return true;
      return before.slice(start, start + length) === now.slice(newStart, newStart + length);
    },
  };
}

/** The largest length up to which `isSame` holds for every stretch: by blocks, then by halves of the block that differs. */
function commonLength(most: number, isSame: (from: number, to: number) => boolean): number {
  const BLOCK = 4096;
  let low = 0;
  while (low < most && isSame(low, Math.min(most, low + BLOCK))) low = Math.min(most, low + BLOCK);
  let high = Math.min(most, low + BLOCK);
  while (low < high) {
    const middle = Math.floor((low + high + 1) / 2);
    if (isSame(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
