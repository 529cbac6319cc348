/** What the lexer makes of texts that are odd or long. The tokens of ordinary C are compared with gcc's in test/preprocess. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf } from '../base/names.js';
import { type LexedFile, lex, spellingOf } from './lexer.js';
import { kindName } from './token.js';

function lexed(text: string): LexedFile {
  return lex({ path: 'a.h', displayName: 'a.h', text, view: 'installed' });
}

function spellings(text: string): string[] {
  const file = lexed(text);
  return Array.from({ length: file.count }, (_, i) => spellingOf(file, i));
}

test('a universal character name is the character that it names', () => {
  const file = lexed('U8_\\u00d6 U8_Ö \\U0001D518x 𝔘x a\\\n\\u00fc aü');
  const names = Array.from(file.names.subarray(0, file.count), nameOf);
  assert.deepEqual(names, ['U8_Ö', 'U8_Ö', '𝔘x', '𝔘x', 'aü', 'aü']);
});

test('a universal character name of no character, or of a basic one, stays as written', () => {
  assert.deepEqual(spellings('a\\ud800 b\\u0041'), ['a\\ud800', 'b\\u0041']);
});

test('splices inside tokens', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['ab\\\ncd\\\n+\\\n+x', ['abcd', '++', 'x']],
    ['.\\\n.\\\n. .\\\n5e\\\n+3 .\\\n.a', ['...', '.5e+3', '.', '.', 'a']],
    ['L\\\n"a\\\nb" c', ['L"ab"', 'c']],
    ["u\\\n8\\\n'x'y", ["u8'x'", 'y']],
    ['"a"\\\n"b"', ['"a"', '"b"']],
    ['<\\\n<\\\n= <\\\n:', ['<<=', '<:']],
    ['1e\\\n+3 0x1p\\\n-2 0x1\\\np-2 1\\\nE\\\n-\\\n2', ['1e+3', '0x1p-2', '0x1p-2', '1E-2']],
    ['1e\\\na+3 1.\\\n5f', ['1ea', '+', '3', '1.5f']],
    ["'a\\\nb' '\\\n\\'' U\\\n'x'", ["'ab'", "'\\''", "U'x'"]],
    ['"a\\\\\\\nb\\"" u8\\\n"x" u8\\\nx L\\\nx', ['"a\\\\b\\""', 'u8"x"', 'u8x', 'Lx']],
    ['é\\\nb b\\\né \\\n a\\\n', ['éb', 'bé', 'a']],
    ['/\\\n* a *\\\n/ b /\\\n/ c\\\n d\ne', ['b', 'e']],
    ['a /* b *\\\n/* c */ d', ['a', '*', 'c', '*', '/', 'd']],
  ];
  for (const [text, expected] of cases) assert.deepEqual(spellings(text), expected, JSON.stringify(text));
});

test('a quote without a partner is searched for once a line', () => {
  const file = lexed('a "b \\" c\n"d" "e');
  const kinds = Array.from(file.kinds.subarray(0, file.count), kindName);
  assert.deepEqual(kinds, [
    ...['identifier', 'other', 'identifier', 'other', 'other', 'identifier'],
    ...['string', 'other', 'identifier'],
  ]);
});

/** Work that grows with the square of these lengths would take minutes. */
const LENGTH = 300_000;

for (const part of ['\\', '\\"', "L'\\", '+\\\n', '.\\\n', 'a\\\n-', '"\\\n', 'e\\\n+']) {
  test(`${JSON.stringify(part)} many times over takes time in proportion`, { timeout: 20_000 }, () => {
    const { count } = lexed(part.repeat(LENGTH));
    assert.ok(count > 0);
  });
}
