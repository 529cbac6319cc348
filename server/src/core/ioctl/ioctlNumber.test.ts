/** Ioctl numbers taken apart as the `_IOC_DIR` and `_IOC_SIZE` of each ABI's asm/ioctl.h take them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Abi } from '../target/abi.js';
import { ALL_ABIS, abiById } from '../target/abis.js';
import { decodeIoctlNumber, encodeIoctlNumber } from './ioctlNumber.js';

test('encode and decode agree on every ABI', () => {
  for (const { id, ioctl } of ALL_ABIS) {
    for (const direction of ['r', 'w', 'rw'] as const) {
      const fields = { direction, type: 0xae, nr: 0x41, sizeBytes: 4095 };
      assert.deepEqual(decodeIoctlNumber(encodeIoctlNumber(fields, ioctl), ioctl), fields, id);
    }
    const none = { direction: 'none', type: 0x3b, nr: 100, sizeBytes: 0 } as const;
    assert.deepEqual(decodeIoctlNumber(encodeIoctlNumber(none, ioctl), ioctl), none, id);
  }
});

test('sparc64: a command with an argument has 14 size bits, one without has none', () => {
  const { ioctl } = known('sparc64');
  const decoded = (direction: 'none' | 'r' | 'w' | 'rw', sizeBytes: number): readonly unknown[] => {
    const number = encodeIoctlNumber({ direction, type: 115, nr: 1, sizeBytes }, ioctl);
    const fields = decodeIoctlNumber(number, ioctl);
    return [fields.direction, fields.sizeBytes];
  };
  assert.deepEqual(decoded('w', 8192), ['w', 8192]);
  assert.deepEqual(decoded('r', 16383), ['r', 16383]);
  assert.deepEqual(decoded('none', 12), ['none', 0]);
});

test('powerpc: a size beyond 13 bits changes the direction', () => {
  const { ioctl } = known('powerpc');
  const number = encodeIoctlNumber({ direction: 'w', type: 1, nr: 1, sizeBytes: 8192 }, ioctl);
  assert.equal(decodeIoctlNumber(number, ioctl).direction, 'raw:5');
});

function known(id: string): Abi {
  const abi = abiById(id);
  assert.ok(abi, id);
  return abi;
}
