import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTrees } from './compareTrees.js';
import type { HeaderSnapshot } from './headerSnapshot.js';
import type { Reaches } from './removedConstants.js';
import { snapshotOf } from './testing/versions.js';

test('trees: a declaration that went to another header is compared there', () => {
  const old = { ...snapshotOf('struct a { __u32 x; };', ['x86_64']), header: 'a.h' };
  const empty = { ...snapshotOf('', ['x86_64']), header: 'b.h' };
  const moved = { ...snapshotOf('struct a { __u32 x; __u32 y; };', ['x86_64']), header: 'b.h' };
  const gone = { ...empty, header: 'a.h' };
  const pair = { header: 'b.h', old: empty, new: moved };
  const texts = (reaches: boolean): readonly string[] =>
    compareTrees([{ header: 'a.h', old, new: gone, reaches: () => reaches }, pair]).changes.map(
      ({ header, verdict, kind }) => `${header} ${verdict} ${kind}`,
    );
  assert.deepEqual(texts(true), ['a.h ambiguous struct-grown']);
  assert.deepEqual(texts(false), ['a.h ambiguous struct-removed']);
});

/** Headers by name, old and new, and the changes as `HEADER: VERDICT MESSAGE`. */
function told(
  old: Record<string, string>,
  after: Record<string, string>,
  options: { reaches?: Reaches; newHome?: (name: string) => string | undefined } = {},
): readonly string[] {
  const { reaches = () => false, newHome = () => undefined } = options;
  const snapshot = (texts: Record<string, string>, header: string): HeaderSnapshot => ({
    ...snapshotOf(texts[header], ['x86_64']),
    header,
  });
  const pairs = Object.keys(old).map((header) => ({
    header,
    old: snapshot(old, header),
    new: snapshot(after, header),
    reaches,
  }));
  return compareTrees(pairs, { newHome }).changes.map(
    ({ header, verdict, message }) => `${header}: ${verdict} ${message}`,
  );
}

test('trees: a union and a constant that another header declares now', () => {
  assert.deepEqual(
    told(
      { 'a.h': 'union u { __u32 x; };\n#define A 1', 'b.h': '' },
      { 'a.h': '', 'b.h': 'union u { __u32 x; };\n#define A 1' },
    ),
    [
      'a.h: ambiguous union u is gone; b.h declares it now, and has to be included',
      'a.h: ambiguous A is gone; it was 1; b.h declares it now, and has to be included',
    ],
  );
});

test('trees: a header that is new as a whole is asked for what is gone', () => {
  const newHome = (name: string): string | undefined => (name === 'A' ? 'new.h' : undefined);
  assert.deepEqual(told({ 'a.h': '#define A 1\n#define B 2' }, { 'a.h': '' }, { newHome }), [
    'a.h: ambiguous A is gone; it was 1; new.h declares it now, and has to be included',
    'a.h: break B is gone; it was 2',
  ]);
});

test('trees: a member that is gone is looked for nowhere', () => {
  assert.deepEqual(
    told(
      { 'a.h': 'struct a { __u32 x; __u32 y; };', 'b.h': '' },
      { 'a.h': 'struct a { __u32 x; };', 'b.h': 'struct y { __u32 z; };' },
    ),
    ["a.h: break struct a: 'y' is gone (__u32 at offset 4); the size goes from 8 to 4"],
  );
});

test('trees: a constant that went to an included header is compared there, one that stayed is not', () => {
  const old = { 'a.h': '#define A 1\n#define B 2\n#define C 3', 'b.h': '' };
  const after = { 'a.h': '#define C 3', 'b.h': '#define A 5\n#define B 2' };
  assert.deepEqual(told(old, after, { reaches: () => true }), ['a.h: break A went from 1 to 5']);
});
