import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCrashPolicy } from './crashPolicy.js';

const MINUTE = 60_000;

test('the third crash within minutes is the last', () => {
  const policy = createCrashPolicy();
  assert.deepEqual(
    [0, 1000, 2000, 3000].map((time) => policy.mayRestart(time)),
    [true, true, false, false],
  );
});

test('crashes far apart do not add up', () => {
  const policy = createCrashPolicy();
  assert.deepEqual(
    [0, 6, 12, 18].map((minutes) => policy.mayRestart(minutes * MINUTE)),
    [true, true, true, true],
  );
});

test('a start by the user begins a new count', () => {
  const policy = createCrashPolicy();
  for (const time of [0, 1, 2]) policy.mayRestart(time);
  policy.forget();
  assert.equal(policy.mayRestart(3), true);
});
