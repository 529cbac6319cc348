import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance, slipOf } from './editDistance.js';

test('neighbours that are swapped count once', () => {
  assert.equal(editDistance('IOMMU_DESTORY', 'IOMMU_DESTROY'), 1);
  assert.equal(editDistance('', 'abc'), 3);
  assert.equal(editDistance('abc', 'abc'), 0);
});

test('a slip is at most two letters, one in a short name', () => {
  assert.equal(slipOf('IOMMU_DESTORY', ['IOMMU_OPTION', 'IOMMU_DESTROY']), 'IOMMU_DESTROY');
  assert.equal(slipOf('flgs', ['flags', 'size']), 'flags');
  assert.equal(slipOf('fgs', ['flags']), undefined);
});

test('of two that are equally near none is chosen', () => {
  assert.equal(slipOf('FOO_MODE_C', ['FOO_MODE_A', 'FOO_MODE_B']), undefined);
  assert.equal(slipOf('FOO_MODE_AA', ['FOO_MODE_B', 'FOO_MODE_A']), 'FOO_MODE_A');
});
