/** Judging the values of an enum of flags. */
import type { EnumeratorAsWritten } from '../../review/enums.js';
import type { FlagEnum } from './enumReferences.js';

/**
 * The enumerators to judge as bits. An enum that by its values numbers bits (0, 1, 2, … without a value of its own) is
 * none of flags, unless a comment says that a member combines them.
 */
export function bitsOf({ enum: { enumerators }, isReferenced }: FlagEnum): readonly EnumeratorAsWritten[] {
  if (enumerators.some(({ initializer }) => initializer === undefined)) return [];
  const values = enumerators.map(({ value }) => value);
  const isNumbering = values.every(
    (value, i) => value !== undefined && (i === 0 || value === (values[i - 1] ?? 0n) + 1n),
  );
  return isNumbering && values.length > 2 && !isReferenced ? [] : enumerators;
}

/** A single bit, computed without bitwise operators on C values. */
export function isPowerOfTwo(value: bigint): boolean {
  let rest = value;
  if (rest <= 0n) return false;
  while (rest % 2n === 0n) rest /= 2n;
  return rest === 1n;
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
