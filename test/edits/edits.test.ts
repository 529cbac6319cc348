// A small share of the randomized edit run, with committed seeds; `npm run edits` does the full one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { compareEdits } from './compareEdits.js';
import { fixtureHeaders } from './fixtureHeaders.js';

const COUNT = 80;

for (const [index, headers] of fixtureHeaders().entries()) {
  const seed = 4 + index;
  const names = headers.map(([name]) => name).join(' and ');
  test(`${COUNT} edits of ${names}, seed ${seed}: each answer is that of a fresh server`, async (t) => {
    const run = { folder: temporaryFolder(t), headers, seed, count: COUNT, processEvery: 20 };
    const { failure, questions } = await compareEdits(run);
    assert.ok(questions > COUNT / 2);
    if (failure === undefined) return;
    assert.deepEqual(failure.live, failure.fresh, `${failure.question} after edit ${failure.edit}`);
    assert.fail(`${failure.question} after edit ${failure.edit}`);
  });
}
