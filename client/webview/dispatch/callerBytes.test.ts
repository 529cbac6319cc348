import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CallerBytes,
  current,
  enterField,
  type Field,
  fieldAt,
  fieldText,
  fieldValue,
  isInside,
  limits,
  mostEditedBytes,
  ofBytes,
  parseHex,
  parseInteger,
  resized,
  stored,
  toHex,
  withFieldValue,
} from './callerBytes.js';

const of = (hex: string): CallerBytes => ofBytes(parseHex(hex) as Uint8Array);
const hexOf = (bytes: CallerBytes): string => toHex(current(bytes));
const u32: Field = { path: 'a', offset: 4, size: 4, type: '__u32', integer: 'unsigned' };
const s16: Field = { path: 'b', offset: 2, size: 2, type: '__s16', integer: 'signed' };
const name: Field = { path: 'name', offset: 0, size: 8, type: 'char[8]' };

function entered(to: CallerBytes, field: Field, text: string, littleEndian = true): string {
  const result = enterField(to, field, text, littleEndian);
  return 'problem' in result ? result.problem : hexOf(result);
}

test('hex is read with blanks, commas and prefixes, and refused with the reason', () => {
  assert.equal(toHex(parseHex('0x01 02,0x03_04') as Uint8Array), '01020304');
  assert.deepEqual(parseHex('123'), { problem: '3 digits: a byte has two' });
  assert.deepEqual(parseHex('12zz'), { problem: "'z' is no hexadecimal digit" });
  assert.deepEqual(parseHex('00'.repeat(mostEditedBytes + 1)), { problem: `more than ${mostEditedBytes} bytes` });
});

test('a smaller size loses nothing that a larger one would show again', () => {
  const cut = resized(of('0102030405'), 2);
  assert.equal(hexOf(cut), '0102');
  assert.equal(hexOf(resized(cut, 6)), '010203040500');
  assert.equal(hexOf(resized(stored(cut, 1, Uint8Array.of(9)), 4)), '01090304');
  assert.equal(resized(cut, -3).size, 0);
  assert.equal(resized(cut, 1e9).size, mostEditedBytes);
  assert.equal(resized(cut, Number.NaN).size, 2);
});

test('bytes behind the size are not stored', () => {
  assert.equal(hexOf(stored(of('0000'), 1, Uint8Array.of(1, 2, 3))), '0001');
  assert.equal(hexOf(stored(of('0000'), 5, Uint8Array.of(1))), '0000');
});

test('integers are read with width, sign and byte order', () => {
  const bytes = parseHex('0000feff78563412') as Uint8Array;
  assert.equal(fieldValue(bytes, u32, true), 0x12345678n);
  assert.equal(fieldValue(bytes, u32, false), 0x78563412n);
  assert.equal(fieldValue(bytes, s16, true), -2n);
  assert.equal(fieldValue(bytes, s16, false), -257n);
  assert.equal(fieldValue(bytes.subarray(0, 6), u32, true), undefined);
});

test('what is typed into a field fits its width and sign, or is refused with the limits', () => {
  const zeros = of('0000000000000000');
  assert.equal(entered(zeros, u32, '0xdeadbeef'), '00000000efbeadde');
  assert.equal(entered(zeros, u32, '0xdeadbeef', false), '00000000deadbeef');
  assert.equal(entered(zeros, s16, '-1'), '0000ffff00000000');
  assert.equal(entered(zeros, s16, '0xffff'), '0000ffff00000000');
  assert.equal(entered(zeros, s16, '65535'), '65535 does not fit: b holds -32768 to 32767');
  assert.equal(entered(zeros, u32, '-1'), '-1 does not fit: a holds 0 to 4294967295');
  assert.equal(entered(zeros, u32, '12 monkeys'), "'12 monkeys' is no integer; write 42, 0x2a or -1");
  assert.equal(entered(resized(zeros, 6), u32, '1'), "a ends at 8, behind the caller's 6 bytes");
});

test('integers are written as in C: decimal, hex and octal', () => {
  assert.deepEqual(['42', '-0x10', '010', '0', '+7', '1e3', '0x', '', '09'].map(parseInteger), [
    42n,
    -16n,
    8n,
    0n,
    7n,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('bit-fields keep their neighbours, in both bit orders', () => {
  const field = (bitOffset: number, bitWidth: number, integer: 'signed' | 'unsigned' = 'unsigned'): Field => ({
    path: 'f',
    offset: 0,
    size: 4,
    type: '__u32',
    integer,
    bitOffset,
    bitWidth,
  });
  const ones = of('ffffffff');
  assert.equal(hexOf(withFieldValue(ones, field(4, 8), 0n, true)), '0ff0ffff');
  assert.equal(hexOf(withFieldValue(ones, field(4, 8), 0n, false)), 'f00fffff');
  assert.equal(fieldValue(parseHex('50000000') as Uint8Array, field(4, 3), true), 5n);
  assert.equal(fieldValue(parseHex('0a000000') as Uint8Array, field(4, 3), false), 5n);
  assert.equal(fieldValue(parseHex('50000000') as Uint8Array, field(4, 3, 'signed'), true), -3n);
  assert.deepEqual(limits(field(4, 3, 'signed')), [-4n, 3n]);
  assert.equal(entered(ones, field(4, 3), '8'), '8 does not fit: f holds 0 to 7');
});

test('arrays are text in quotes where they hold text, else bytes', () => {
  const bytes = of('6574683000000000');
  assert.equal(fieldText(current(bytes), name, true), '"eth0"');
  assert.equal(entered(bytes, name, '"lo"'), '6c6f000000000000');
  assert.equal(entered(bytes, name, 'ff'), 'ff00000000000000');
  assert.equal(entered(bytes, name, '"too long a name"'), '15 bytes do not fit the 8 of name');
  assert.equal(fieldText(current(of('6500680000000000')), name, true), '65006800 00000000');
});

test('a byte belongs to the innermost field, and to the first of a union', () => {
  const outer: Field = { path: 'u', offset: 0, size: 8, type: 'union' };
  const first: Field = { path: 'u.a', offset: 0, size: 4, type: '__u32', integer: 'unsigned' };
  const second: Field = { path: 'u.b', offset: 0, size: 4, type: '__s32', integer: 'signed' };
  assert.equal(fieldAt([outer, first, second], 3)?.path, 'u.a');
  assert.equal(fieldAt([outer, first, second], 5)?.path, 'u');
  assert.equal(fieldAt([outer], 9), undefined);
  assert.deepEqual(
    [4, 6, 8].map((size) => isInside(u32, size)),
    ['no', 'partly', 'yes'],
  );
});
