/** The primitives at a fault, byte for byte, and the order in which two sizes of a structure are judged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from './bytes.js';
import { KernelBuffer } from './kernelBuffer.js';
import { Simulation } from './simulation.js';
import { copyStructFromUser, copyStructToUser } from './structCopy.js';
import { checkZeroedUser, clearUser, copyFromUser, copyToUser, getUser, memdupUser, putUser } from './uaccess.js';
import { UserMemory } from './userMemory.js';

const purpose = { step: 'COPY_IN', what: 'The test' } as const;
/** A structure that starts here, with `accessible` bytes; what is before and behind faults. */
const start = 0x10000;

function simulation(
  hex: string,
  options: { readonly offset?: number; readonly readOnly?: boolean; readonly more?: number } = {},
) {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
  const { offset = 0, readOnly = false, more = 0 } = options;
  const permission = readOnly ? 'ro' : 'rw';
  const range = { name: 'arg', address: start + offset, length: bytes.length + more, permission, bytes } as const;
  return new Simulation({ memory: new UserMemory([range]), arg: start });
}

const memory = (sim: Simulation, length: number, offset = 0): string => toHex(sim.memory.read(start + offset, length));

test('get_user and put_user move everything or nothing', () => {
  const sim = simulation('01020304ff');
  assert.equal(getUser(sim, start, 4, purpose), 0x04030201);
  assert.equal(getUser(sim, start + 2, 4, purpose), undefined);
  assert.equal(putUser(sim, start + 2, new Uint8Array(4), 'kernel', purpose), false);
  assert.equal(memory(sim, 5), '01020304ff');
  assert.equal(putUser(sim, start + 1, new Uint8Array(4), 'kernel', purpose), true);
  assert.equal(memory(sim, 5), '0100000000');
});

test('copy_from_user stops at the first byte that faults and zeroes the rest of the copy', () => {
  const sim = simulation('0102030405');
  const buffer = new KernelBuffer('stack', 8);
  assert.equal(copyFromUser(sim, buffer, 0, start, 8, purpose), false);
  assert.equal(toHex(buffer.bytes), '0102030405000000');
  assert.deepEqual(
    buffer.runs(0, 8).map(({ origin, end }) => [origin, end]),
    [
      ['user', 5],
      ['zero', 8],
    ],
  );
});

test('copy_to_user and clear_user leave what they wrote before the fault', () => {
  const sim = simulation('aaaaaa');
  const buffer = new KernelBuffer('stack', 4);
  buffer.write(0, Uint8Array.of(1, 2, 3, 4), 'handler');
  assert.equal(copyToUser(sim, start, buffer, 0, 4, purpose), false);
  assert.equal(memory(sim, 3), '010203');
  assert.equal(clearUser(sim, start + 1, 8, purpose), false);
  assert.equal(memory(sim, 3), '010000');
});

test('nothing of length zero faults, not even at NULL', () => {
  const sim = simulation('');
  assert.equal(copyFromUser(sim, new KernelBuffer('stack', 0), 0, 0, 0, purpose), true);
  assert.equal(checkZeroedUser(sim, 0, 0, purpose), 'zero');
  assert.equal(clearUser(sim, 0, 0, purpose), true);
  assert.equal(copyToUser(sim, 0, new KernelBuffer('stack', 0), 0, 0, purpose), true);
  assert.notEqual(memdupUser(sim, 0, 0, purpose), 'EFAULT');
  assert.equal(sim.stacPairs, 0);
});

test('check_zeroed_user judges each aligned word before it reads the next', () => {
  const words = (...nonZero: number[]) =>
    Array.from({ length: 16 }, (_, index) => (nonZero.includes(index) ? '01' : '00')).join('');
  const cases: readonly [string, number, number, string][] = [
    [words(), 0, 16, 'zero'],
    [words(), 0, 17, 'fault'],
    [words(9), 0, 24, 'non-zero'],
    [words(3), 4, 12, 'zero'],
    [words(12), 4, 8, 'zero'],
    [words(12), 4, 9, 'non-zero'],
  ];
  for (const [hex, offset, length, verdict] of cases) {
    assert.equal(
      checkZeroedUser(simulation(hex), start + offset, length, purpose),
      verdict,
      `${hex} ${offset} ${length}`,
    );
  }
});

