import { UsageError } from './usageError.js';

/**
 * A 32-bit ioctl number from the command line: hexadecimal, octal with a leading zero, or decimal. A negative number is
 * what a program prints that kept the number in an int.
 *
 * @returns the unsigned value
 * @throws UsageError when it is no such number
 */
export function parseIoctlNumber(text: string): bigint {
  const value = parseInteger(text);
  if (value === undefined) {
    throw new UsageError(`'${text}' is no ioctl number; write it as 0xc0185879, in octal, or in decimal`);
  }
  if (value < -(2n ** 31n) || value >= 2n ** 32n) {
    throw new UsageError(`'${text}' has more than 32 bits; an ioctl number has 32`);
  }
  return BigInt.asUintN(32, value);
}

/**
 * The type of an ioctl: a character as it is or in single quotes (`;`, `'V'`), or a number. A digit alone is a number.
 *
 * @throws UsageError when it is neither, or does not fit 8 bits
 */
export function parseIoctlType(text: string): number {
  const quoted = /^'([\x20-\x7e])'$/.exec(text);
  if (quoted !== null) return quoted[1].charCodeAt(0);
  if (/^[\x21-\x2f\x3a-\x7e]$/.test(text)) return text.charCodeAt(0);
  return parseField(text, 'TYPE', 255);
}

/** @throws UsageError when it is no number from 0 to `limit` */
export function parseField(text: string, name: string, limit: number): number {
  const value = parseInteger(text);
  if (value === undefined || value < 0n || value > BigInt(limit)) {
    const form = name === 'TYPE' ? "a character such as 'V' or a number from 0 to 255" : `a number from 0 to ${limit}`;
    throw new UsageError(`${name} '${text}' is not valid; give ${form}`);
  }
  return Number(value);
}

const integer = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))[uUlL]*$/;

function parseInteger(text: string): bigint | undefined {
  if (text.length > 64) return undefined;
  const match = integer.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, hex, octal, decimal] = match;
  const value = BigInt(hex !== undefined ? `0x${hex}` : octal !== undefined ? `0o${octal}` : decimal);
  return sign === '-' ? -value : value;
}
