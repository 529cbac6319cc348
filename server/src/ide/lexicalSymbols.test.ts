import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../core/index.js';
import { matchSymbols } from './features/workspaceSymbols.js';
import { lexicalSymbols } from './lexicalSymbols.js';

function check(text: string, ...expected: string[]): void {
  const file: SourceFile = { path: '/x.h', displayName: 'x.h', text, view: 'installed' };
  assert.deepEqual(
    lexicalSymbols(file).map(({ kind, name }) => `${kind} ${name}`),
    expected,
  );
}

test('macros, ioctls apart', () => {
  check(
    '#define A 1\n#define F(x) x\n#define G _IO(1, 2)\n#define D DRM_IOWR(1, struct x)\n',
    'macro A',
    'macro F',
    'ioctl G',
    'ioctl D',
  );
});

test('tags with a body, enumerators, typedef names', () => {
  check('struct a { int x; };\nstruct b;\nstruct a y;\n', 'struct a');
  check(
    'enum e { ONE, TWO = 2, THREE = (1 << 3), };\nenum { FOUR };\n',
    'enum e',
    'enumerator ONE',
    'enumerator TWO',
    'enumerator THREE',
    'enumerator FOUR',
  );
  check(
    'typedef struct { int a; } pair;\ntypedef int word, line[3];\ntypedef int (*call)(int);\n',
    'typedef pair',
    'typedef word',
    'typedef line',
    'typedef call',
  );
  check('struct {', ...[]);
});

test('letters in order match, words and beginnings best', () => {
  const file: SourceFile = {
    path: '/x.h',
    displayName: 'x.h',
    text: '#define IOMMU_HWPT_ALLOC 1\n',
    view: 'installed',
  };
  const score = (query: string): number => matchSymbols(lexicalSymbols(file), query)[0]?.score ?? -1;
  assert.equal(score('alloc_hwpt'), -1);
  assert.ok(score('iommu_hwpt_alloc') > score('hwpt_alloc'));
  assert.ok(score('hwpt') > score('wpt'));
  assert.ok(score('iha') > score('oma'));
});
