// One simulated call as the view knows it: what the server answered, read once and checked, so that no other file looks
// at the wire. All offsets and sizes are bytes.

/** Who produced a byte. `race` is the other thread; the rest is what the server calls them. */
export type Origin = 'user' | 'zero' | 'kernel' | 'handler' | 'uninit' | 'race';

/** Bytes `start..end` of one origin. */
export interface OriginRun {
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
}

export interface Access {
  readonly op: 'read' | 'write' | 'clear' | 'scan';
  readonly offset: number;
  readonly length: number;
  /** Bytes that were moved before the fault; all of them without one. */
  readonly done: number;
  readonly fault: boolean;
  /** Number of the STAC/CLAC window in which it happens. */
  readonly window: number;
}

export interface KernelState {
  readonly place: string;
  readonly bytes: Uint8Array;
  readonly origins: readonly OriginRun[];
}

/** Bytes that a step, or the other thread just before it, stored to the caller's memory. */
export interface Stored {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly origin: Origin;
}

export interface Warning {
  readonly id: string;
  readonly text: string;
}

export interface RunEvent {
  readonly seq: number;
  readonly step: string;
  readonly text: string;
  readonly source: string | undefined;
  readonly access: Access | undefined;
  readonly kernel: KernelState | undefined;
  readonly stored: readonly Stored[];
  readonly errno: string | undefined;
  readonly warnings: readonly Warning[];
}

/** A step of the model that the call did not come to. */
export interface Unreached {
  readonly step: string;
  readonly text: string;
}

export interface Run {
  readonly model: string;
  readonly ret: number;
  readonly errno: string | undefined;
  /** Why the errno, in the words of the model. */
  readonly reason: string | undefined;
  readonly number: number | undefined;
  readonly callerSize: number;
  readonly kernelSize: number;
  readonly stacPairs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly written: readonly OriginRun[];
  readonly events: readonly RunEvent[];
  readonly unreached: readonly Unreached[];
  readonly warnings: readonly Warning[];
}

export interface MatrixCell {
  readonly caller: string;
  readonly kernel: string;
  readonly outcome: string;
  /** `always`, or the condition under which it is so. */
  readonly when: string;
}
