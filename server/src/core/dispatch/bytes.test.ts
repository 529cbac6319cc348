/** Integers and hex text of the simulated machine, in both byte orders. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allZero, fromHex, integerBytes, readUnsigned, readUnsigned32, toHex } from './bytes.js';

const bytes = Uint8Array.of(0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef);

test('unsigned integers of every width, at any place', () => {
  const cases: readonly (readonly [offset: number, width: number, little: bigint, big: bigint])[] = [
    [0, 1, 0x01n, 0x01n],
    [7, 1, 0xefn, 0xefn],
    [0, 2, 0x2301n, 0x0123n],
    [1, 2, 0x4523n, 0x2345n],
    [4, 4, 0xefcdab89n, 0x89abcdefn],
    [0, 8, 0xefcdab8967452301n, 0x0123456789abcdefn],
    // What lies behind the end is zero.
    [6, 4, 0xefcdn, 0xcdef0000n],
  ];
  for (const [offset, width, little, big] of cases) {
    assert.equal(readUnsigned(bytes, offset, width, true), little, `${offset}+${width}`);
    assert.equal(readUnsigned(bytes, offset, width, false), big, `${offset}+${width}`);
    if (width > 4) continue;
    assert.equal(readUnsigned32(bytes, offset, width, true), Number(little), `${offset}+${width}`);
    assert.equal(readUnsigned32(bytes, offset, width, false), Number(big), `${offset}+${width}`);
  }
});

test("the low bytes of an integer, two's complement for a negative one", () => {
  const cases: readonly (readonly [value: bigint, width: number, little: string, big: string])[] = [
    [0x102n, 2, '0201', '0102'],
    [0x102n, 1, '02', '02'],
    [-2n, 4, 'feffffff', 'fffffffe'],
    [1n, 8, '0100000000000000', '0000000000000001'],
    [2n ** 64n + 5n, 8, '0500000000000000', '0000000000000005'],
  ];
  for (const [value, width, little, big] of cases) {
    assert.equal(toHex(integerBytes(value, width, true)), little, `${value}`);
    assert.equal(toHex(integerBytes(value, width, false)), big, `${value}`);
  }
});

test('hex text, with what people write around it', () => {
  assert.equal(toHex(Uint8Array.of(0, 9, 10, 255)), '00090aff');
  for (const text of ['00090aff', '0x00090aff', '0X00090AFF', '00 09 0a ff', '0009_0aff', '00090aff\n']) {
    assert.deepEqual(fromHex(text), Uint8Array.of(0, 9, 10, 255), text);
  }
  assert.deepEqual(fromHex(''), new Uint8Array(0));
  for (const text of ['0', '0g', 'x00', '0x0x00', '000']) assert.equal(fromHex(text), undefined, text);
});

test('a range of zeros', () => {
  const some = Uint8Array.of(1, 0, 0, 2);
  assert.equal(allZero(some, 1, 3), true);
  assert.equal(allZero(some, 0, 3), false);
  assert.equal(allZero(some, 1, 4), false);
  assert.equal(allZero(new Uint8Array(3), 0, 3), true);
});
