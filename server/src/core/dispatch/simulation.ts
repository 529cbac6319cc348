import type { KernelBuffer } from './kernelBuffer.js';
import type { StepKind, TraceEvent, UserAccess, Warning } from './trace.js';
import { type ByteOrigin, joinStored, type StoredRange, type UserMemory } from './userMemory.js';

/** How a call ends. `retKind` says what a caller sees: `handler` where only the handler knows the value. */
export interface Outcome {
  readonly errno?: string;
  readonly ret: number;
  readonly retKind: 'error' | 'zero' | 'value' | 'fd' | 'handler';
  /** The call cannot be predicted without this fact of the machine; then nothing else here counts. */
  readonly missingFact?: string;
}

/** What the user of the simulation knows of the handler, which no model does. */
export interface HandlerEffect {
  readonly errno?: string;
  readonly ret?: number;
  readonly newFd?: boolean;
  /** Stores of the handler to the kernel buffer. */
  readonly writes: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
}

/** Another thread changes user memory just before an event of the trace. */
export interface Mutation {
  readonly beforeEvent: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Bytes that the kernel, or another thread of the program, stored to user memory; without `bytes` they are zeros. */
export interface UserStore {
  readonly address: number;
  readonly length: number;
  readonly bytes: Uint8Array | undefined;
  readonly origin: ByteOrigin | 'race';
}

export interface SimulationInput {
  readonly memory: UserMemory;
  /** The pointer argument. `undefined` where it is no pointer that user space may use (a kernel address). */
  readonly arg: number | undefined;
  readonly littleEndian?: boolean | undefined;
  /** Bytes of `unsigned long`, the step of check_zeroed_user. */
  readonly wordBytes?: 4 | 8;
  readonly handler?: HandlerEffect | undefined;
  readonly mutations?: readonly Mutation[] | undefined;
}

export interface SimulationResult {
  readonly outcome: Outcome;
  readonly events: readonly TraceEvent[];
  readonly warnings: readonly Warning[];
  readonly stacPairs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

interface Fetch {
  readonly start: number;
  readonly end: number;
  readonly event: TraceEvent;
}

const noEffect: HandlerEffect = { writes: [] };

/** The state of one simulated call: what the primitives read and write, and the trace they leave. */
export class Simulation {
  readonly memory: UserMemory;
  readonly arg: number | undefined;
  readonly littleEndian: boolean;
  readonly wordBytes: number;
  readonly handler: HandlerEffect;
  readonly events: TraceEvent[] = [];
  /** In the order in which they happened. */
  readonly stores: UserStore[] = [];
  buffer: KernelBuffer | undefined;
  /** The kernel function of the step that runs; every event carries it. */
  source: string | undefined;
  stacPairs = 0;
  bytesIn = 0;
  bytesOut = 0;
  /** A window that stays open over several accesses (user_access_begin). */
  openWindow: number | undefined;
  readonly #mutations: readonly Mutation[];
  readonly #fetches: Fetch[] = [];
  readonly #doubled: TraceEvent[] = [];
  readonly #warnings: Warning[] = [];

  constructor(input: SimulationInput) {
    this.memory = input.memory;
    this.arg = input.arg;
    this.littleEndian = input.littleEndian ?? true;
    this.wordBytes = input.wordBytes ?? 8;
    this.handler = input.handler ?? noEffect;
    this.#mutations = input.mutations ?? [];
  }

  /** Number of the event that comes next. */
  get nextSeq(): number {
    return this.events.length + 1;
  }

  /** Lets the other thread have its turn. Called at the start of every access to user memory. */
  beforeAccess(): void {
    for (const mutation of this.#mutations) {
      if (mutation.beforeEvent === this.nextSeq && this.arg !== undefined) {
        const { bytes } = mutation;
        const address = this.arg + mutation.offset;
        this.memory.poke(address, bytes);
        this.stores.push({ address, length: bytes.length, bytes, origin: 'race' });
      }
    }
  }

