// The bytes of a caller's structure from values by member name, at random, or as they are; and the sizes of its versions.

import { flattenMembers } from '../layout/flatten.js';
import type { FlatMember, RecordLayout } from '../layout/recordLayout.js';
import { integerBytes, readUnsigned } from './bytes.js';

/** Members that hold an integer and can be set by name. */
export function settableMembers(layout: RecordLayout): readonly string[] {
  return flattenMembers(layout)
    .filter(({ sizeBytes, path }) => sizeBytes > 0 && !path.includes('['))
    .map(({ path }) => path);
}

/**
 * Sets one member. Arrays and structures take a value for their first 8 bytes at most.
 *
 * @returns what is wrong, or `undefined`
 */
export function setMember(
  bytes: Uint8Array,
  layout: RecordLayout,
  path: string,
  value: bigint,
  littleEndian: boolean,
): string | undefined {
  const member = flattenMembers(layout).find((candidate) => candidate.path === path);
  if (member === undefined) return `no member '${path}'`;
  const width = Math.min(member.sizeBytes, 8);
  if (member.widthBits !== undefined) return setBitField(bytes, member, member.widthBits, value, littleEndian);
  const bits = BigInt(width * 8);
  if (value >= 1n << bits || value < -(1n << (bits - 1n)))
    return `${value} does not fit the ${width} bytes of '${path}'`;
  const start = Math.floor(member.offsetBits / 8);
  if (start + width > bytes.length) return `'${path}' lies behind the end of the caller's structure`;
  bytes.set(integerBytes(value, width, littleEndian), start);
  return undefined;
}

function setBitField(
  bytes: Uint8Array,
  member: FlatMember,
  widthBits: number,
  value: bigint,
  littleEndian: boolean,
): string | undefined {
  if (value < 0n || value >= 1n << BigInt(widthBits))
    return `${value} does not fit the ${widthBits} bits of '${member.path}'`;
  const first = Math.floor(member.offsetBits / 8);
  const last = Math.ceil((member.offsetBits + widthBits) / 8);
  if (last > bytes.length) return `'${member.path}' lies behind the end of the caller's structure`;
  const width = last - first;
  const inside = member.offsetBits - first * 8;
  const shift = BigInt(littleEndian ? inside : width * 8 - inside - widthBits);
  const mask = ((1n << BigInt(widthBits)) - 1n) << shift;
  const old = readUnsigned(bytes, first, width, littleEndian);
  bytes.set(integerBytes((old & ~mask) | (value << shift), width, littleEndian), first);
  return undefined;
}

/** Bytes of a small generator (xorshift32): the same for the same seed. */
export function randomBytes(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = BigInt.asUintN(32, BigInt(Math.trunc(seed)) * 2654435761n + 1n) || 1n;
  for (let index = 0; index < length; index++) {
    state = BigInt.asUintN(32, state ^ (state << 13n));
    state ^= state >> 17n;
    state = BigInt.asUintN(32, state ^ (state << 5n));
    bytes[index] = Number(state & 0xffn);
  }
  return bytes;
}

/** Size of the structure as it was when `path` was its last member, or `undefined` without such a member. */
export function sizeAfter(layout: RecordLayout, path: string): number | undefined {
  const member = flattenMembers(layout).find((candidate) => candidate.path === path);
  if (member === undefined) return undefined;
  const end = Math.ceil((member.offsetBits + (member.widthBits ?? member.sizeBytes * 8)) / 8);
  return Math.ceil(end / layout.alignBytes) * layout.alignBytes;
}

/** Sizes at which the structure ends on its alignment: the places where a version may have ended. */
export function possibleVersions(layout: RecordLayout, least: number): readonly { name: string; sizeBytes: number }[] {
  const versions = new Map<number, string>();
  for (const member of layout.members) {
    const end = Math.ceil((member.offsetBits + (member.widthBits ?? member.sizeBytes * 8)) / 8);
    if (end >= least && end % layout.alignBytes === 0) versions.set(end, member.name === '' ? `${end}` : member.name);
  }
  versions.set(layout.sizeBytes, versions.get(layout.sizeBytes) ?? `${layout.sizeBytes}`);
  return [...versions].map(([sizeBytes, name]) => ({ name, sizeBytes }));
}
