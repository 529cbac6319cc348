/**
 * Padding of random records: no member owns a bit of it, and with the members it is the whole record. Holes are named after
 * the members around them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Abi,
  abiById,
  flattenMembers,
  heldRecord,
  type RecordLayout,
  type SourceFile,
} from 'uapi-language-server/core';
import { textOf } from '../fuzz/layout/piece.js';
import { randomDeclarations } from '../fuzz/layout/randomRecords.js';
import { createRandom } from '../fuzz/random.js';
import { createTestHost } from '../harness/uapi.js';

const abis = ['x86_64', 'i386', 'm68k', 'powerpc', 'arm-oabi', 'x32', 'sh4'].map((id): Abi => {
  const abi = abiById(id);
  assert.ok(abi !== undefined);
  return abi;
});

function layoutsOf(text: string, onAbis: readonly Abi[] = abis): readonly (readonly [string, RecordLayout])[] {
  const file: SourceFile = { path: '/padding.h', displayName: 'padding.h', text, view: 'installed' };
  const analyses = createTestHost().sessionFor(file, { includeRoots: [], archIncludes: [] }).analyze(file, onAbis);
  return analyses.flatMap(({ abi, records }) =>
    records.flatMap(({ name, layout }) => (layout === undefined ? [] : ([[`${name} on ${abi.id}`, layout]] as const))),
  );
}

/** Bits of a record that a member owns; what is inside an anonymous member counts by its own members. */
function ownedBits(layout: RecordLayout): Uint8Array {
  const owned = new Uint8Array(layout.sizeBytes * 8);
  for (const { offsetBits, sizeBytes, widthBits = sizeBytes * 8, name, nested } of layout.members) {
    if (name === '' && nested !== undefined) owned.set(merged(owned, ownedBits(nested), offsetBits), offsetBits);
    else owned.fill(1, offsetBits, offsetBits + widthBits);
  }
  return owned;
}

const merged = (owned: Uint8Array, inner: Uint8Array, at: number): Uint8Array =>
  inner.map((bit, index) => Math.max(bit, owned[at + index] ?? 0));

for (const seed of [31, 32]) {
  test(`members and padding of random records, seed ${seed}`, () => {
    const text = randomDeclarations(createRandom(seed), 150).map(textOf).join('');
    let checked = 0;
    for (const [name, layout] of layoutsOf(text)) {
      // Of a union, and of what is inside one, only the end is told.
      if (layout.kind === 'union' || hasUnion(layout) || layout.sizeBytes > 100_000) continue;
      const bits = ownedBits(layout);
      let end = 0;
      for (const { offsetBits, widthBits, kind } of layout.padding) {
        assert.ok(offsetBits >= end && widthBits > 0, `${name}: padding at ${offsetBits} after ${end}`);
        end = offsetBits + widthBits;
        assert.ok(!bits.subarray(offsetBits, end).includes(1), `${name}: a member owns a part of ${offsetBits}-${end}`);
        bits.fill(2, offsetBits, end);
        if (kind === 'tail' && end === bits.length) continue;
        assert.ok(
          kind !== 'tail' || layout.members.some(({ name: own }) => own === ''),
          `${name}: a tail before the end`,
        );
      }
      assert.ok(!bits.includes(0), `${name}: bit ${bits.indexOf(0)} is neither member nor padding`);
      checked++;
    }
    assert.ok(checked > 300, `only ${checked} layouts`);
  });
}

const hasUnion = (layout: RecordLayout): boolean =>
  layout.members.some(({ nested }) => nested !== undefined && (nested.kind === 'union' || hasUnion(nested)));

const named: readonly (readonly [text: string, padding: readonly string[]])[] = [
  ['struct s { char a; int b; char c; };', ['hole 8+24 a b', 'tail 72+24 c -']],
  ['struct s { int a; };', []],
  ['struct s { char a; struct { char b; int c; }; };', ['hole 8+24 a b', 'hole 40+24 b c']],
  ['struct s { struct { struct { long x; }; }; char y; };', ['tail 72+56 y -']],
  ['struct s { char a; struct { struct { long x; }; }; };', ['hole 8+56 a x']],
  ['struct s { int a : 3; int : 5; int b : 4; };', ['unnamed 3+5 a -', 'tail 12+20 b -']],
  [
    'struct s { int : 5; int a; int : 7; };',
    ['unnamed 0+5 - -', 'hole 5+27 - a', 'unnamed 64+7 a -', 'tail 71+25 a -'],
  ],
  ['struct s { char a; int : 0; char b; };', ['hole 8+24 a b']],
  ['union s { char a[5]; int b; };', ['tail 40+24 b -']],
  ['union s { char a; int : 9; };', ['tail 9+7 a -']],
  ['struct s { char a; int b[]; };', ['hole 8+24 a b']],
];

test('padding is named after the members around it', () => {
  for (const [text, expected] of named) {
    const [[, layout]] = layoutsOf(text, abis.slice(0, 1));
    const told = layout.padding.map(
      ({ kind, offsetBits, widthBits, after, before }) =>
        `${kind} ${offsetBits}+${widthBits} ${after ?? '-'} ${before ?? '-'}`,
    );
    assert.deepEqual(told, expected, text);
  }
});

test('members of members have their paths and places', () => {
  const text = `
    struct s {
      char a;
      struct { short b; struct { int c : 4, d : 5; } e[2]; };
      union { long f; struct { char g; } h; };
      struct { int i[2][3]; } j[4];
    };`;
  const [[, layout]] = layoutsOf(text, abis.slice(0, 1));
  assert.deepEqual(
    flattenMembers(layout).map(({ path, offsetBits, sizeBytes, widthBits }) => [
      path,
      offsetBits,
      widthBits ?? sizeBytes,
    ]),
    [
      ['a', 0, 1],
      ['b', 32, 2],
      ['e', 64, 8],
      ['e[].c', 64, 4],
      ['e[].d', 68, 5],
      ['f', 128, 8],
      ['h', 128, 1],
      ['h.g', 128, 1],
      ['j', 192, 96],
      ['j[].i', 192, 24],
    ],
  );
});

test('records that members hold by value', () => {
  const text = `
    struct held { char a; long b; };
    typedef struct held held_t;
    typedef struct { short c; } untagged_t;
    typedef held_t many_t[2];
    struct s {
      struct held one; const held_t two; held_t three[2][3]; many_t four; untagged_t five;
      struct held *six; int seven; struct { int x; } eight; union { int y; };
    };`;
  const [[, layout]] = layoutsOf(text, abis.slice(1, 2)).slice(-1);
  const held = layout.members.map((member) => {
    const found = heldRecord(member, abis[1]);
    return found === undefined ? undefined : `${found.name} ${found.layout.sizeBytes}`;
  });
  assert.deepEqual(held, [
    ...['struct held 8', 'struct held 8', 'struct held 8', 'struct held 8', 'untagged_t 2'],
    ...[undefined, undefined, undefined, undefined],
  ]);
});
