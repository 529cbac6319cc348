import type { KernelBuffer } from './kernelBuffer.js';
import type { Outcome, Simulation } from './simulation.js';
import type { StepKind } from './trace.js';

/** The four fields of a command number, as its ABI's `_IOC_…` macros take it apart. */
export interface Command {
  readonly number: number;
  /** From user space's view: `w` passes data in, `r` gets data back. */
  readonly direction: 'none' | 'r' | 'w' | 'rw' | 'other';
  readonly type: number;
  readonly nr: number;
  readonly sizeBytes: number;
}

export type ParameterValue = number | boolean | string;

/** The state that the steps of a model hand on. */
export interface Call {
  /** What the user called; an ioctl without a number is a system call. */
  readonly command: Command;
  /** The number the kernel's table holds. */
  readonly tableCommand: Command;
  /** Size of the structure this kernel was built with, and up to its last required member. */
  readonly kernelSize: number;
  readonly minSize: number;
  /** The size the caller claims, once a step knows it. */
  userSize: number;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Judges the content of the kernel's copy; an outcome ends the call. */
  readonly checkContent?: (buffer: KernelBuffer, call: Call) => Outcome | undefined;
  /** What the handler returned, for the steps after it. */
  handled: Outcome | undefined;
  /** How many steps of the model were begun. */
  stepsBegun: number;
}

export interface ModelStep {
  readonly kind: StepKind;
  /** What the step does, in one sentence. */
  readonly text: string;
  /** Kernel file and function, with the version that was read. */
  readonly source: string;
  /** An outcome ends the call. */
  readonly run: (sim: Simulation, call: Call) => Outcome | undefined;
}

export interface ParameterSpec {
  readonly name: string;
  readonly value: ParameterValue;
  /** For text parameters: what may stand there. */
  readonly choices?: readonly string[];
  readonly text: string;
}

/** What a table of a model has for the value of a parameter; `otherwise` for a value that is none of its choices. */
export function chosen<T>(table: Readonly<Record<string, T>>, value: ParameterValue, otherwise: T): T {
  const name = String(value);
  return Object.hasOwn(table, name) ? table[name] : otherwise;
}

export interface ModelErrno {
  readonly errno: string;
  readonly reason: string;
}

/** One way of a kernel to take an argument: ordered steps, each of which may end the call. */
export interface DispatchModel {
  readonly id: string;
  readonly title: string;
  /** What it is, who uses it, what it promises: one paragraph. */
  readonly summary: string;
  readonly parameters: readonly ParameterSpec[];
  /** Where an errno of the model itself comes from. Handlers add their own. */
  readonly errnos: readonly ModelErrno[];
  readonly steps: (parameters: Readonly<Record<string, ParameterValue>>) => readonly ModelStep[];
}

/** Runs the steps in order until one of them ends the call. */
export function runSteps(sim: Simulation, call: Call, steps: readonly ModelStep[]): Outcome {
  for (const step of steps) {
    sim.source = step.source;
    call.stepsBegun++;
    const outcome = step.run(sim, call);
    if (outcome !== undefined) return outcome;
  }
  return call.handled ?? { ret: 0, retKind: 'zero' };
}

/** Takes a command number apart with the widths of most architectures (14 size bits, two direction bits). */
export function genericCommand(number: number): Command {
  const nr = number % 256;
  const type = Math.floor(number / 256) % 256;
  const sizeBytes = Math.floor(number / 65536) % 16384;
  const direction = (['none', 'w', 'r', 'rw'] as const)[Math.floor(number / 2 ** 30)];
  return { number, direction, type, nr, sizeBytes };
}

export function hexNumber(number: number): string {
  return `0x${number.toString(16).padStart(8, '0')}`;
}
