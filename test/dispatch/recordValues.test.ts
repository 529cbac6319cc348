/** Bytes of a caller's structure from values by member name, on ABIs of both byte orders; and the sizes of its versions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  abiById,
  possibleVersions,
  type RecordLayout,
  randomBytes,
  type SourceFile,
  setMember,
  settableMembers,
  sizeAfter,
  toHex,
} from 'uapi-language-server/core';
import { createTestHost } from '../harness/uapi.js';

const defaultText = `
struct s {
  char a;
  int b : 5, c : 11;
  long long d;
  int e[2];
  short f;
  struct { int g; } h;
  struct { int i; } j[2];
  char k[];
};`;

function layoutOn(id: string, text = defaultText): RecordLayout {
  const abi = abiById(id);
  assert.ok(abi !== undefined);
  const file: SourceFile = { path: '/s.h', displayName: 's.h', text, view: 'installed' };
  const [{ records }] = createTestHost().sessionFor(file, { includeRoots: [], archIncludes: [] }).analyze(file, [abi]);
  const layout = records[0].layout;
  assert.ok(layout !== undefined);
  return layout;
}

const little = layoutOn('x86_64');
const big = layoutOn('powerpc');

test('members that can be set', () => {
  assert.deepEqual(settableMembers(little), ['a', 'b', 'c', 'd', 'e', 'f', 'h', 'h.g', 'j']);
});

const cases: readonly (readonly [member: string, value: bigint, littleHex: string, bigHex: string])[] = [
  ['a', 0x7fn, '7f', '7f'],
  ['a', -1n, 'ff', 'ff'],
  ['b', 0x1fn, '001f', '00f8'],
  ['b', 1n, '0001', '0008'],
  ['c', 1n, '0020', '000001'],
  ['c', 0x7ffn, '00e0ff', '0007ff'],
  ['d', 0x102n, `${'00'.repeat(8)}0201`, `${'00'.repeat(14)}0102`],
  ['d', -1n, `${'00'.repeat(8)}${'ff'.repeat(8)}`, `${'00'.repeat(8)}${'ff'.repeat(8)}`],
  ['e', 3n, `${'00'.repeat(16)}03`, `${'00'.repeat(23)}03`],
  ['f', -2n, `${'00'.repeat(24)}feff`, `${'00'.repeat(24)}fffe`],
  ['h.g', 5n, `${'00'.repeat(28)}05`, `${'00'.repeat(31)}05`],
];

test('a value lands in its bytes and bits, and nowhere else', () => {
  for (const [member, value, littleHex, bigHex] of cases) {
    for (const [layout, isLittle, expected] of [
      [little, true, littleHex],
      [big, false, bigHex],
    ] as const) {
      const bytes = new Uint8Array(layout.sizeBytes);
      assert.equal(setMember(bytes, layout, member, value, isLittle), undefined, member);
      assert.equal(
        toHex(bytes).replace(/(00)+$/, ''),
        expected.replace(/(00)+$/, ''),
        `${member} = ${value}, ${isLittle}`,
      );
    }
  }
});

test('neighbours of a bit-field keep their bits', () => {
  const bytes = new Uint8Array(little.sizeBytes).fill(0xff);
  assert.equal(setMember(bytes, little, 'c', 0n, true), undefined);
  assert.equal(toHex(bytes.subarray(0, 4)), 'ff1f00ff');
});

test('what does not fit is said', () => {
  const said = (member: string, value: bigint, length = little.sizeBytes): string | undefined =>
    setMember(new Uint8Array(length), little, member, value, true);
  assert.equal(said('none', 1n), "no member 'none'");
  assert.equal(said('a', 256n), "256 does not fit the 1 bytes of 'a'");
  assert.equal(said('a', 255n), undefined);
  assert.equal(said('a', -128n), undefined);
  assert.equal(said('a', -129n), "-129 does not fit the 1 bytes of 'a'");
  assert.equal(said('b', 32n), "32 does not fit the 5 bits of 'b'");
  assert.equal(said('b', -1n), "-1 does not fit the 5 bits of 'b'");
  assert.equal(said('d', 1n, 15), "'d' lies behind the end of the caller's structure");
  assert.equal(said('d', 1n, 16), undefined);
  assert.equal(said('c', 1n, 2), "'c' lies behind the end of the caller's structure");
  assert.equal(said('c', 1n, 3), undefined);
});

test('sizes of versions', () => {
  assert.deepEqual(
    ['a', 'c', 'd', 'e', 'f', 'h.g', 'none'].map((member) => sizeAfter(little, member)),
    [8, 8, 16, 24, 32, 32, undefined],
  );
  assert.deepEqual(possibleVersions(little, 16), [
    { name: 'd', sizeBytes: 16 },
    { name: 'e', sizeBytes: 24 },
    { name: 'h', sizeBytes: 32 },
    { name: 'k', sizeBytes: 40 },
  ]);
});

test('a version that ends in padding, or with a member without name, is named by its size', () => {
  const padded = layoutOn('x86_64', 'struct s { long long a; struct { long long b; }; int c; };');
  assert.deepEqual(possibleVersions(padded, 0), [
    { name: 'a', sizeBytes: 8 },
    { name: '16', sizeBytes: 16 },
    { name: '24', sizeBytes: 24 },
  ]);
});

test('random bytes are the same for a seed, and for no seed zeros', () => {
  // Seeds are multiplied modulo 2^32; this is the one that comes to 0, where the generator would stay.
  const [zeroState, one] = [4050964655, 1].map((seed) => toHex(randomBytes(8, seed)));
  assert.notEqual(zeroState, '00'.repeat(8));
  assert.equal(toHex(randomBytes(8, 1)), one);
  assert.notEqual(one, zeroState);
});
