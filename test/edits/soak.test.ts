// A small share of the soak run, with a committed seed; `npm run soak` does the full one, and judges memory.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { fixtureHeaders } from './fixtureHeaders.js';
import { growth, soak } from './soak.js';

test('60 edits and 30 requests, of which two are asked of a fresh server too', async (t) => {
  const [headers] = fixtureHeaders();
  const folder = temporaryFolder(t);
  const run = { folder, headers, seed: 11, edits: 60, requests: 30, compareEvery: 15, samples: 5 };
  const { edits, requests, compared, rssBytes, failure } = await soak(run);
  assert.equal(failure, undefined);
  assert.deepEqual([edits, requests, compared, rssBytes.length], [60, 30, 2, 5]);
});

test('growth is that from the second fifth to the last', () => {
  const [warm, flat] = [Array<number>(4).fill(90), Array<number>(12).fill(100)];
  assert.equal(growth([...warm, ...flat, ...Array<number>(4).fill(100)]), 0);
  assert.equal(growth([...warm, ...flat, ...Array<number>(4).fill(150)]), 0.5);
  assert.equal(growth([...warm, ...flat, ...Array<number>(4).fill(50)]), -0.5);
});
