/** A simulated call as it leaves the process: the JSON of `uapi dispatch` and the answer of `uapi/simulateDispatch`. */
import { type DispatchReport, originsOf, type TraceEvent, toHex, type UserStore } from '../../core/index.js';

/** Offsets count from the start of the caller's structure, `end` is exclusive, bytes are in hexadecimal. */
export type WireOrigins = readonly (readonly [start: number, end: number, origin: string])[];

export interface WireReport {
  readonly model: string;
  readonly ret: number;
  readonly errno: string | null;
  readonly stacPairs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly userMemory: { readonly before: string; readonly after: string; readonly written: WireOrigins };
  readonly events: readonly WireEvent[];
  readonly warnings: readonly string[];
}

export interface WireEvent {
  readonly seq: number;
  readonly step: string;
  readonly text: string;
  /** The kernel function that does it, with the version that was read. */
  readonly source?: string;
  readonly user?: {
    readonly op: string;
    readonly offset: number;
    readonly length: number;
    /** Bytes that were accessed before the fault; all of them without one. */
    readonly done: number;
    readonly fault: boolean;
    /** Number of the STAC/CLAC window in which it happens. */
    readonly window: number;
  };
  /** What was stored to the caller's structure: by the event, and by another thread (`race`) just before it. */
  readonly stored?: readonly { readonly offset: number; readonly bytes: string; readonly origin: string }[];
  /** The kernel's copy after the event. `origins` leaves out what nobody wrote. */
  readonly kernel?: {
    readonly place: string;
    readonly size: number;
    readonly bytes: string;
    readonly origins: WireOrigins;
  };
  readonly errno?: string;
  readonly ret?: number;
  readonly warnings: readonly string[];
}

export function wireReport(report: DispatchReport): WireReport {
  const { model, outcome, stacPairs, bytesIn, bytesOut, before, after, written, events, warnings } = report;
  return {
    model,
    ret: outcome.ret,
    errno: outcome.errno ?? null,
    stacPairs,
    bytesIn,
    bytesOut,
    userMemory: { before: toHex(before), after: toHex(after), written: wireOrigins(written) },
    events: events.map((event, index) => wireEvent(event, storedBy(report, index), report.address)),
    warnings,
  };
}

/** The stores between the event before and this one. */
function storedBy(
  { events, stores, address, before }: DispatchReport,
  index: number,
): NonNullable<WireEvent['stored']> {
  const since = index === 0 ? 0 : events[index - 1].storeCount;
  return stores.slice(since, events[index].storeCount).flatMap((store) => {
    const inside = insideStructure(store, address, before.length);
    return inside === undefined ? [] : [inside];
  });
}

function insideStructure({ address, length, bytes, origin }: UserStore, structureAddress: number, size: number) {
  const start = Math.max(address, structureAddress);
  const end = Math.min(address + length, structureAddress + size);
  if (start >= end) return undefined;
  const part = bytes === undefined ? new Uint8Array(end - start) : bytes.subarray(start - address, end - address);
  return { offset: start - structureAddress, bytes: toHex(part), origin };
}

function wireEvent(
  { seq, step, text, source, user, kernel, errno, ret, warnings }: TraceEvent,
  stored: NonNullable<WireEvent['stored']>,
  structureAddress: number,
): WireEvent {
  return {
    seq,
    step,
    text,
    ...(source === undefined ? {} : { source }),
    ...(user === undefined
      ? {}
      : {
          user: {
            op: user.op,
            offset: user.address - structureAddress,
            length: user.length,
            done: user.done,
            fault: user.fault,
            window: user.window,
          },
        }),
    ...(stored.length === 0 ? {} : { stored }),
    ...(kernel === undefined
      ? {}
      : {
          kernel: {
            place: kernel.place,
            size: kernel.size,
            bytes: toHex(kernel.bytes),
            origins: wireOrigins(originsOf(kernel)),
          },
        }),
    ...(errno === undefined ? {} : { errno }),
    ...(ret === undefined ? {} : { ret }),
    warnings,
  };
}

function wireOrigins(
  runs: readonly { readonly start: number; readonly end: number; readonly origin: string }[],
): WireOrigins {
  return runs.map(({ start, end, origin }) => [start, end, origin] as const);
}
