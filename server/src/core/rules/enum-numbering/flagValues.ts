/** Judging the values of an enum of flags. */
import type { EnumeratorAsWritten } from '../../review/enums.js';
import type { FlagEnum } from './enumReferences.js';

/**
 * The enumerators to judge as bits. An enum most of whose values are not written numbers bits instead of being them
 * (nl80211 has such), unless a comment says that a member combines them.
 */
export function bitsOf({ enum: { enumerators }, isCombined }: FlagEnum): readonly EnumeratorAsWritten[] {
  if (enumerators.some(({ initializer }) => initializer === undefined)) return [];
  const implicit = enumerators.filter(({ initializer }) => initializer?.length === 0);
  return implicit.length * 2 > enumerators.length && !isCombined ? [] : enumerators;
}

/** A single bit, computed without bitwise operators on C values. */
export function isPowerOfTwo(value: bigint): boolean {
  let rest = value;
  if (rest <= 0n) return false;
  while (rest % 2n === 0n) rest /= 2n;
  return rest === 1n;
}

/** All bits up to the eighth or beyond: a mask, whatever its name. */
export function isAllOnes(value: bigint): boolean {
  return value >= 255n && isPowerOfTwo(value + 1n);
}

/** The value is put together from others by name: `FOO_READ | FOO_WRITE`, `FOO_ALL`, `FOO_LAST - 1`. */
export function isComposed({ initializer }: EnumeratorAsWritten): boolean {
  return (initializer ?? []).some(({ text }) => /^[A-Za-z_]/.test(text));
}

/** Names of values that are no single flag by nature. */
export function isGroupName(name: string): boolean {
  return /_(MASK|ALL|ANY|VALID|SUPPORTED|KNOWN|MAX|LAST|END|COUNT|NUM|NR|BITS?|SHIFT|DEFAULT|NONE)\d*(_|$)|^_|^(NUM|NR|MAX)_/.test(
    name,
  );
}
