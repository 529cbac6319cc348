/**
 * What the models and the drivers' tables say about a fixed set of calls is what test/golden/dispatch holds. No kernel judges
 * these files (that is `replay.test.ts`): they show a reviewer what a change of a model changes. After a change that is
 * meant, run this test with UAPI_UPDATE_GOLDENS=1 and read the difference.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { recordedVariants } from './recordedVariants.js';
import { allTraces } from './traces.js';

function compareWithGolden(name: string, text: string): void {
  const file = path.join(repositoryRoot, 'test/golden/dispatch', `${name}.txt`);
  if (process.env.UAPI_UPDATE_GOLDENS === '1') writeFileSync(file, text);
  assert.ok(existsSync(file), `${file} is missing: run this test with UAPI_UPDATE_GOLDENS=1`);
  const [expected, actual] = [readFileSync(file, 'utf8'), text].map((each) => each.split('\n'));
  const differing = actual.flatMap((line, at) => (line === expected[at] ? [] : [`- ${expected[at]}\n+ ${line}`]));
  assert.equal(differing.slice(0, 5).join('\n'), '', 'if it is meant: run this test with UAPI_UPDATE_GOLDENS=1');
  assert.equal(actual.length, expected.length);
}

for (const [id, text] of allTraces()) test(id, () => compareWithGolden(id, text));

test('recorded calls, changed', () => compareWithGolden('recorded', recordedVariants()));
