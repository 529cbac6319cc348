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

test('numbers of the kernel, by the widths and codes of each kind of asm/ioctl.h', () => {
  // What gcc makes of _IO('x', 1), _IOR('x', 2, char[3]), _IOW('x', 3, char[4]) and _IOWR('x', 4, char[5]).
  const cases: Readonly<Record<string, readonly bigint[]>> = {
    x86_64: [0x7801n, 0x80037802n, 0x40047803n, 0xc0057804n],
    powerpc: [0x20007801n, 0x40037802n, 0x80047803n, 0xc0057804n],
    sparc64: [0x20007801n, 0x40037802n, 0x80047803n, 0xc0057804n],
    mips: [0x20007801n, 0x40037802n, 0x80047803n, 0xc0057804n],
    alpha: [0x20007801n, 0x40037802n, 0x80047803n, 0xc0057804n],
    hppa: [0x7801n, 0x40037802n, 0x80047803n, 0xc0057804n],
  };
  const directions = ['none', 'r', 'w', 'rw'] as const;
  for (const [id, numbers] of Object.entries(cases)) {
    const { ioctl } = known(id);
    for (const [index, number] of numbers.entries()) {
      const direction = directions[index];
      const fields = { direction, type: 0x78, nr: index + 1, sizeBytes: index === 0 ? 0 : index + 2 };
      assert.equal(encodeIoctlNumber(fields, ioctl), number, `${id} ${direction}`);
      assert.deepEqual(decodeIoctlNumber(number, ioctl), fields, `${id} ${direction}`);
    }
  }
});

test('a size that does not fit runs over, and beyond 32 bits it is lost', () => {
  const encode = (id: string, sizeBytes: number): bigint =>
    encodeIoctlNumber({ direction: 'r', type: 0xae, nr: 1, sizeBytes }, known(id).ioctl);
  assert.equal(encode('x86_64', 16383), 0xbfffae01n);
  assert.equal(encode('x86_64', 16384), 0xc000ae01n);
  assert.equal(encode('x86_64', 65544), 0x8008ae01n);
  assert.equal(encode('powerpc', 65544), 0x4008ae01n);
});

test('direction bits without a name keep their code', () => {
  const direction = (id: string, number: bigint): string => decodeIoctlNumber(number, known(id).ioctl).direction;
  // Three bits: none is 1, read 2, write 4, and 0 means none as well.
  for (const id of ['powerpc', 'mips', 'alpha']) {
    assert.deepEqual(
      [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n].map((code) => direction(id, (code << 29n) + 0x7801n)),
      ['none', 'none', 'r', 'raw:3', 'w', 'raw:5', 'rw', 'raw:7'],
      id,
    );
  }
  // On sparc64 the lowest of the three is the highest of the size wherever there is one.
  assert.deepEqual(
    [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n].map((code) => {
      const fields = decodeIoctlNumber((code << 29n) + 0x17801n, known('sparc64').ioctl);
      return `${fields.direction} ${fields.sizeBytes}`;
    }),
    ['none 0', 'none 0', 'r 1', 'r 8193', 'w 1', 'w 8193', 'rw 1', 'rw 8193'],
  );
});

function known(id: string): Abi {
  const abi = abiById(id);
  assert.ok(abi, id);
  return abi;
}
