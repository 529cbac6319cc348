import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lex } from '../../core/lex/lexer.js';
import type { PreprocessedToken } from '../cliHost.js';
import { sourceFile } from '../testing/analyses.js';
import { tokensNdjson } from './tokensNdjson.js';
import { tokensText } from './tokensText.js';

const file = sourceFile('a.h', 'A\n B\n');

function token(spelling: string, extra: Partial<PreprocessedToken> = {}): PreprocessedToken {
  const range = { file, start: 0, end: 1 };
  const base = {
    kind: 'identifier',
    spellingRange: range,
    expansionRange: range,
    lineStart: false,
    spaceBefore: false,
  };
  return { ...base, spelling, ...extra };
}

/** Spellings of the tokens of a text. */
function spellings(text: string): readonly string[] {
  const source = sourceFile('again.h', text);
  const lexed = lex(source);
  return Array.from({ length: lexed.count }, (_, i) => text.slice(lexed.starts[i], lexed.ends[i]));
}

/** One of each kind that can meet another: every pair is written and read again. */
const samples = [
  ...['a', 'L', 'u8', 'R', '_x9', '$d', 'é', '1', '0x1e', '1e', '.5', '1.', '0x1p', "'c'", '"s"', "L'c'", 'u8"s"'],
  ...[
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '.',
    '->',
    '++',
    '--',
    '&',
    '*',
    '+',
    '-',
    '~',
    '!',
    '/',
    '%',
    '<<',
    '>>',
    '<',
    '>',
  ],
  ...[
    '<=',
    '>=',
    '==',
    '!=',
    '^',
    '|',
    '&&',
    '||',
    '?',
    ':',
    ';',
    '...',
    '=',
    '*=',
    '/=',
    '%=',
    '+=',
    '-=',
    '<<=',
    '>>=',
  ],
  ...['&=', '^=', '|=', ',', '#', '##', '<:', ':>', '<%', '%>', '%:', '%:%:'],
];

test('two tokens are never read as something else, whichever they are', () => {
  const wrong: string[] = [];
  for (const left of samples) {
    for (const right of samples) {
      const text = tokensText([token(left, { lineStart: true }), token(right)]);
      const again = spellings(text);
      if (again.length !== 2 || again[0] !== left || again[1] !== right) wrong.push(`${left} ${right}: ${text.trim()}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('three dots are not made from single ones', () => {
  assert.deepEqual(spellings(tokensText([token('.'), token('.'), token('.')])), ['.', '.', '.']);
});

test('lines, spaces and pragma lines are kept', () => {
  const tokens = [
    token('struct', { lineStart: true }),
    token('a', { spaceBefore: true }),
    token(';'),
    token('#pragma pack(1)', { kind: 'pragma', lineStart: true }),
    token('int', { lineStart: true }),
    token('b', { spaceBefore: true }),
    token('#pragma pack()', { kind: 'pragma' }),
  ];
  assert.equal(tokensText(tokens), 'struct a;\n#pragma pack(1)\nint b\n#pragma pack()\n');
  assert.equal(tokensText([]), '');
});

test('ndjson gives kind, spelling and both places', () => {
  const range = { file, start: 3, end: 4 };
  const [line, rest] = tokensNdjson([token('x', { kind: 'identifier', expansionRange: range })]).split('\n');
  assert.deepEqual(JSON.parse(line), {
    kind: 'identifier',
    spelling: 'x',
    file: 'a.h',
    line: 1,
    column: 1,
    expansion: { file: 'a.h', line: 2, column: 2 },
  });
  assert.equal(rest, '');
});
