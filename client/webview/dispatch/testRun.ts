/** Runs for tests, written as short as they can be. */
import { parseHex } from './callerBytes.js';
import type { Access, KernelState, OriginRun, Run, RunEvent, Stored } from './run.js';

export const bytesOf = (hex: string): Uint8Array => parseHex(hex) as Uint8Array;

export function access(op: Access['op'], offset: number, length: number, window: number, done = length): Access {
  return { op, offset, length, done, fault: done < length, window };
}

export function kernel(hex: string, ...origins: readonly OriginRun[]): KernelState {
  return { place: 'stack', bytes: bytesOf(hex), origins };
}

export function event(step: string, parts: Partial<RunEvent> = {}): RunEvent {
  return {
    seq: 0,
    step,
    text: `${step} happens.`,
    source: undefined,
    access: undefined,
    kernel: undefined,
    stored: [] as readonly Stored[],
    errno: undefined,
    warnings: [],
    ...parts,
  };
}

export function run(parts: Partial<Run> = {}): Run {
  const before = parts.before ?? bytesOf('0000000000000000');
  return {
    model: 'fwctl',
    ret: 0,
    errno: undefined,
    reason: undefined,
    number: 0x50e0,
    callerSize: before.length,
    kernelSize: 8,
    stacPairs: 0,
    bytesIn: 0,
    bytesOut: 0,
    before,
    after: before,
    written: [],
    events: [],
    unreached: [],
    warnings: [],
    ...parts,
  };
}
