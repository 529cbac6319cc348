// The caller's bytes as they are edited: by byte, by field, as hex, by size. Values are immutable. Bytes cut off by a
// smaller size are kept, so that dragging the edge to and fro loses nothing.

import { l10n } from '../shared/l10n.js';

/** A member of the caller's record; offsets and sizes are bytes, `bitOffset` and `bitWidth` bits as `uapi layout` counts. */
export interface Field {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
  readonly type: string;
  /** The member is one integer; how it is read. Without it the member is edited as bytes. */
  readonly integer?: 'signed' | 'unsigned';
  readonly bitOffset?: number;
  readonly bitWidth?: number;
}

export interface CallerBytes {
  /** What was ever entered; at least `size` bytes are read from it, missing ones as 0. */
  readonly held: Uint8Array;
  readonly size: number;
}

/** The most bytes that the view edits; a structure of a hostile size is shown as far as this. */
export const mostEditedBytes = 65536;

export const noBytes: CallerBytes = { held: new Uint8Array(0), size: 0 };

export function ofBytes(bytes: Uint8Array): CallerBytes {
  return { held: bytes.slice(0, mostEditedBytes), size: Math.min(bytes.length, mostEditedBytes) };
}

/** The bytes that count: exactly `size` of them. */
export function current({ held, size }: CallerBytes): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set(held.subarray(0, size));
  return bytes;
}

export function resized(bytes: CallerBytes, size: number): CallerBytes {
  const whole = Number.isFinite(size) ? Math.round(size) : bytes.size;
  return { held: bytes.held, size: Math.min(Math.max(whole, 0), mostEditedBytes) };
}

/** `bytes` stored at an offset; what lies behind the size is not stored. */
export function stored(to: CallerBytes, offset: number, bytes: Uint8Array): CallerBytes {
  const held = new Uint8Array(Math.max(to.held.length, to.size));
  held.set(to.held);
  held.set(bytes.subarray(0, Math.max(0, to.size - offset)), Math.min(offset, to.size));
  return { held, size: to.size };
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Bytes of hexadecimal digits; blanks, commas, `0x` and underscores between bytes are allowed. */
export function parseHex(text: string, most = mostEditedBytes): Uint8Array | { readonly problem: string } {
  const digits = text.replace(/0[xX]/g, '').replace(/[\s,_]/g, '');
  const wrong = /[^0-9a-fA-F]/.exec(digits);
  if (wrong !== null) return { problem: l10n.t("'{0}' is no hexadecimal digit", wrong[0]) };
  if (digits.length % 2 !== 0) return { problem: l10n.t('{0} digits: a byte has two', digits.length) };
  if (digits.length / 2 > most) return { problem: l10n.t('more than {0} bytes', most) };
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
}

/** Bytes `start..end` that hold a field; a bit-field's may be more than its type's. */
function span(field: Field): { readonly start: number; readonly end: number } {
  const { bitOffset, bitWidth } = field;
  if (bitOffset === undefined || bitWidth === undefined) return { start: field.offset, end: field.offset + field.size };
  return { start: Math.floor(bitOffset / 8), end: Math.ceil((bitOffset + bitWidth) / 8) };
}

/** `partly` and `no` where the caller's structure ends before or inside the field. */
export function isInside(field: Field, size: number): 'yes' | 'partly' | 'no' {
  const { start, end } = span(field);
  if (end <= size) return 'yes';
  return start < size ? 'partly' : 'no';
}

/** The field that holds a byte: the innermost, the first of a union. */
export function fieldAt(fields: readonly Field[], offset: number): Field | undefined {
  let found: Field | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const field of fields) {
    const { start, end } = span(field);
    if (start <= offset && offset < end && end - start < least) {
      found = field;
      least = end - start;
    }
  }
  return found;
}

export function fieldBytes(bytes: Uint8Array, field: Field): Uint8Array {
  const { start, end } = span(field);
  return bytes.slice(start, end);
}

function unsignedOf(bytes: Uint8Array, littleEndian: boolean): bigint {
  const ordered = littleEndian ? Array.from(bytes).reverse() : Array.from(bytes);
  return ordered.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
}

function bytesOf(value: bigint, width: number, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(width);
  let rest = BigInt.asUintN(width * 8, value);
  for (let at = 0; at < width; at++) {
    bytes[littleEndian ? at : width - 1 - at] = Number(rest % 256n);
    rest /= 256n;
  }
  return bytes;
}

/** Position of a bit-field's lowest bit in the integer that its bytes make. */
function bitShift(field: Field, littleEndian: boolean): bigint {
  const { start, end } = span(field);
  const inside = field.bitOffset! - start * 8;
  return BigInt(littleEndian ? inside : (end - start) * 8 - inside - field.bitWidth!);
}

function widthBits(field: Field): number {
  return field.bitWidth ?? field.size * 8;
}

