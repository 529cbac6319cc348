import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kernelAt, type MemoryView, occurring, rowsOf, userAt } from './memoryAtStep.js';
import { access, bytesOf, event, kernel, run } from './testRun.js';

/** `00u` per byte, `!` where the step touched it. */
function cells(view: MemoryView | undefined): string {
  return (view?.cells ?? [])
    .map(
      ({ value, origin, touch }) =>
        `${value.toString(16).padStart(2, '0')}${origin[0]}${touch === undefined ? '' : touch[0]}`,
    )
    .join(' ');
}

const call = run({
  before: bytesOf('01020304'),
  events: [
    event('MATCH'),
    event('ALLOC', { kernel: kernel('00000000') }),
    event('COPY_IN', {
      access: access('read', 0, 2, 1),
      kernel: kernel('01020000', { start: 0, end: 2, origin: 'user' }),
    }),
    event('HANDLER', {
      kernel: kernel('01ff0000', { start: 0, end: 1, origin: 'user' }, { start: 1, end: 2, origin: 'handler' }),
    }),
    event('COPY_OUT', {
      access: access('write', 0, 2, 2),
      kernel: kernel('01ff0000', { start: 0, end: 1, origin: 'user' }, { start: 1, end: 2, origin: 'handler' }),
      stored: [
        { offset: 3, bytes: bytesOf('99'), origin: 'race' },
        { offset: 0, bytes: bytesOf('01'), origin: 'user' },
        { offset: 1, bytes: bytesOf('ff'), origin: 'handler' },
      ],
    }),
    event('TAIL_CLEAR', {
      access: access('clear', 2, 2, 3, 1),
      stored: [{ offset: 2, bytes: bytesOf('00'), origin: 'zero' }],
    }),
  ],
  unreached: [{ step: 'RETURN', text: '' }],
});

test("the kernel's buffer fills step by step", () => {
  assert.equal(kernelAt(call, 0), undefined);
  assert.equal(cells(kernelAt(call, 1)), '00u 00u 00u 00u');
  assert.equal(kernelAt(call, 1)?.cells[0].origin, 'uninit');
  assert.equal(cells(kernelAt(call, 2)), '01uw 02uw 00u 00u');
  assert.equal(cells(kernelAt(call, 3)), '01u ffhw 00u 00u');
  // A step without a buffer of its own shows the last one, untouched; so does a step not reached.
  assert.equal(cells(kernelAt(call, 5)), '01u ffh 00u 00u');
  assert.equal(cells(kernelAt(call, 6)), '01u ffh 00u 00u');
});

test('user memory as of a step, with what the other thread stored', () => {
  assert.equal(cells(userAt(call, 2)), '01ur 02ur 03u 04u');
  assert.equal(cells(userAt(call, 4)), '01uw ffhw 03u 99r');
  assert.equal(cells(userAt(call, 5)), '01u ffh 00zw 99rf');
  assert.equal(cells(userAt(call, 6)), '01u ffh 00z 99r');
  assert.deepEqual(occurring([kernelAt(call, 5), userAt(call, 5)]), ['user', 'zero', 'handler', 'race', 'uninit']);
});

test('stores that begin before the structure or end behind it are clipped', () => {
  const clipped = run({
    before: bytesOf('00000000'),
    events: [
      event('COPY_OUT', {
        stored: [
          { offset: -1, bytes: bytesOf('aabb'), origin: 'kernel' },
          { offset: 3, bytes: bytesOf('ccdd'), origin: 'kernel' },
          { offset: 9, bytes: bytesOf('ee'), origin: 'kernel' },
        ],
      }),
    ],
  });
  assert.equal(cells(userAt(clipped, 0)), 'bbk 00u 00u cck');
});

test('equal rows fold behind the first, unless the fold is open or saves nothing', () => {
  const rows = (size: number, open: readonly number[] = []): string =>
    rowsOf(userAt(run({ before: new Uint8Array(size) }), -1), new Set(open))
      .map((row) => (row.kind === 'fold' ? `${row.offset}+${row.rows}` : `${row.offset}`))
      .join(' ');
  assert.equal(rows(32), '0 8 16 24');
  assert.equal(rows(84), '0 8+9 80');
  assert.equal(rows(64), '0 8 16 24 32 40 48 56');
  assert.equal(rows(80, [8]), '0 8 16 24 32 40 48 56 64 72');
  assert.equal(rows(0), '');
});
