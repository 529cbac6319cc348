/** Index of the first item that begins at or behind `offset`; the items are in text order. */
export function firstFrom(items: readonly { readonly range: { readonly start: number } }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (items[middle].range.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
