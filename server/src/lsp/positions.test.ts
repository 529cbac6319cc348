import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseEncoding, type PositionEncoding, toOffset, toPosition } from './positions.js';

/** Offset 4 is the emoji, 6 the letter after it; 8 begins the second line, 11 the third. */
const file = { text: 'aéz 😀b\r\nxy\nlast' };

test('offsets to positions and back, in every encoding', () => {
  const columns: Readonly<Record<PositionEncoding, readonly number[]>> = {
    'utf-8': [0, 1, 3, 4, 5, 9, 10],
    'utf-16': [0, 1, 2, 3, 4, 6, 7],
    'utf-32': [0, 1, 2, 3, 4, 5, 6],
  };
  for (const encoding of ['utf-8', 'utf-16', 'utf-32'] as const) {
    [0, 1, 2, 3, 4, 6, 7].forEach((offset, index) => {
      const position = { line: 0, character: columns[encoding][index] };
      assert.deepEqual(toPosition(file, offset, encoding), position, `${encoding} ${offset}`);
      assert.equal(toOffset(file, position, encoding), offset, `${encoding} ${offset}`);
    });
  }
});

test('a position that the text does not have means the nearest before it', () => {
  for (const encoding of ['utf-8', 'utf-16', 'utf-32'] as const) {
    assert.equal(toOffset(file, { line: 0, character: 99 }, encoding), 7, 'the end of the line, before CR LF');
    assert.equal(toOffset(file, { line: 1, character: 99 }, encoding), 11);
    assert.equal(toOffset(file, { line: 99, character: 0 }, encoding), file.text.length);
    assert.equal(toOffset(file, { line: -1, character: 5 }, encoding), 0);
    assert.equal(toOffset(file, { line: Number.NaN, character: 0 }, encoding), 0);
  }
  assert.equal(toOffset(file, { line: 0, character: 7 }, 'utf-8'), 4, 'inside the bytes of one character');
});

test('of several encodings the one that costs nothing is chosen', () => {
  assert.equal(chooseEncoding(undefined), 'utf-16');
  assert.equal(chooseEncoding(['utf-8', 'utf-16']), 'utf-16');
  assert.equal(chooseEncoding(['utf-32', 'utf-8']), 'utf-8');
  assert.equal(chooseEncoding(['utf-32']), 'utf-32');
  assert.equal(chooseEncoding(['latin1']), 'utf-16');
});
