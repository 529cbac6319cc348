import type { ByteOrigin, StoredRange } from './userMemory.js';

/** Where a dispatcher keeps its copy of the argument. */
export type BufferPlace = 'stack' | 'heap';

const origins: readonly ByteOrigin[] = ['uninit', 'zero', 'user', 'kernel', 'handler'];

/** Above this a buffer would be refused by kmalloc, or by any sane caller of kvmalloc. */
export const largestBuffer = 4 * 1024 * 1024;

/** The kernel's copy at one moment. */
export interface BufferState {
  readonly place: BufferPlace;
  readonly size: number;
  readonly bytes: Uint8Array;
  /** Who produced each byte, as `originsOf` reads it. */
  readonly originCodes: Uint8Array;
}

/** Runs of bytes by who produced them; what nobody wrote is left out. */
export function originsOf({ originCodes }: BufferState): readonly StoredRange[] {
  return runsOf(originCodes, 0, originCodes.length).filter(({ origin }) => origin !== 'uninit');
}
/** Above this no kernel of any version has a structure; a recorded file may claim one all the same. */
const largestClaim = 16 * largestBuffer;

/** A size that no kernel can have for its buffer; its message says which. */
export class ImpossibleSize extends Error {}

/** The kernel's copy: bytes, and for each byte who produced it. Fresh memory is `uninit`: what was there before. */
export class KernelBuffer {
  readonly place: BufferPlace;
  readonly bytes: Uint8Array;
  readonly #codes: Uint8Array;
  #snapshot: BufferState | undefined;

  /** Throws `ImpossibleSize` for what no kernel would allocate. */
  constructor(place: BufferPlace, size: number) {
    if (!Number.isSafeInteger(size) || size < 0 || size > largestClaim) {
      throw new ImpossibleSize(`a size that a kernel can have, not ${size}`);
    }
    this.place = place;
    this.bytes = new Uint8Array(size);
    this.#codes = new Uint8Array(size);
  }

  get size(): number {
    return this.bytes.length;
  }

  /** The buffer as it is now; the same copy until somebody writes. */
  get snapshot(): BufferState {
    const { place, size } = this;
    this.#snapshot ??= { place, size, bytes: this.bytes.slice(), originCodes: this.#codes.slice() };
    return this.#snapshot;
  }

  /** Says who produced bytes; whoever stores to `bytes` says so here. */
  mark(start: number, end: number, origin: ByteOrigin): void {
    this.#snapshot = undefined;
    this.#codes.fill(origins.indexOf(origin), start, end);
  }

  /** What does not fit is left out; so is all that would begin before the buffer. */
  write(offset: number, bytes: Uint8Array, origin: ByteOrigin): void {
    if (offset < 0 || offset >= this.size) return;
    const part = bytes.subarray(0, this.size - offset);
    this.bytes.set(part, offset);
    this.mark(offset, offset + part.length, origin);
  }

  zero(start: number, end: number): void {
    this.bytes.fill(0, start, end);
    this.mark(start, end, 'zero');
  }

  originAt(offset: number): ByteOrigin {
    return origins[this.#codes[offset]];
  }

  /** Runs of equal origin, for who wrote each byte. */
  runs(start: number, end: number): readonly StoredRange[] {
    return runsOf(this.#codes, start, end);
  }

  hasUninitialised(start: number, end: number): boolean {
    const at = this.#codes.indexOf(0, start);
    return at !== -1 && at < end;
  }
}

function runsOf(codes: Uint8Array, start: number, end: number): readonly StoredRange[] {
  const runs: StoredRange[] = [];
  let from = start;
  for (let at = start + 1; at <= end; at++) {
    if (at < end && codes[at] === codes[from]) continue;
    runs.push({ start: from, end: at, origin: origins[codes[from]] });
    from = at;
  }
  return runs;
}
