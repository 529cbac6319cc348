import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIoctls } from '../answers.js';
import { ioctlTree } from './ioctlTree.js';

const location = {
  uri: 'file:///a.h',
  range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
};

function command(name: string, nr: number, more: object = {}) {
  return { name, number: 0x5600 + nr, dir: 'none', type: 0x56, nr, size: 0, record: null, location, ...more };
}

/** The labels of a tree, indented. */
function drawn(answer: unknown): string[] {
  return ioctlTree(readIoctls(answer)).flatMap((type) => [
    `${type.label}: ${type.description}`,
    ...type.children.map((child) => `  ${child.label}${child.kind === 'command' ? ` (${child.description})` : ''}`),
  ]);
}

test('commands by type byte, with gaps and the next number', () => {
  const answer = {
    commands: [
      command('B', 9, { dir: 'rw', size: 24, number: 0xc0185609 }),
      command('A', 5),
      command('Z', 1, { type: 0x94 }),
    ],
    gaps: [{ type: 0x56, nrs: [6, 7, 8] }],
    duplicates: [],
    nextFree: [
      { type: 0x56, nr: 10 },
      { type: 0x94, nr: null },
    ],
    registered: [
      { type: 0x94, first: 0, last: 255, holder: 'fs/btrfs', relation: 'own' },
      { type: 0x94, first: 0, last: 15, holder: 'somebody', relation: 'foreign' },
    ],
  };
  assert.deepEqual(drawn(answer), [
    "'V' 0x56: 2 commands",
    '  5 A (0x5605 · _IO)',
    '  6–8 free',
    '  9 B (0xc0185609 · _IOWR, 24 bytes)',
    '  10 is next',
    '0x94: fs/btrfs · 1 command',
    '  1 Z (0x5601 · _IO)',
  ]);
});

test('who has a type byte: the headers themselves, else others', () => {
  const block = (holder: string, relation: string) => ({ type: 0x56, first: 0, last: 15, holder, relation });
  const about = (...registered: object[]) => ioctlTree(readIoctls({ commands: [command('A', 1)], registered }))[0];
  assert.equal(
    about(block('a.h', 'own'), block('b.h', 'related'), block('c.h', 'foreign')).description,
    'a.h +1 · 1 command',
  );
  const foreign = about(block('c.h', 'foreign'), block('c.h', 'foreign'));
  assert.equal(foreign.description, 'c.h · 1 command');
  assert.deepEqual(foreign.blocks, ['00–0F c.h']);
});

test('a number is not free when another header has it', () => {
  const answer = {
    commands: [command('A', 1), command('C', 3), command('B', 2), command('D', 7)],
    gaps: [
      { type: 0x56, nrs: [2] },
      { type: 0x56, nrs: [4, 5, 6] },
    ],
    nextFree: [
      { type: 0x56, nr: 4 },
      { type: 0x56, nr: 8 },
    ],
  };
  assert.deepEqual(drawn(answer).slice(1), [
    '  1 A (0x5601 · _IO)',
    '  2 B (0x5602 · _IO)',
    '  3 C (0x5603 · _IO)',
    '  4–6 free',
    '  7 D (0x5607 · _IO)',
    '  8 is next',
  ]);
});

test('commands that share a number name each other', () => {
  const answer = { commands: [command('A', 1), command('B', 1)], duplicates: [['A', 'B']] };
  const [type] = ioctlTree(readIoctls(answer));
  assert.deepEqual(
    type.children.map((child) => (child.kind === 'command' ? child.sameAs : child.kind)),
    [['B'], ['A']],
  );
});

test('an answer that lacks what is newer, or is none, gives what there is', () => {
  assert.deepEqual(drawn({ commands: [command('A', 1)] }), ["'V' 0x56: 1 command", '  1 A (0x5601 · _IO)']);
  const broken = [
    null,
    7,
    'x',
    { commands: 'no' },
    { commands: [null, { name: 'A' }, { ...command('A', 1), nr: 'one' }] },
  ];
  for (const answer of broken) assert.deepEqual(drawn(answer), []);
});

test('names such as __proto__ are names', () => {
  assert.deepEqual(drawn({ commands: [command('__proto__', 1)], duplicates: [['__proto__', 'constructor']] }), [
    "'V' 0x56: 1 command",
    '  1 __proto__ (0x5601 · _IO)',
  ]);
});
