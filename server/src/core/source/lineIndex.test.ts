/** Lines end at LF, CR LF or a lone CR. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineIndex } from './lineIndex.js';

test('offsets to lines and back', () => {
  for (const [text, starts] of [
    ['', [0]],
    ['a', [0]],
    ['a\nb\n', [0, 2, 4]],
    ['a\r\nb\rc\n\r\nd', [0, 3, 5, 7, 9]],
    ['\r\r\n\n', [0, 1, 3, 4]],
  ] as const) {
    const index = new LineIndex(text);
    assert.equal(index.lineCount, starts.length, JSON.stringify(text));
    for (let offset = 0; offset <= text.length; offset++) {
      const position = index.positionAt(offset);
      assert.equal(starts[position.line] + position.column, offset);
      assert.ok(position.line + 1 === starts.length || starts[position.line + 1] > offset);
      assert.equal(index.offsetAt(position), offset);
    }
  }
});

test('a position beyond the text is its end', () => {
  const index = new LineIndex('ab\ncd');
  assert.equal(index.offsetAt({ line: 2, column: 0 }), 5);
  assert.equal(index.offsetAt({ line: 1, column: 9 }), 5);
});
