/** Recorded calls are predicted, and by nothing but the call, the argument's memory and the facts of the machine. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';

const recorded = path.join(repositoryRoot, 'test/fixtures/dispatch/recorded.json');

interface Replayed {
  readonly results: readonly { id: string; model: string; predicted?: object; verdict: string; why: string }[];
  readonly summary: { scored: number; match: number; mismatch: number; unsupported: number; unjudged: number };
}

function replay(file: string): { status: number | null; output: Replayed } {
  const { status, stdout } = runUapi(['dispatch', '--replay', file, '--format', 'json']);
  return { status, output: JSON.parse(stdout) as Replayed };
}

test('of the recorded calls at least 97 % are predicted, and none wrong', () => {
  const { status, output } = replay(recorded);
  const { scored, match, mismatch } = output.summary;
  const wrong = output.results.filter(({ verdict }) => verdict === 'mismatch').map(({ id, why }) => `${id}: ${why}`);
  assert.deepEqual(wrong, []);
  assert.equal(mismatch, 0);
  assert.ok(match >= scored * 0.97, `${match} of ${scored}`);
  assert.equal(status, 0);
});

test('without names, notes and results the predictions are the same', (t) => {
  const document = JSON.parse(fs.readFileSync(recorded, 'utf8'));
  for (const vector of document.vectors) {
    for (const field of ['mechanism', 'model', 'notes', 'program', 'result', 'usize', 'ksize', 'trace'])
      delete vector[field];
    for (const field of ['after', 'changed', 'bytes_changed', 'volatile']) delete vector.layout[field];
    delete vector.call.cmd_name;
    if (vector.call.attr !== undefined) delete vector.call.attr.payload_after;
  }
  document.vectors.forEach((vector: { id: string }, index: number) => {
    vector.id = String(index);
  });
  const file = path.join(temporaryFolder(t), 'stripped.json');
  fs.writeFileSync(file, JSON.stringify(document));
  const stripped = replay(file).output;
  const full = replay(recorded).output;
  const predictions = ({ results }: Replayed) => results.map(({ model, predicted }) => ({ model, predicted }));
  assert.deepEqual(predictions(stripped), predictions(full));
  assert.equal(stripped.summary.unjudged, full.summary.match);
});

test('a mismatch gives status 1, a file that holds no calls status 2 and one line', (t) => {
  const folder = temporaryFolder(t);
  const wrong = path.join(folder, 'wrong.json');
  const call = { syscall: 'ioctl', fd_kind: 'pipe', cmd: '0x00005451', arg: '0x0' };
  const result = { ret: -1, errno_name: 'EFAULT', ret_kind: 'error' };
  fs.writeFileSync(
    wrong,
    JSON.stringify({ environment: {}, vectors: [{ call, layout: { pointer: 'none' }, result }] }),
  );
  assert.equal(runUapi(['dispatch', '--replay', wrong]).status, 1);
  const empty = path.join(folder, 'empty.json');
  fs.writeFileSync(empty, '{"calls":[]}');
  const { status, stderr } = runUapi(['dispatch', '--replay', empty]);
  assert.equal(status, 2);
  assert.match(stderr, /^uapi: '.*empty\.json' has no list 'vectors'\n$/);
});
