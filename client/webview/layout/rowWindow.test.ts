import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutTree } from './pieces.js';
import { layoutRows } from './rows.js';
import { inSight, sameRows } from './rowWindow.js';
import { layoutOf } from './testLayouts.js';

test('rows in sight, with a margin, within what there is', () => {
  assert.deepEqual(inSight(0, 320, 32, 10_000), { first: 0, end: 16 });
  assert.deepEqual(inSight(32_000, 320, 32, 10_000), { first: 994, end: 1016 });
  assert.deepEqual(inSight(0, 320, 32, 3), { first: 0, end: 3 });
  assert.deepEqual(inSight(32_000, 320, 32, 3), { first: 3, end: 3 });
});

test('a row that an edit leaves alone is the same object', () => {
  const rowsOf = (last: string) =>
    layoutRows(layoutTree(layoutOf({ size: 16, members: ['0 8 a __u64', `8 8 ${last} __u64`] })), new Map());
  const before = rowsOf('b');
  const after = sameRows(before, rowsOf('c'));
  assert.equal(after[0], before[0]);
  assert.notEqual(after[1], before[1]);
  assert.equal(after[1].cells[0].label, 'c');
});
