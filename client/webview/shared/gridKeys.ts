/**
 * Keys in a grid with one tab stop (the roving tabindex of the ARIA Authoring Practices). Rows may have cells of different
 * widths: up and down lead to the cell that stands over the middle of the one left, and find back the same way.
 */

export interface Span {
  /** In any unit that all rows share, such as bits. */
  readonly start: number;
  readonly end: number;
}

export interface GridShape {
  readonly rowCount: number;
  /** Cells of a row that can have the focus, from left to right; a row may have none. */
  readonly cells: (row: number) => readonly Span[];
}

export interface GridPlace {
  readonly row: number;
  readonly cell: number;
}

export interface GridKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/**
 * The place that a key leads to; undefined for a key that does not move, or not from here.
 *
 * @param pageRows rows that are in sight
 */
export function nextPlace(
  shape: GridShape,
  from: GridPlace,
  pressed: GridKey,
  pageRows: number,
): GridPlace | undefined {
  const { key } = pressed;
  const jumps = pressed.ctrlKey || pressed.metaKey;
  const { row, cell } = from;
  const last = shape.cells(row).length - 1;
  switch (key) {
    case 'ArrowLeft':
      if (cell > 0) return { row, cell: cell - 1 };
      return inRow(shape, step(shape, row, -1), 'end');
    case 'ArrowRight':
      if (cell < last) return { row, cell: cell + 1 };
      return inRow(shape, step(shape, row, 1), 'start');
    case 'ArrowUp':
      return over(shape, from, step(shape, row, -1));
    case 'ArrowDown':
      return over(shape, from, step(shape, row, 1));
    case 'PageUp':
      return over(shape, from, nearest(shape, Math.max(0, row - pageRows), 1));
    case 'PageDown':
      return over(shape, from, nearest(shape, Math.min(shape.rowCount - 1, row + pageRows), -1));
    case 'Home':
      return jumps ? inRow(shape, nearest(shape, 0, 1), 'start') : { row, cell: 0 };
    case 'End':
      return jumps ? inRow(shape, nearest(shape, shape.rowCount - 1, -1), 'end') : { row, cell: Math.max(0, last) };
    default:
      return undefined;
  }
}

/** The next row with cells in a direction. */
function step(shape: GridShape, row: number, by: 1 | -1): number | undefined {
  return nearest(shape, row + by, by);
}

function nearest(shape: GridShape, from: number, by: 1 | -1): number | undefined {
  for (let row = from; row >= 0 && row < shape.rowCount; row += by) if (shape.cells(row).length > 0) return row;
  return undefined;
}

function inRow(shape: GridShape, row: number | undefined, at: 'start' | 'end'): GridPlace | undefined {
  if (row === undefined) return undefined;
  return { row, cell: at === 'start' ? 0 : shape.cells(row).length - 1 };
}

function over(shape: GridShape, from: GridPlace, row: number | undefined): GridPlace | undefined {
  if (row === undefined) return undefined;
  const left = shape.cells(from.row)[from.cell];
  const middle = left === undefined ? 0 : (left.start + left.end) / 2;
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  shape.cells(row).forEach(({ start, end }, cell) => {
    const distance = middle < start ? start - middle : middle > end ? middle - end : 0;
    if (distance < bestDistance) {
      best = cell;
      bestDistance = distance;
    }
  });
  return { row, cell: best };
}
