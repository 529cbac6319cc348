/**
 * Random calls for a dispatcher: a number that is right or nearly so, an argument anywhere, user memory with gaps, and
 * what the handler does. A call is made from a seed and its number alone.
 */
import { constants } from 'node:os';
import { createRandom, type Random } from '../fuzz/random.js';

export type TableStyle = 'fwctl' | 'kivity';

/** What a line of the table says. */
export interface TableEntry {
  readonly number: number;
  /** Size of the structure in the kernel, in bytes. */
  readonly size: number;
  /** The smallest accepted size, in bytes; only in the style of fwctl. */
  readonly minSize: number;
}

export interface CallRange {
  readonly address: number;
  readonly length: number;
  readonly permission: 'none' | 'ro' | 'rw';
  readonly fill: number;
  readonly bytes: Uint8Array;
}

export interface HandlerPlan {
  /** Negative: an errno. */
  readonly ret: number;
  readonly responds: boolean;
  /** Bytes of the kernel's copy that the handler changes by exclusive or. */
  readonly changes: readonly { readonly offset: number; readonly length: number; readonly mask: number }[];
}

export interface RandomCall {
  readonly style: TableStyle;
  readonly cmd: number;
  /** The pointer as 64 bits. */
  readonly arg: bigint;
  readonly handler: HandlerPlan;
  readonly ranges: readonly CallRange[];
}

/** Bytes of a range that the compiled side holds one by one (HELD_BYTES of its userMemory.h). */
export const heldBytes = 20_480;

/** The first address that user space cannot have. */
export const userEnd = 2 ** 47 - 4096;

export function randomCall(seed: number, index: number, style: TableStyle, table: readonly TableEntry[]): RandomCall {
  const random = createRandom(seed + index * 7919);
  const entry = random.pick(table);
  const claimed = claimedSize(random, style, entry);
  const cmd = style === 'fwctl' ? sizeFirstNumber(random, entry) : sizedNumber(random, entry, claimed);
  const arg = argument(random);
  const size = style === 'fwctl' ? claimed : Math.floor(cmd / 65536) % 16384;
  const ranges = arg < BigInt(userEnd) && arg > 0n ? memory(random, Number(arg), size, entry) : [];
  if (style === 'fwctl' && !oneIn(random, 20)) pokeSize(ranges, Number(arg), claimed);
  return { style, cmd, arg, handler: handlerPlan(random, entry.size), ranges };
}

function oneIn(random: Random, times: number): boolean {
  return random.below(times) === 0;
}

function claimedSize(random: Random, style: TableStyle, { size, minSize }: TableEntry): number {
  const near = [0, 1, 3, 4, minSize - 1, minSize, minSize + 1, size - 1, size, size, size + 1, size + 8, size + 40];
  if (!oneIn(random, 4)) return Math.max(0, random.pick(near));
  if (style === 'kivity') return random.pick([random.below(64), random.below(16384), 16383]);
  return random.pick([
    random.below(300),
    random.below(70_000),
    2 ** 30 - 1,
    2 ** 31,
    2 ** 32 - 1,
    random.below(2 ** 32),
  ]);
}

/** Numbers without size bits: mostly the table's, else with one field that is wrong. */
function sizeFirstNumber(random: Random, { number }: TableEntry): number {
  if (!oneIn(random, 5)) return number;
  const other = random.pick([
    () => number - (number % 256) + random.below(256),
    () => number - (number % 256) + (((number % 256) + random.pick([255, 1])) % 256),
    () => (number + 256 * (1 + random.below(255))) % 65536,
    () => number + 65536 * (1 + random.below(16383)),
    () => number + 2 ** 30 * (1 + random.below(3)),
    () => random.below(2 ** 32),
    () => 0,
  ]);
  return other();
}

/** Numbers with size bits: the caller's direction and size, and now and then another type or number. */
function sizedNumber(random: Random, { number }: TableEntry, claimed: number): number {
  const direction = oneIn(random, 3) ? random.below(4) : Math.floor(number / 2 ** 30);
  let low = number % 65536;
  if (oneIn(random, 8)) low = random.pick([low - (low % 256) + random.below(256), random.below(65536), 0]);
  return direction * 2 ** 30 + (claimed % 16384) * 65536 + low;
}

