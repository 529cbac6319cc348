import type { BufferState } from './kernelBuffer.js';

/** What a step of a dispatcher does (the order of a model's steps is the model). */
export type StepKind =
  | 'FD_LOOKUP'
  | 'LSM'
  | 'PREHANDLED'
  | 'GATE'
  | 'NULL_CHECK'
  | 'MATCH'
  | 'SIZE_FETCH'
  | 'SIZE_CHECK'
  | 'ALLOC'
  | 'TAIL_SCAN'
  | 'ZERO_FILL'
  | 'COPY_IN'
  | 'CONTENT_CHECK'
  | 'PERM_CHECK'
  | 'ARRAY_IN'
  | 'HANDLER'
  | 'TAIL_CLEAR'
  | 'COPY_OUT'
  | 'ARRAY_OUT'
  | 'STATE'
  | 'ERRNO_MAP'
  | 'RETURN';

export type Warning =
  | 'double-fetch'
  | 'double-fetch-benign'
  | 'double-fetch-neutralised'
  | 'double-fetch-hazard'
  | 'leaked-uninit'
  | 'fd-before-copyout'
  | 'tail-dropped'
  | 'tail-kept-stale'
  | 'size-bits-lie'
  | 'copy-out-after-error'
  | 'results-lost'
  | 'array-misplaced'
  | 'forbidden-in-window'
  | 'unknown-command-succeeds'
  | 'use-after-free'
  | 'invariant-broken';

export type UserAccessKind = 'read' | 'write' | 'clear' | 'scan';

export interface UserAccess {
  readonly op: UserAccessKind;
  readonly address: number;
  readonly length: number;
  /** Bytes that were accessed before the fault; all of them without one. */
  readonly done: number;
  readonly fault: boolean;
  /** Number of the STAC/CLAC window in which it happens. */
  readonly window: number;
}

export interface TraceEvent {
  readonly seq: number;
  readonly step: StepKind;
  text: string;
  /** The kernel function that does it, with the version that was read. */
  readonly source: string | undefined;
  readonly user: UserAccess | undefined;
  kernel: BufferState | undefined;
  /** How many of `Simulation.stores` were done when it was over. */
  readonly storeCount: number;
  errno: string | undefined;
  ret: number | undefined;
  readonly warnings: Warning[];
}