/** The integer in a field that lies in `bytes` as a whole; `undefined` for one that does not, or is no integer. */
export function fieldValue(bytes: Uint8Array, field: Field, littleEndian: boolean): bigint | undefined {
  if (field.integer === undefined || isInside(field, bytes.length) !== 'yes') return undefined;
  let value = unsignedOf(fieldBytes(bytes, field), littleEndian);
  if (field.bitWidth !== undefined) {
    value = BigInt.asUintN(field.bitWidth, value / 2n ** bitShift(field, littleEndian));
  }
  return field.integer === 'signed' ? BigInt.asIntN(widthBits(field), value) : value;
}

export function withFieldValue(to: CallerBytes, field: Field, value: bigint, littleEndian: boolean): CallerBytes {
  const { start, end } = span(field);
  if (field.bitWidth === undefined) return stored(to, start, bytesOf(value, end - start, littleEndian));
  const scale = 2n ** bitShift(field, littleEndian);
  const old = unsignedOf(fieldBytes(current(to), field), littleEndian);
  const oldField = BigInt.asUintN(field.bitWidth, old / scale);
  const raised = old + (BigInt.asUintN(field.bitWidth, value) - oldField) * scale;
  return stored(to, start, bytesOf(raised, end - start, littleEndian));
}

const isText = /^char\s*\[\d+\]$/;
const printableText = /^[\x20-\x7e]+$/;

/** A field as it is shown and entered: a number, text in quotes, or hex. Empty where the structure ends before it. */
export function fieldText(bytes: Uint8Array, field: Field, littleEndian: boolean): string {
  if (isInside(field, bytes.length) !== 'yes') return '';
  const value = fieldValue(bytes, field, littleEndian);
  if (value !== undefined) return value >= 65536n ? `0x${value.toString(16)}` : value.toString();
  const own = fieldBytes(bytes, field);
  const end = own.indexOf(0);
  const text = String.fromCharCode(...own.subarray(0, Math.min(end === -1 ? own.length : end, 4096)));
  const isPadded = end === -1 || own.subarray(end).every((byte) => byte === 0);
  if (isText.test(field.type) && isPadded && printableText.test(text)) return `"${text}"`;
  return toHex(own.subarray(0, 64)).replace(/(.{8})(?=.)/g, '$1 ') + (own.length > 64 ? ' …' : '');
}

const integerText = /^([+-]?)\s*(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/;

/** The integer of a C constant: decimal, hex or octal, with a sign. */
export function parseInteger(text: string): bigint | undefined {
  const match = integerText.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, digits] = match;
  const octal = /^0[0-7]+$/.test(digits);
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  return sign === '-' ? -value : value;
}

/** The caller's bytes with what was typed into a field, or what is wrong with it. */
export function enterField(
  to: CallerBytes,
  field: Field,
  text: string,
  littleEndian: boolean,
): CallerBytes | { readonly problem: string } {
  if (isInside(field, to.size) !== 'yes') {
    return { problem: l10n.t("{0} ends at {1}, behind the caller's {2} bytes", field.path, span(field).end, to.size) };
  }
  return field.integer === undefined ? enterBytes(to, field, text) : enterInteger(to, field, text, littleEndian);
}

function enterInteger(
  to: CallerBytes,
  field: Field,
  text: string,
  littleEndian: boolean,
): CallerBytes | { readonly problem: string } {
  const value = parseInteger(text);
  if (value === undefined) return { problem: l10n.t("'{0}' is no integer; write 42, 0x2a or -1", text) };
  const bits = widthBits(field);
  const [least, most] = limits(field);
  // A mask in hex is meant as bits, whatever the sign of the type.
  const isMask = /^0[xX]/.test(text.trim()) && value < 2n ** BigInt(bits);
  if (value < least || (value > most && !isMask)) {
    return { problem: l10n.t('{0} does not fit: {1} holds {2} to {3}', `${value}`, field.path, `${least}`, `${most}`) };
  }
  return withFieldValue(to, field, value, littleEndian);
}

/** Least and greatest value of an integer field. */
export function limits(field: Field): readonly [bigint, bigint] {
  const bits = BigInt(widthBits(field));
  return field.integer === 'signed' ? [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n] : [0n, 2n ** bits - 1n];
}

function enterBytes(to: CallerBytes, field: Field, text: string): CallerBytes | { readonly problem: string } {
  const quoted = /^"(.*)"$/s.exec(text.trim());
  const given = quoted === null ? parseHex(text) : new TextEncoder().encode(quoted[1]);
  if ('problem' in given) return { problem: l10n.t('{0}; write hex bytes, or text in quotes', given.problem) };
  if (given.length > field.size) {
    return { problem: l10n.t('{0} bytes do not fit the {1} of {2}', given.length, field.size, field.path) };
  }
  const padded = new Uint8Array(field.size);
  padded.set(given);
  return stored(to, field.offset, padded);
}
