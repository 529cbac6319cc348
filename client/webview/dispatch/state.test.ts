import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from './answer.js';
import { current, ofBytes, stored, toHex } from './callerBytes.js';
import { createCallQueue } from './callQueue.js';
import { anyCall } from './messages.js';
import type { Run } from './run.js';
import { firstView, withAnswer, withBytes, withCell, withProblem, withSize } from './state.js';
import { bytesOf, event, run } from './testRun.js';

const versions = [
  { name: 'v1', last: 'flags', callerSize: 4, kernelSize: 4 },
  { name: 'v2', last: 'key', callerSize: 8, kernelSize: 8 },
];

function answer(parts: Partial<Run> = {}): Answer {
  return {
    run: run(parts),
    title: '',
    ioctl: 'CALL',
    record: 'call',
    records: ['call'],
    fields: [],
    kernelFields: [],
    littleEndian: true,
    sizeWord: { path: 'size', offset: 0 },
    versions,
    models: [],
    abis: ['x86_64'],
    compatAbi: 'i386',
    ioctls: ['CALL'],
    notes: [],
    matrix: [],
    others: [],
  };
}

const shown = withAnswer(firstView(undefined), answer({ before: bytesOf('0800000000000000') }), true);
const hexOf = (view: typeof shown): string => toHex(current(view.caller));

test('bytes of the answer replace those on the page, unless they were edited meanwhile', () => {
  assert.equal(hexOf(shown), '0800000000000000');
  const edited = withBytes(shown, stored(shown.caller, 7, Uint8Array.of(1)), { start: 7, end: 8 });
  assert.equal(edited.call.bytes, '0800000000000001');
  assert.equal(hexOf(withAnswer(edited, answer({ before: bytesOf('0800') }), false)), '0800000000000001');
  assert.equal(hexOf(withAnswer(edited, answer({ before: bytesOf('0800') }), true)), '0800');
});

test('the size word follows the size until it says something else', () => {
  const edit = (start: number, byte: number) =>
    withBytes(shown, stored(shown.caller, start, Uint8Array.of(byte)), { start, end: start + 1 });
  assert.deepEqual(
    [edit(0, 8), edit(0, 9), edit(3, 1), edit(4, 1)].map(({ call }) => call.ownsSizeWord),
    [false, true, true, false],
  );
  const wrong = edit(0, 9);
  assert.equal(
    withBytes(wrong, stored(wrong.caller, 0, Uint8Array.of(8)), { start: 0, end: 1 }).call.ownsSizeWord,
    false,
  );
  assert.equal(withCell(wrong, 'v1', 'v1').call.ownsSizeWord, false);
});

test('the command that was answered for is the one that is asked for again', () => {
  assert.equal(shown.call.ioctl, 'CALL');
});

test('a size that is that of a version means the version', () => {
  assert.deepEqual(withSize(shown, 4).call.caller, { kind: 'after', member: 'flags' });
  assert.deepEqual(withSize(shown, 8).call.caller, { kind: 'whole' });
  assert.deepEqual(withSize(shown, 6).call.caller, { kind: 'size', bytes: 6 });
});

test('a cell opens its run: both versions, and a new field that is set', () => {
  const opened = withCell(shown, 'v2', 'v1');
  assert.deepEqual([opened.call.caller, opened.call.kernel], [{ kind: 'whole' }, { kind: 'after', member: 'flags' }]);
  assert.equal(hexOf(opened), '0800000001010101');
  const own = withBytes(shown, ofBytes(bytesOf('0800000000000700')), undefined);
  assert.equal(hexOf(withCell(own, 'v2', 'v1')), '0800000000000700');
  assert.equal(withCell(shown, 'v1', 'v2').call.bytes, undefined);
  assert.equal(withCell(shown, '__proto__', 'v1'), shown);
});

test('the view stands on the step that decides, and stays where it is while the steps are the same', () => {
  const events = [event('MATCH'), event('SIZE_CHECK', { errno: 'EINVAL' })];
  const first = withAnswer(shown, answer({ events }), true);
  assert.equal(first.step, 1);
  const scrubbed = { ...first, step: 0 };
  assert.equal(withAnswer(scrubbed, answer({ events }), true).step, 0);
  assert.equal(withAnswer(scrubbed, answer({ events: [event('MATCH', { errno: 'ENOTTY' })] }), true).step, 0);
  assert.equal(withAnswer(scrubbed, answer({ events: [...events, event('HANDLER')] }), true).step, 1);
});

test('a restored view stands where it stood', () => {
  const saved = { uri: 'file:///a.h', name: 'a.h', call: anyCall, step: 1, asTable: false };
  const events = [event('MATCH'), event('ALLOC'), event('HANDLER')];
  assert.equal(withAnswer(firstView(saved), answer({ events }), true).step, 1);
  assert.equal(withAnswer(firstView({ ...saved, step: 9 }), answer({ events }), true).step, 2);
});

test('pasted bytes of another number change the size too, in one call', () => {
  const pasted = withBytes(shown, ofBytes(bytesOf('04000000')), { start: 0, end: 4 });
  assert.deepEqual(pasted.call.caller, { kind: 'after', member: 'flags' });
  assert.deepEqual([pasted.call.bytes, hexOf(pasted)], ['04', '04000000']);
});

test('a problem keeps the last run, and an answer ends it', () => {
  const stuck = withProblem(shown, { cause: 'call', message: 'no ioctl' });
  assert.equal(stuck.answer, shown.answer);
  assert.equal(withAnswer(stuck, answer(), true).problem, undefined);
});

test('one question at a time, then only the newest', () => {
  const sent: string[] = [];
  const queue = createCallQueue<string>((id, call) => sent.push(`${id}${call}`));
  for (const call of ['a', 'b', 'c']) queue.ask(call);
  assert.deepEqual(sent, ['1a']);
  assert.equal(queue.settled(1), true);
  assert.deepEqual(sent, ['1a', '2c']);
  assert.equal(queue.settled(2), true);
  assert.equal(queue.settled(2), false);
});

test('what was asked before a restart is void', () => {
  const sent: number[] = [];
  const queue = createCallQueue<string>((id) => sent.push(id));
  queue.ask('a');
  queue.ask('b');
  queue.restart('c');
  assert.equal(queue.settled(1), false);
  assert.equal(queue.settled(2), true);
  assert.deepEqual(sent, [1, 2]);
});
