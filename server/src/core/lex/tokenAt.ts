import type { LexedFile } from './lexer.js';

/**
 * Index of the token that holds `offset`, or of the one that ends there when none begins there; -1 for white space and
 * comments.
 */
export function tokenIndexAt({ starts, ends, count }: LexedFile, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  if (count === 0 || starts[low] > offset) return -1;
  if (offset < ends[low]) return low;
  return offset === ends[low] ? low : -1;
}
