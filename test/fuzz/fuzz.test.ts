/**
 * A small share of the fuzz run with committed seeds; `npm run fuzz` does the full one. Nothing may throw, take longer
 * than two seconds, or make the process larger than 1 GB.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { bombs } from './bombs.js';
import { fuzzRooms } from './fuzzTargets.js';
import { ROUND } from './inputs.js';
import { fuzzHeaders } from './mutatedHeaders.js';
import { createSupervisor, fuzzLimits } from './supervisor.js';

const corpus = '/usr/include/linux';
const seeds = [1, 20_011, 77_003];
const INPUTS_PER_SEED = 100;
const ROOM_INPUTS = 1600;

for (const seed of seeds) {
  test(`${INPUTS_PER_SEED} spoiled headers, seed ${seed}`, async () => {
    const { failures } = await fuzzHeaders({ corpus, seed, count: INPUTS_PER_SEED });
    assert.deepEqual(
      failures.map((f) => `${f.kind} in input ${f.number} (${f.header}): ${f.message}`),
      [],
    );
  });
}

for (const seed of [5, 40_009]) {
  test(`${ROOM_INPUTS} random headers and calls through every room, seed ${seed}`, async () => {
    const { executions, failures } = await fuzzRooms({ seed, count: ROOM_INPUTS });
    assert.deepEqual(
      failures.map((f) => `${f.kind} of ${f.target} in input ${f.number}: ${f.message}`),
      [],
    );
    assert.deepEqual(
      [...executions].filter(([, count]) => count < ROOM_INPUTS / ROUND),
      [],
    );
  });
}

const fixtures = path.join(repositoryRoot, 'test/fixtures/layout');
/** Bombs are megabytes, on four ABIs, perhaps on a busy machine; what grows faster than its input takes far longer. */
const supervisor = createSupervisor({ ...fuzzLimits, milliseconds: 5000 });
after(() => supervisor.stop());

for (const name of [
  'nested-untagged.h',
  'macro-operators.h',
  'attribute-positions.h',
  'line-splices.h',
  'digraphs.h',
]) {
  test(`${name} cut at every offset`, async () => {
    const file = path.join(fixtures, name);
    const text = fs.readFileSync(file, 'utf8');
    for (let length = 0; length <= text.length; length++) {
      const outcome = await supervisor.run({ path: file, text: text.slice(0, length) });
      assert.equal(outcome.kind, 'fine', `cut after ${length}: ${outcome.kind === 'fine' ? '' : outcome.message}`);
    }
  });
}

test('bombs', async (t) => {
  for (const { name, meetsLimit } of bombs) {
    await t.test(name, async () => {
      const outcome = await supervisor.run({ path: '/usr/include/linux/bomb.h', bomb: name });
      assert.ok(outcome.kind === 'fine', outcome.kind === 'fine' ? '' : `${outcome.kind}: ${outcome.message}`);
      const codes = outcome.reply.codes;
      if (meetsLimit)
        assert.ok(
          codes.some((code) => code.startsWith('limit/')),
          `no limit named, only ${codes}`,
        );
    });
  }
});