test('a tail of 4 GiB is computed', () => {
  const sim = simulation('00', { more: 2 ** 32 });
  assert.equal(checkZeroedUser(sim, start, 2 ** 32, purpose), 'zero');
  assert.equal(sim.bytesIn, 2 ** 32);
  assert.equal(clearUser(sim, start, 2 ** 32, purpose), true);
});

test('copy_struct_from_user judges the tail before it reads the head', () => {
  const unreadableHead = simulation('0000000000000001', { offset: 8 });
  assert.equal(copyStructFromUser(unreadableHead, new KernelBuffer('stack', 8), 8, start, 16), 'E2BIG');
  const zeroTail = simulation('0000000000000000', { offset: 8 });
  assert.equal(copyStructFromUser(zeroTail, new KernelBuffer('stack', 8), 8, start, 16), 'EFAULT');
  const buffer = new KernelBuffer('stack', 8);
  assert.equal(copyStructFromUser(simulation('01020304'), buffer, 8, start, 4), undefined);
  assert.equal(toHex(buffer.bytes), '0102030400000000');
});

test('copy_struct_to_user clears the tail before it writes the head', () => {
  const buffer = new KernelBuffer('stack', 8);
  buffer.write(0, new Uint8Array(8).fill(7), 'handler');
  const sim = simulation('aa'.repeat(16));
  assert.equal(copyStructToUser(sim, start, 16, buffer, 8), undefined);
  assert.equal(memory(sim, 16), `${'07'.repeat(8)}${'00'.repeat(8)}`);
  const midway = simulation('aa'.repeat(12));
  assert.equal(copyStructToUser(midway, start, 16, buffer, 8), 'EFAULT');
  assert.equal(memory(midway, 12), `${'aa'.repeat(8)}${'00'.repeat(4)}`);
});

test('a kernel pointer is refused before anything is touched', () => {
  const sim = simulation('00');
  assert.equal(getUser(sim, undefined, 4, purpose), undefined);
  assert.equal(checkZeroedUser(sim, undefined, 8, purpose), 'fault');
});

test('a clearing in the middle of a long run of one byte leaves both ends', () => {
  const range = { name: 'arg', address: start, length: 64, permission: 'rw', fill: 0xaa } as const;
  const sim = new Simulation({ memory: new UserMemory([range]), arg: start });
  assert.equal(checkZeroedUser(sim, start, 64, purpose), 'non-zero');
  assert.equal(clearUser(sim, start + 8, 40, purpose), true);
  assert.equal(checkZeroedUser(sim, start + 8, 40, purpose), 'zero');
  assert.equal(memory(sim, 64), `${'aa'.repeat(8)}${'00'.repeat(40)}${'aa'.repeat(16)}`);
});

test('a warning, or an errno, before anything was done is the one of the call', () => {
  const sim = simulation('00');
  assert.deepEqual(sim.fail('EIO'), { errno: 'EIO', ret: -1, retKind: 'error' });
  sim.warn('use-after-free');
  assert.deepEqual(sim.finish(sim.fail()).warnings, ['use-after-free']);
});

test('another thread may change bytes between two fetches; without an explanation that is a hazard', () => {
  const bytes = Uint8Array.of(9, 0, 0, 0);
  const range = { name: 'arg', address: start, length: 4, permission: 'rw', bytes: Uint8Array.of(4, 0, 0, 0) } as const;
  const mutations = [{ beforeEvent: 2, offset: 0, bytes }];
  const sim = new Simulation({ memory: new UserMemory([range]), arg: start, mutations });
  assert.equal(getUser(sim, start, 4, purpose), 4);
  assert.equal(getUser(sim, start, 4, purpose), 9);
  assert.deepEqual(sim.finish({ ret: 0, retKind: 'zero' }).warnings, ['double-fetch', 'double-fetch-hazard']);
});
