// Bytes as the simulated machine holds them: little or big endian integers, and hex text.

/** Reads an unsigned integer of 1 to 8 bytes. */
export function readUnsigned(bytes: Uint8Array, offset: number, width: number, littleEndian: boolean): bigint {
  let value = 0n;
  for (let index = 0; index < width; index++) {
    const at = littleEndian ? offset + width - 1 - index : offset + index;
    value = value * 256n + BigInt(bytes[at] ?? 0);
  }
  return value;
}

/** The same for at most 4 bytes, without bigint: the size word of every call goes this way. */
export function readUnsigned32(bytes: Uint8Array, offset: number, width: number, littleEndian: boolean): number {
  let value = 0;
  for (let index = 0; index < width; index++) {
    const at = littleEndian ? offset + width - 1 - index : offset + index;
    value = value * 256 + (bytes[at] ?? 0);
  }
  return value;
}

/** Writes the low `width` bytes of a value, two's complement for a negative one. */
export function integerBytes(value: bigint, width: number, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(width);
  let rest = BigInt.asUintN(width * 8, value);
  for (let index = 0; index < width; index++) {
    bytes[littleEndian ? index : width - 1 - index] = Number(rest % 256n);
    rest /= 256n;
  }
  return bytes;
}

const hexDigits = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexDigits[byte];
  return text;
}

/** Bytes of a hex text (blanks, `_` and a leading `0x` are allowed), or `undefined` for anything else. */
export function fromHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/^0x/i, '').replace(/[\s_]/g, '');
  if (digits.length % 2 !== 0 || !/^[\da-fA-F]*$/.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

/** Whether every byte of a range is zero. */
export function allZero(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes.subarray(start, end).every((byte) => byte === 0);
}
