/** Which rows are in sight, and which are the same as before. */
import type { Cell, Row } from './rows.js';

/** Rows above and below that are rendered as well, so that a step of the wheel shows no gap. */
const MARGIN = 6;

/** Pixels in, indexes out; `end` is exclusive. */
export function inSight(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): { readonly first: number; readonly end: number } {
  const last = Math.ceil((scrollTop + height) / rowHeight) + MARGIN;
  const end = Math.min(count, last);
  return { first: Math.max(0, Math.min(Math.floor(scrollTop / rowHeight) - MARGIN, end)), end };
}

/** `after`, with the objects of `before` where they say the same. */
export function sameRows(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  if (before.length === 0) return after;
  const known = new Map(before.map((row) => [row.key, row]));
  return after.map((row) => {
    const old = known.get(row.key);
    return old !== undefined && isSameRow(old, row) ? old : row;
  });
}

function isSameRow(a: Row, b: Row): boolean {
  return (
    a.kind === b.kind &&
    a.startBits === b.startBits &&
    a.spanBytes === b.spanBytes &&
    a.depth === b.depth &&
    a.layer === b.layer &&
    a.isLayerStart === b.isLayerStart &&
    a.cells.length === b.cells.length &&
    a.cells.every((cell, i) => isSameCell(cell, b.cells[i]))
  );
}

function isSameCell(a: Cell, b: Cell): boolean {
  return (Object.keys(a) as (keyof Cell)[]).every((key) => a[key] === b[key]);
}
