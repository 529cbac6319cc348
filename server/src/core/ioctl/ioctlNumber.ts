import type { IoctlEncoding } from '../target/abi.js';

/**
 * An ioctl number is four fields in 32 bits: direction, type, number and argument size (asm-generic/ioctl.h, and the
 * asm/ioctl.h of alpha, mips, powerpc, sparc and parisc, whose widths and codes differ). Pure arithmetic on bigint.
 */
export interface IoctlFields {
  /** `raw:N` where the direction bits hold none of the four codes (the size ran over into them). */
  readonly direction: IoctlDirection;
  readonly type: number;
  readonly nr: number;
  readonly sizeBytes: number;
}

/** From user space's view, as in `_IOR` and `_IOW`. */
export type IoctlDirection = 'none' | 'r' | 'w' | 'rw' | `raw:${number}`;

/** Takes a 32-bit number apart with one ABI's field widths and direction codes, as its `_IOC_DIR` and `_IOC_SIZE` do. */
export function decodeIoctlNumber(number: bigint, encoding: IoctlEncoding): IoctlFields {
  const field = (shift: number, bits: number): number =>
    Number((number >> BigInt(shift)) & ((1n << BigInt(bits)) - 1n));
  const typeShift = encoding.nrBits;
  const sizeShift = typeShift + encoding.typeBits;
  const dirShift = sizeShift + encoding.sizeBits;
  const type = field(typeShift, encoding.typeBits);
  const nr = field(0, encoding.nrBits);
  const code = field(dirShift, encoding.dirBits);
  if (encoding.sizeTakesDirectionBit !== true) {
    const sizeBytes = field(sizeShift, encoding.sizeBits);
    return { direction: directionName(code, encoding), type, nr, sizeBytes };
  }
  const transfer = Number(BigInt(code) & BigInt(encoding.read + encoding.write));
  const sizeBytes = transfer === 0 ? 0 : field(sizeShift, encoding.sizeBits + 1);
  return { direction: directionName(transfer, encoding), type, nr, sizeBytes };
}

/** The 32-bit number of the fields; bits that do not fit run over into the next field, as the macro lets them. */
export function encodeIoctlNumber(
  fields: {
    readonly direction: 'none' | 'r' | 'w' | 'rw';
    readonly type: number;
    readonly nr: number;
    readonly sizeBytes: number;
  },
  encoding: IoctlEncoding,
): bigint {
  const code = BigInt(directionCode(fields.direction, encoding));
  const typeShift = BigInt(encoding.nrBits);
  const sizeShift = typeShift + BigInt(encoding.typeBits);
  const dirShift = sizeShift + BigInt(encoding.sizeBits);
  const typeField = BigInt(fields.type) << typeShift;
  const sizeField = BigInt(fields.sizeBytes) << sizeShift;
  const number = BigInt(fields.nr) | typeField | sizeField | (code << dirShift);
  return BigInt.asUintN(32, number);
}

function directionCode(direction: 'none' | 'r' | 'w' | 'rw', encoding: IoctlEncoding): number {
  switch (direction) {
    case 'none':
      return encoding.none;
    case 'r':
      return encoding.read;
    case 'w':
      return encoding.write;
    case 'rw':
      return encoding.read + encoding.write;
  }
}

export function directionName(code: number, encoding: IoctlEncoding): IoctlDirection {
  // Where _IOC_NONE has a code of its own, no direction bit at all means the same.
  if (code === encoding.none || code === 0) return 'none';
  if (code === encoding.read) return 'r';
  if (code === encoding.write) return 'w';
  if (code === encoding.read + encoding.write) return 'rw';
  return `raw:${code}`;
}
