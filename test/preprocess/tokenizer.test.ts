/** The judge's own tokenizer: what it must not get wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenize } from './tokenizer.js';

const cases: readonly (readonly [text: string, spellings: string])[] = [
  ['a+++b', 'a ++ + b'],
  ['x<<=1...2', 'x <<= 1...2'],
  ['.5e-3.x 1e+5+3 ..5', '.5e-3.x 1e+5 + 3 . .5'],
  [`L"a\\"b" u8'c' U'\\''`, `L"a\\"b" u8 'c' U'\\''`],
  ['%:%: <: %:x', '%:%: <: %: x'],
  ['größe \\u00e9x', 'größe éx'],
];

for (const [text, spellings] of cases) {
  test(`tokens of ${text}`, () => {
    assert.equal(
      tokenize(text)
        .map((token) => token.spelling)
        .join(' '),
      spellings,
    );
  });
}

test('a pragma line is one token with single spaces', () => {
  assert.deepEqual(
    tokenize('a\n#pragma  pack( 1 )\nb').map((token) => token.spelling),
    ['a', '# pragma pack ( 1 )', 'b'],
  );
});
