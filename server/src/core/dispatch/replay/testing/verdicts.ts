/** For tests: recorded calls written as few words, and what the replay says of them. */
import { readRecordedFile } from '../recordedCall.js';
import { type ReplayResult, replay } from '../replay.js';

/** One value of a structure: offset and width in bytes, little-endian. */
export type Field = readonly [offset: number, width: 1 | 2 | 4 | 8, value: bigint | number];

/** A structure of `size` bytes as hexadecimal text: zero but for its fields. */
export function structure(size: number, ...fields: readonly Field[]): string {
  const bytes = new Uint8Array(size);
  for (const [offset, width, value] of fields) {
    for (let at = 0, rest = BigInt(value); at < width; at++, rest /= 256n) bytes[offset + at] = Number(rest % 256n);
  }
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The layout of a call whose pointer leads to these bytes, and nothing behind them. */
export const buffer = (hex: string): object => ({
  pointer: 'buffer',
  fault_before: 0,
  accessible: hex.length / 2,
  start_mod8: 0,
  readonly: false,
  before: { len: hex.length / 2, hex },
});

/** The layout of a call whose argument is a number. */
export const raw = (value: number | string): object => ({ pointer: 'raw', value });

export function replayed(vectors: readonly unknown[], facts: unknown = {}): readonly ReplayResult[] {
  const file = readRecordedFile(JSON.stringify({ environment: { facts }, vectors }));
  if (typeof file === 'string') throw new Error(file);
  return replay(file);
}

export function verdicts(vectors: readonly unknown[], facts: unknown = {}): readonly string[] {
  return replayed(vectors, facts).map(({ why }) => why);
}
