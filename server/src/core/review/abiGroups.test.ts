/** Groups of ABIs in few words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_ABIS } from '../target/abis.js';
import { abiNames, createGroupLabels } from './abiGroups.js';

const all = ALL_ABIS.map(({ id }) => id);

test('labels of groups, and the legend of those that do not say it all', () => {
  const { labelOf, legend } = createGroupLabels(all);
  assert.equal(labelOf(all), `all ${all.length} ABIs`);
  assert.equal(labelOf(all.slice(1)), `all but ${all[0]}`);
  assert.equal(labelOf([all[3]]), all[3]);
  const [first, second] = [all.slice(0, 4), [all[0], ...all.slice(5, 8)]];
  assert.equal(labelOf(first), `${all[0]} +3`);
  // Another group that begins alike and is as large.
  assert.equal(labelOf(second), `${all[0]} +3b`);
  assert.equal(labelOf(first), `${all[0]} +3`);
  assert.deepEqual(legend(), [
    [`${all[0]} +3`, first],
    [`${all[0]} +3b`, second],
  ]);
});

test('among few ABIs nobody says which one is missing', () => {
  const two = all.slice(0, 2);
  assert.equal(createGroupLabels(two).labelOf([two[0]]), two[0]);
  assert.equal(createGroupLabels(all.slice(0, 3)).labelOf(two), `${two[0]} +1`);
  assert.equal(createGroupLabels(all.slice(0, 4)).labelOf(all.slice(0, 3)), `all but ${all[3]}`);
});

test('in the words of a sentence', () => {
  assert.equal(abiNames(all, all), `all ${all.length} ABIs`);
  assert.equal(abiNames([all[0]], [all[0]]), all[0]);
  assert.equal(abiNames(all.slice(2), all), `all but ${all[0]}, ${all[1]}`);
  assert.equal(abiNames(all.slice(0, 2), all), `${all[0]}, ${all[1]}`);
});
