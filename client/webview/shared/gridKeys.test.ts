import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GridShape, nextPlace } from './gridKeys.js';

/** Each string is a row; each run of one letter is a cell, a dot is no cell. */
function shapeOf(...rows: readonly string[]): GridShape {
  const cells = rows.map((row) =>
    [...row.matchAll(/([a-z])\1*/g)].map(({ index, 0: run }) => ({ start: index, end: index + run.length })),
  );
  return { rowCount: rows.length, cells: (row) => cells[row] };
}

function walk(shape: GridShape, keys: string): string {
  let place = { row: 0, cell: 0 };
  return keys
    .split(' ')
    .map((key) => {
      const jumps = key.startsWith('^');
      const pressed = { key: jumps ? key.slice(1) : key, ctrlKey: jumps, metaKey: false };
      place = nextPlace(shape, place, pressed, 2) ?? place;
      return `${place.row}:${place.cell}`;
    })
    .join(' ');
}

const shape = shapeOf('aaaabbbb', '....', 'aabbccdd', 'aaaaaaaa', 'a...b..c');

test('left and right run through all cells, over rows without any', () => {
  assert.equal(walk(shape, 'ArrowRight ArrowRight ArrowLeft ArrowLeft ArrowLeft'), '0:1 2:0 0:1 0:0 0:0');
});

test('up and down go to the cell above or below', () => {
  assert.equal(walk(shape, 'ArrowRight ArrowDown ArrowDown ArrowDown ArrowDown'), '0:1 2:2 3:0 4:1 4:1');
});

test('Home and End stay in the row; with Control they leave it', () => {
  assert.equal(walk(shape, 'End Home ^End Home ^Home'), '0:1 0:0 4:2 4:0 0:0');
});

test('a page is what is in sight, and ends at the ends', () => {
  assert.equal(walk(shape, 'PageDown PageDown PageDown PageUp'), '2:0 4:0 4:0 2:0');
});

test('a key that does not move gives no place', () => {
  assert.equal(nextPlace(shape, { row: 0, cell: 0 }, { key: 'x', ctrlKey: false, metaKey: false }, 2), undefined);
});
