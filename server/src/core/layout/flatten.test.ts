import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicType } from '../sema/ctype.js';
import type { SourceFile } from '../source/sourceFile.js';
import { flattenMembers } from './flatten.js';
import type { MemberLayout, RecordLayout } from './recordLayout.js';

const file: SourceFile = { path: '/a.h', displayName: 'a.h', text: '', view: 'installed' };

function member(name: string, offsetBits: number, extra: Partial<MemberLayout> = {}): MemberLayout {
  const range = { file, start: 0, end: 0 };
  const ctype = basicType('unsigned int');
  return {
    name,
    offsetBits,
    sizeBytes: 4,
    alignBytes: 4,
    fieldAlignBytes: 4,
    type: '__u32',
    ctype,
    dimensions: [],
    range,
    ...extra,
  };
}

function record(...members: readonly MemberLayout[]): RecordLayout {
  return { kind: 'struct', sizeBytes: 64, alignBytes: 4, members, padding: [] };
}

function flat(layout: RecordLayout): readonly string[] {
  return flattenMembers(layout).map(({ path, offsetBits }) => `${path} ${offsetBits}`);
}

test('members of an anonymous record stand for it, at their place in the whole', () => {
  const inner = record(member('lo', 0), member('', 32, { nested: record(member('deep', 16)) }));
  assert.deepEqual(flat(record(member('a', 0), member('', 64, { nested: inner }))), ['a 0', 'lo 64', 'deep 112']);
});

test('a named untagged record is listed and then descended', () => {
  const layout = record(member('u', 32, { nested: record(member('a', 0), member('b', 32)) }));
  assert.deepEqual(flat(layout), ['u 32', 'u.a 32', 'u.b 64']);
});

test('an array of untagged records has one pair of brackets for each dimension, and shows element 0', () => {
  const layout = record(
    member('grid', 32, { dimensions: [2, 3], nested: record(member('x', 8)) }),
    member('rest', 64, { dimensions: [-1], nested: record(member('y', 0)) }),
  );
  assert.deepEqual(flat(layout), ['grid 32', 'grid[][].x 40', 'rest 64', 'rest[].y 64']);
});

test('bit-fields keep their width', () => {
  const [first] = flattenMembers(record(member('flag', 37, { widthBits: 3 })));
  assert.equal(first.offsetBits, 37);
  assert.equal(first.widthBits, 3);
});
