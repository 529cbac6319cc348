import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEnglish } from '../shared/l10n.js';
import { resultParts, type SizeWord } from './resultLine.js';
import type { Run } from './run.js';
import { access, bytesOf, event, run } from './testRun.js';
import { accessText, decisiveStep, fetchCounts, stepsOf } from './timeline.js';

const failed = run({
  errno: 'E2BIG',
  ret: -1,
  reason: 'the tail is not zero',
  stacPairs: 2,
  events: [
    event('MATCH'),
    event('SIZE_FETCH', { access: access('read', 0, 4, 1) }),
    event('TAIL_SCAN', { access: access('scan', 4, 4, 2), errno: 'E2BIG' }),
  ],
  unreached: [
    { step: 'COPY_IN', text: 'Copies.' },
    { step: 'HANDLER', text: 'Handles.' },
  ],
});

test('steps are those that ran, the one that ended the call, and those not reached', () => {
  assert.deepEqual(
    stepsOf(failed).map(({ index, name, state }) => `${index} ${name} ${state}`),
    ['0 MATCH done', '1 SIZE_FETCH done', '2 TAIL_SCAN ended', '3 COPY_IN unreached', '4 HANDLER unreached'],
  );
  assert.equal(decisiveStep(failed), 2);
  assert.equal(decisiveStep(run({ events: [event('MATCH'), event('HANDLER')] })), 1);
  assert.equal(decisiveStep(run()), -1);
});

test('a window spans the steps that share it', () => {
  const events = [1, 2, 2, 2, undefined, 3].map((window) =>
    event('S', window === undefined ? {} : { access: access('read', 0, 1, window) }),
  );
  assert.deepEqual(
    stepsOf(run({ events })).map(({ window }) => (window === undefined ? '-' : `${window.number} ${window.edge}`)),
    ['1 only', '2 first', '2 inner', '2 last', '-', '3 only'],
  );
});

test('a double fetch that was graded is not listed twice', () => {
  const warnings = ['double-fetch', 'double-fetch-benign'].map((id) => ({ id, text: id }));
  const [step] = stepsOf(run({ events: [event('COPY_IN', { warnings })] }));
  assert.deepEqual(
    step.warnings.map(({ id }) => id),
    ['double-fetch-benign'],
  );
});

test('fetches are counted byte by byte, up to the fault and up to the step', () => {
  const twice = run({
    events: [
      event('SIZE_FETCH', { access: access('read', 0, 4, 1) }),
      event('COPY_IN', { access: access('read', 0, 8, 2, 6) }),
    ],
  });
  assert.deepEqual([...fetchCounts(twice, 0)], [1, 1, 1, 1, 0, 0, 0, 0]);
  assert.deepEqual([...fetchCounts(twice, 1)], [2, 2, 2, 2, 1, 1, 0, 0]);
  assert.equal(accessText(access('read', 0, 8, 2, 6)), 'reads 0..8, faults after 6');
});

const line = (of: Run, sizeWord?: SizeWord): string =>
  resultParts(of, sizeWord, inEnglish)
    .map(({ text }) => text)
    .join(' · ');

test('the result in one line', () => {
  assert.equal(
    line(failed, { path: 'size', offset: 0 }),
    'returned −1 E2BIG · the tail is not zero · user memory unchanged · 2 STAC/CLAC pairs · size word fetched once',
  );
  const written = run({
    stacPairs: 1,
    after: bytesOf('0000000001000000'),
    written: [
      { start: 0, end: 4, origin: 'user' },
      { start: 4, end: 6, origin: 'handler' },
    ],
    events: [
      event('A', { access: access('read', 2, 4, 1) }),
      event('B', { access: access('read', 2, 4, 1) }),
      event('C', { access: access('read', 2, 4, 1) }),
    ],
  });
  assert.equal(
    line(written),
    'returned 0 · user memory written at 0..6 · 1 STAC/CLAC pair · bytes 2..6 fetched 3 times',
  );
  assert.match(line({ ...written, after: written.before }), /written at 0\.\.6 with what was there/);
});

test('a fetch whose second value decides is a warning', () => {
  const events = [event('A', { access: access('read', 0, 4, 1) }), event('B', { access: access('read', 0, 4, 2) })];
  const tones = (id: string) =>
    resultParts(run({ events, warnings: [{ id, text: '' }] }), { path: null, offset: 0 }, inEnglish).at(-1);
  assert.deepEqual(tones('double-fetch-hazard'), { text: 'size word fetched twice', tone: 'warning' });
  assert.deepEqual(tones('double-fetch-benign'), { text: 'size word fetched twice', tone: 'plain' });
});