  /** Stores bytes where writing is known to be possible. */
  store(address: number, bytes: Uint8Array, origin: ByteOrigin): void {
    this.memory.store(address, bytes, origin);
    this.stores.push({ address, length: bytes.length, bytes: bytes.slice(), origin });
  }

  clear(address: number, length: number): void {
    this.memory.clear(address, length);
    this.stores.push({ address, length, bytes: undefined, origin: 'zero' });
  }

  say(step: StepKind, text: string, user?: UserAccess): TraceEvent {
    const event: TraceEvent = {
      seq: this.nextSeq,
      step,
      text,
      source: this.source,
      user,
      kernel: this.buffer?.snapshot,
      storeCount: this.stores.length,
      errno: undefined,
      ret: undefined,
      warnings: [],
    };
    this.events.push(event);
    return event;
  }

  /** The event showed the kernel buffer as it was before; show it as it is now. */
  refresh(event: TraceEvent): void {
    event.kernel = this.buffer?.snapshot;
  }

  /** Ends the call with an errno, in an event of its own. */
  stop(step: StepKind, errno: string, text: string): Outcome {
    const event = this.say(step, text);
    event.errno = errno;
    event.ret = -1;
    return { errno, ret: -1, retKind: 'error' };
  }

  /** Ends the call with the errno of what the last event shows, EFAULT for a fault. */
  fail(errno = 'EFAULT'): Outcome {
    const event = this.events.at(-1);
    if (event !== undefined) {
      event.errno = errno;
      event.ret = -1;
    }
    return { errno, ret: -1, retKind: 'error' };
  }

  warn(warning: Warning, event: TraceEvent | undefined = this.events.at(-1)): void {
    if (event !== undefined && !event.warnings.includes(warning)) event.warnings.push(warning);
    if (!this.#warnings.includes(warning)) this.#warnings.push(warning);
  }

  /** Notes a fetch of user bytes; bytes that an earlier event fetched already are a double fetch. */
  fetched(start: number, end: number, event: TraceEvent): void {
    if (end <= start) return;
    for (const fetch of this.#fetches) {
      if (fetch.start < end && start < fetch.end) {
        this.warn('double-fetch', event);
        this.#doubled.push(event);
        break;
      }
    }
    this.#fetches.push({ start, end, event });
  }

  /**
   * Says what becomes of bytes that were fetched twice. `benign`: only the first value is used. `neutralised`: the first
   * value overwrites the second. `hazard`: the second value decides something that the first was checked for.
   */
  gradeDoubleFetch(grade: 'benign' | 'neutralised' | 'hazard'): void {
    for (const event of this.#doubled) this.warn(`double-fetch-${grade}`, event);
    this.#doubled.length = 0;
  }

  /** Closes the trace. A double fetch that no model explained is a hazard. */
  finish(outcome: Outcome): SimulationResult {
    this.gradeDoubleFetch('hazard');
    return {
      outcome,
      events: this.events,
      warnings: this.#warnings,
      stacPairs: this.stacPairs,
      bytesIn: this.bytesIn,
      bytesOut: this.bytesOut,
    };
  }

  /** Ranges from an address on that the kernel stored to, as offsets from there. */
  storedFrom(start: number, length: number): StoredRange[] {
    const ranges = joinStored(this.memory.stored, { start, end: start + length });
    return ranges.map((range) => ({ start: range.start - start, end: range.end - start, origin: range.origin }));
  }
}

/** The call depends on a fact that nobody gave. */
export function missing(fact: string): Outcome {
  return { ret: 0, retKind: 'handler', missingFact: fact };
}

export function failure(errno: string): Outcome {
  return { errno, ret: -1, retKind: 'error' };
}

export const zero: Outcome = { ret: 0, retKind: 'zero' };
export const newFd: Outcome = { ret: 3, retKind: 'fd' };
export const handlerValue: Outcome = { ret: 0, retKind: 'handler' };

export function value(ret: number): Outcome {
  return ret === 0 ? zero : { ret, retKind: 'value' };
}

export function isError(outcome: Outcome): boolean {
  return outcome.errno !== undefined;
}