const base = 0x7f00_0000_1000;

/** Mostly a good pointer, aligned or not; else NULL, a kernel pointer, no pointer at all, or the end of user space. */
function argument(random: Random): bigint {
  switch (random.below(40)) {
    case 0:
      return 0n;
    case 1:
      return random.pick([0xffff_8880_0000_1000n, 2n ** 47n + 8n, 2n ** 64n - 4n, BigInt(userEnd)]);
    case 2:
      return BigInt(userEnd - 1 - random.below(300));
    default:
      return BigInt(base + (oneIn(random, 3) ? random.below(16) : 0));
  }
}

/** One range that holds everything, two with other permissions, or pieces with permissions and gaps; never beyond the end of user space. */
function memory(random: Random, arg: number, size: number, entry: TableEntry): CallRange[] {
  const start = arg - random.pick([0, 0, 0, 1, 3, 8, 64]);
  const ranges: CallRange[] = [];
  const add = (address: number, length: number, permission: CallRange['permission']): void => {
    const inside = Math.min(length, userEnd - address);
    if (inside > 0)
      ranges.push({ address, length: inside, permission, ...content(random, inside, arg - address + entry.size) });
  };
  const kind = random.below(10);
  if (kind < 4) {
    add(start, arg - start + size + random.below(80), oneIn(random, 6) ? 'ro' : 'rw');
    return ranges;
  }
  if (kind === 4) {
    // Readable to its end, and writable up to somewhere inside, or from there on.
    const inside = random.below(entry.size + 8);
    const [first, second] = random.pick([['rw', 'ro'] as const, ['ro', 'rw'] as const]);
    add(start, arg - start + inside, first);
    add(arg + inside, size + 16, second);
    return ranges;
  }
  let at = start;
  for (let pieces = random.below(5); pieces > 0; pieces--) {
    const whole = Math.max(1, arg - at + random.pick([4, 8, entry.minSize, entry.size, size, size + 16]));
    const length = random.pick([1 + random.below(16), 1 + random.below(entry.size + 8), whole, whole - 1, whole]);
    const permission = random.pick(['rw', 'rw', 'rw', 'rw', 'rw', 'rw', 'ro', 'none'] as const);
    add(at, Math.max(1, length), permission);
    at += Math.max(1, length) + (oneIn(random, 6) ? random.below(12) : 0);
    if (at >= userEnd) break;
  }
  return ranges;
}

/** The content of a range: bytes up to about where the kernel's structure ends, and behind it zeros, or not. */
function content(random: Random, length: number, knownEnd: number): Pick<CallRange, 'bytes' | 'fill'> {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, knownEnd + random.below(64), heldBytes)));
  const kind = random.below(8);
  const filled = kind === 0 ? 0 : kind === 1 ? bytes.length : Math.min(bytes.length, Math.max(0, knownEnd));
  for (let index = 0; index < filled; index++) bytes[index] = random.below(256);
  if (kind === 2 && bytes.length > 0) bytes[random.below(bytes.length)] = 1 + random.below(255);
  if (kind === 3 && bytes.length > 0) bytes[bytes.length - 1] = 1 + random.below(255);
  return { bytes, fill: oneIn(random, 8) ? 1 + random.below(255) : 0 };
}

/** Writes the size word where the memory holds it. */
function pokeSize(ranges: readonly CallRange[], arg: number, size: number): void {
  for (const { address, bytes } of ranges) {
    for (let index = 0; index < 4; index++) {
      const at = arg + index - address;
      if (at >= 0 && at < bytes.length) bytes[at] = Math.floor(size / 256 ** index) % 256;
    }
  }
}

const { EINVAL, EOPNOTSUPP, EBUSY, EFAULT, ENOENT } = constants.errno;

function handlerPlan(random: Random, size: number): HandlerPlan {
  const ret = random.pick([0, 0, 0, 0, 1, 42, -EINVAL, -EOPNOTSUPP, -EBUSY, -EFAULT, -ENOENT]);
  const changes = Array.from({ length: random.below(4) }, () => ({
    offset: random.below(oneIn(random, 2) ? 8 : size + 2),
    length: 1 + random.below(40),
    mask: 1 + random.below(255),
  }));
  return { ret, responds: !oneIn(random, 5), changes };
}
