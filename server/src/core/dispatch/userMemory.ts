// User memory as the kernel meets it: ranges with permissions, and everything else faults. A range holds its bytes, or
// only one byte that fills it, so that a tail of 4 GiB is a number and not an array. Addresses are JavaScript numbers:
// user space of every ABI ends below 2^53, and kernel pointers are faults without an address here.

/** Who produced a byte. `uninit`: nobody did, it is what the allocator or the stack left there. */
export type ByteOrigin = 'user' | 'zero' | 'kernel' | 'handler' | 'uninit';

export interface MemoryRange {
  /** Which object of the program this is: `arg` for the argument, any other name for what it points to. */
  readonly name: string;
  readonly address: number;
  readonly length: number;
  readonly permission: 'rw' | 'ro' | 'none';
  /** Content from `address` on; what it leaves out is `fill`. */
  readonly bytes?: Uint8Array;
  readonly fill?: number;
}

/** A range of bytes that one party stored to: of user memory, or of the kernel's copy. */
export interface StoredRange {
  readonly start: number;
  readonly end: number;
  readonly origin: ByteOrigin;
}

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly readable: boolean;
  readonly writable: boolean;
  /** `undefined`: every byte is `fill`. */
  readonly bytes: Uint8Array | undefined;
  readonly fill: number;
}

/** First address that no user pointer may reach (x86-64, four-level page tables: TASK_SIZE_MAX). */
export const userSpaceEnd = 2 ** 47 - 4096;

export class UserMemory {
  #segments: Segment[];
  readonly stored: StoredRange[] = [];

  constructor(ranges: readonly MemoryRange[]) {
    this.#segments = [];
    for (const range of ranges) if (range.length > 0 && range.permission !== 'none') addSegments(this.#segments, range);
    if (ranges.length > 1) this.#segments.sort((a, b) => a.start - b.start);
  }

  /** How many bytes from `address` on can be read before the first fault; at most `length`. */
  readableBytes(address: number, length: number): number {
    return this.#reach(address, length, false);
  }

  writableBytes(address: number, length: number): number {
    return this.#reach(address, length, true);
  }

  #reach(address: number, length: number, forWriting: boolean): number {
    const end = address + length;
    let at = address;
    for (const segment of this.#segments) {
      if (at >= end) break;
      if (segment.end <= at) continue;
      if (segment.start > at || !(forWriting ? segment.writable : segment.readable)) break;
      at = segment.end;
    }
    return Math.min(at, end) - address;
  }

  /** Copies bytes that are known to be readable. */
  read(address: number, length: number): Uint8Array {
    const copy = new Uint8Array(length);
    this.readInto(address, copy, 0, length);
    return copy;
  }

  readInto(address: number, target: Uint8Array, targetOffset: number, length: number): void {
    const end = address + length;
    for (const { start, end: segmentEnd, bytes, fill } of this.#segments) {
      if (segmentEnd <= address) continue;
      if (start >= end) break;
      const from = Math.max(address, start);
      const to = Math.min(end, segmentEnd);
      const place = targetOffset + from - address;
      if (bytes === undefined) target.fill(fill, place, place + to - from);
      else if (to - from === bytes.length) target.set(bytes, place);
      else target.set(bytes.subarray(from - start, to - start), place);
    }
  }

  /** Address of the first non-zero byte in a range that is known to be readable. */
  firstNonZero(from: number, to: number): number | undefined {
    for (const segment of this.#segments) {
      if (segment.end <= from) continue;
      if (segment.start >= to) break;
      const start = Math.max(from, segment.start);
      const end = Math.min(to, segment.end);
      if (segment.bytes === undefined) {
        if (segment.fill !== 0) return start;
        continue;
      }
      for (let at = start; at < end; at++) if (segment.bytes[at - segment.start] !== 0) return at;
    }
    return undefined;
  }

  /** Stores bytes of the kernel where writing is known to be possible. */
  store(address: number, bytes: Uint8Array, origin: ByteOrigin): void {
    if (bytes.length === 0) return;
    this.poke(address, bytes);
    this.stored.push({ start: address, end: address + bytes.length, origin });
  }

  /** Stores zeros. A long run stays one number. */
  clear(address: number, length: number): void {
    const end = address + length;
    this.#segments = this.#segments.flatMap((segment) => {
      if (segment.end <= address || segment.start >= end) return [segment];
      const from = Math.max(address, segment.start);
      const to = Math.min(end, segment.end);
      if (segment.bytes !== undefined) {
        segment.bytes.fill(0, from - segment.start, to - segment.start);
        return [segment];
      }
      return splitFill(segment, from, to, { ...segment, start: from, end: to, fill: 0 });
    });
    this.stored.push({ start: address, end, origin: 'zero' });
  }

  /** Changes bytes as another thread of the program does: whatever the permissions are, and not by the kernel. */
  poke(address: number, bytes: Uint8Array): void {
    const end = address + bytes.length;
    for (const { start, end: segmentEnd, bytes: held } of this.#segments) {
      if (held === undefined || start > address || end > segmentEnd) continue;
      held.set(bytes, address - start);
      return;
    }
    this.#segments = this.#segments.flatMap((segment) => {
      if (segment.end <= address || segment.start >= end) return [segment];
      const from = Math.max(address, segment.start);
      const to = Math.min(end, segment.end);
      const part = bytes.subarray(from - address, to - address);
      if (segment.bytes !== undefined) {
        segment.bytes.set(part, from - segment.start);
        return [segment];
      }
      return splitFill(segment, from, to, { ...segment, start: from, end: to, bytes: part.slice() });
    });
  }
}

function addSegments(segments: Segment[], { address, length, permission, bytes, fill = 0 }: MemoryRange): void {
  const writable = permission === 'rw';
  const held = Math.min(bytes?.length ?? 0, length);
  if (bytes !== undefined && held > 0) {
    const own = held === bytes.length ? bytes.slice() : bytes.slice(0, held);
    segments.push({ start: address, end: address + held, readable: true, writable, bytes: own, fill: 0 });
  }
  if (length > held) {
    segments.push({ start: address + held, end: address + length, readable: true, writable, bytes: undefined, fill });
  }
}

function splitFill(segment: Segment, from: number, to: number, middle: Segment): Segment[] {
  const before = from > segment.start ? [{ ...segment, end: from }] : [];
  const after = to < segment.end ? [{ ...segment, start: to }] : [];
  return [...before, middle, ...after];
}

/** The stored ranges joined: each byte with its last writer, in ascending order. */
export function joinStored(stored: readonly StoredRange[], within: { start: number; end: number }): StoredRange[] {
  const [only] = stored;
  if (stored.length === 1 && only.start >= within.start && only.end <= within.end) return [only];
  const cuts = new Set<number>();
  const inside = stored
    .map(({ start, end, origin }) => ({
      start: Math.max(start, within.start),
      end: Math.min(end, within.end),
      origin,
    }))
    .filter(({ start, end }) => start < end);
  for (const { start, end } of inside) cuts.add(start).add(end);
  const places = [...cuts].sort((a, b) => a - b);
  const joined: StoredRange[] = [];
  for (let index = 0; index + 1 < places.length; index++) {
    const [start, end] = [places[index], places[index + 1]];
    const origin = inside.findLast((range) => range.start <= start && range.end >= end)?.origin;
    if (origin === undefined) continue;
    const last = joined.at(-1);
    if (last !== undefined && last.end === start && last.origin === origin)
      joined[joined.length - 1] = { ...last, end };
    else joined.push({ start, end, origin });
  }
  return joined;
}
