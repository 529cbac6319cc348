/** The kernel's copy: what it may be, who wrote which byte, and what does not fit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from './bytes.js';
import { ImpossibleSize, KernelBuffer, originsOf } from './kernelBuffer.js';

test('a size that no kernel has is refused', () => {
  const largest = 64 * 1024 * 1024;
  assert.equal(new KernelBuffer('heap', largest).size, largest);
  assert.equal(new KernelBuffer('heap', 0).size, 0);
  for (const size of [largest + 1, -1, 0.5, Number.NaN, 2 ** 60]) {
    assert.throws(() => new KernelBuffer('heap', size), ImpossibleSize, `${size}`);
  }
});

test('each byte has its last writer', () => {
  const buffer = new KernelBuffer('stack', 8);
  assert.deepEqual(originsOf(buffer.snapshot), []);
  assert.ok(buffer.hasUninitialised(0, 8));
  buffer.zero(2, 6);
  buffer.write(4, Uint8Array.of(1, 2, 3), 'user');
  assert.deepEqual(originsOf(buffer.snapshot), [
    { start: 2, end: 4, origin: 'zero' },
    { start: 4, end: 7, origin: 'user' },
  ]);
  assert.deepEqual(
    [0, 2, 4, 6, 7].map((offset) => buffer.originAt(offset)),
    ['uninit', 'zero', 'user', 'user', 'uninit'],
  );
  assert.equal(toHex(buffer.bytes), '0000000001020300');
  assert.deepEqual(
    [
      [0, 2],
      [2, 7],
      [2, 8],
      [6, 7],
      [7, 8],
    ].map(([start, end]) => buffer.hasUninitialised(start, end)),
    [true, false, true, false, true],
  );
  assert.deepEqual(buffer.runs(3, 3), []);
  assert.deepEqual(buffer.runs(3, 5), [
    { start: 3, end: 4, origin: 'zero' },
    { start: 4, end: 5, origin: 'user' },
  ]);
});

test('what does not fit is left out, and a snapshot stays as it was', () => {
  const buffer = new KernelBuffer('heap', 4);
  buffer.zero(0, 4);
  const before = buffer.snapshot;
  assert.equal(buffer.snapshot, before);
  buffer.write(3, Uint8Array.of(7, 8, 9), 'handler');
  buffer.write(4, Uint8Array.of(1), 'handler');
  buffer.write(-1, Uint8Array.of(1, 1), 'handler');
  assert.equal(toHex(buffer.bytes), '00000007');
  assert.equal(toHex(before.bytes), '00000000');
  assert.equal(toHex(buffer.snapshot.bytes), '00000007');
  assert.deepEqual(originsOf(buffer.snapshot), [
    { start: 0, end: 3, origin: 'zero' },
    { start: 3, end: 4, origin: 'handler' },
  ]);
});
