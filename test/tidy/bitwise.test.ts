// JavaScript's bitwise operators work on signed 32-bit numbers: `2 << 30` is negative. So no C value may meet them as a
// number. In the rooms that compute C values this test lets a bitwise operator pass only where the line shows that it
// works on bigint (a literal such as `1n`, or `BigInt(`), in the file of C integer arithmetic, or where the line ends in
// `// not a C value`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryFiles } from '../harness/repository.js';

const rooms = ['ioctl', 'layout', 'sema'];

/** C integer arithmetic itself: every operand is a bigint by type. */
const arithmeticFiles: ReadonlySet<string> = new Set(['server/src/core/sema/cint.ts']);

/**
 * Binary operators stand between blanks in formatted code (so `Map<a, Set<b>>` is none). `|` also makes union types; it
 * counts next to a number or in `|=`, which catches `flags | 0x80` and not `'a' | 'b'`.
 */
const bitwise = /(?:^|\s)(?:<<|>>>?|[&^])(?:\s|$)|(?:<<|>>>?|(?<![&|])[&|^])=(?:\s|$)|~[\w(]|\d\s*\|\s|\s\|\s*\d/;
const onBigint = /\b(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*)n\b|\bBigInt\(/;
const marker = /\/\/ not a C value$/;

/** Whether a line of source text uses a bitwise operator on what may be a C value. */
function isSuspicious(line: string): boolean {
  if (marker.test(line.trimEnd()) || /^\s*(?:\/?\*|\/\/)/.test(line)) return false;
  const code = line.replace(/'(?:[^'\\]|\\.)*'|`[^`]*`|\/(?:[^/\\\s]|\\.)+\/[gimsuy]*/g, "''").replace(/\/\/.*$/, '');
  // `A & { … }` is a type.
  return bitwise.test(code.replace(/ & \{/g, '')) && !onBigint.test(code);
}

test('the check tells C arithmetic on numbers from everything else', () => {
  const suspicious = [
    'const number = direction << 30;',
    'return (type << 8) | nr;',
    'const low = value & mask;',
    'bits |= flag;',
    'const inverted = ~value;',
    'return size >>> 0;',
    'return value | 0;',
  ];
  const fine = [
    'const number = direction << 30n;',
    'const size = (number >> BigInt(shift)) & mask;',
    "  readonly kind: 'struct' | 'union';",
    'const memo: Map<string, Map<string, number>> = new Map();',
    'if (a && b || c) return 0;',
    'known ||= other;',
    "function f(e: Node & { kind: 'leaf' }): void {",
    'const middle = (low + high) >>> 1; // not a C value',
    ' * `a << b` in a comment',
    "message: 'use 1U << 31'",
  ];
  assert.deepEqual(
    suspicious.filter((line) => !isSuspicious(line)),
    [],
  );
  assert.deepEqual(fine.filter(isSuspicious), []);
});

test('no bitwise operator on C values', () => {
  const files = rooms.flatMap((room) =>
    repositoryFiles(`server/src/core/${room}`, (path) => path.endsWith('.ts') && !path.endsWith('.test.ts')),
  );
  assert.ok(files.length >= rooms.length, `only ${files.length} files found`);
  const found = files
    .filter((file) => !arithmeticFiles.has(file.path))
    .flatMap((file) =>
      file
        .readText()
        .split('\n')
        .flatMap((line, index) => (isSuspicious(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : [])),
    );
  assert.deepEqual(found, [], 'use bigint, or end the line with // not a C value');
});
