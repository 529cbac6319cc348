// What a kernel does with the commands of one kind of descriptor, as data: the tables of `drivers/` hold, for each
// command, the accesses to user memory and the tests between them, in order. They are what Linux 6.18 on x86-64 does;
// sizes that depend on the kernel's build come from the facts of the machine.

import { readUnsigned, readUnsigned32 } from '../bytes.js';
import { type Call, type Command, type DispatchModel, genericCommand, runSteps } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { failure, missing, type Outcome, type Simulation, value, zero } from '../simulation.js';
import type { StepKind } from '../trace.js';
import { copyFromUser, copyToUser, getUser, getUser64, putUser } from '../uaccess.js';

/** What is known of the machine, and of the state of the descriptor. */
export interface Machine {
  /** Size of a structure this kernel was built with, by the name of its call or command. */
  readonly kernelSizes: ReadonlyMap<string, number>;
  readonly landlockAbi?: number;
  /** Loop devices exist and are not bound: `loop0` to `loopN`. */
  readonly loopDevices?: number;
  readonly blockIntegrity?: boolean;
  readonly kvm?: KvmFacts;
  /** A mount id that exists. */
  readonly mountId?: bigint;
  readonly callerIsRoot?: boolean;
}

export interface KvmFacts {
  readonly msrIndexList?: number;
  readonly msrFeatureIndexList?: number;
  readonly readableMsrs: ReadonlySet<number>;
  readonly unknownMsrs: ReadonlySet<number>;
  readonly vcpuMmapSize?: number;
  readonly apiVersion?: number;
  readonly extensions: ReadonlyMap<number, number>;
  readonly vfioDeviceType?: number;
  readonly systemAttributes: readonly (readonly [number, number])[];
  readonly vcpuAttributes: readonly (readonly [number, number])[];
  readonly vfioAttributes: readonly (readonly [number, number])[];
  /** The CPUID list has more entries than this. */
  readonly cpuidEntriesAbove?: number;
}

export interface DescriptorState {
  readonly sameMm?: boolean;
  readonly attached?: boolean;
}

/** One ioctl call on a descriptor. */
export interface Request {
  readonly command: Command;
  /** The argument as a number, for commands that take one; `undefined` for a kernel address. */
  readonly argument: number | undefined;
  readonly isCompat: boolean;
  readonly state: DescriptorState;
  readonly machine: Machine;
  /** KVM attributes: where the payload is, in place of the argument's own bytes. */
  readonly payload?: { readonly group: number; readonly attribute: number; readonly address: number };
}

export type Action = (sim: Simulation, request: Request) => Outcome | undefined;
/** An action that ends the call, whatever it finds. */
export type Ending = (sim: Simulation, request: Request) => Outcome;

export interface DriverCommand {
  readonly name: string;
  readonly number: number;
  /** The model that the command is an example of. */
  readonly model: string;
  readonly source: string;
  readonly actions: readonly Action[];
}

export interface Driver {
  readonly source: string;
  /** Tests before the number is looked at. */
  readonly gate?: Action;
  readonly commands: readonly DriverCommand[];
  /** Where no number is equal: the `default:` branch. */
  readonly fallback: Ending;
  /** The way of a 32-bit caller: none, the same function, or one of its own. */
  readonly compat: 'none' | 'same' | Driver;
}

export function driverCommand(
  name: string,
  number: number,
  source: string,
  actions: readonly Action[],
  model = 'switch',
): DriverCommand {
  return { name, number, model, source, actions };
}

/** Runs actions in order; the first outcome ends the call, and none of them is a plain 0. */
export function runActions(sim: Simulation, request: Request, actions: readonly Action[]): Outcome {
  for (const action of actions) {
    const outcome = action(sim, request);
    if (outcome !== undefined) return outcome;
  }
  return zero;
}

export function runDriver(sim: Simulation, request: Request, driver: Driver): { outcome: Outcome; model: string } {
  sim.source = driver.source;
  const refused = driver.gate?.(sim, request);
  if (refused !== undefined) return { outcome: refused, model: 'switch' };
  const command = driver.commands.find(({ number }) => number === request.command.number);
  if (command === undefined) return { outcome: driver.fallback(sim, request), model: 'switch' };
  sim.source = command.source;
  sim.say('MATCH', `${command.name}: all 32 bits of the number agree.`);
  return { outcome: runActions(sim, request, command.actions), model: command.model };
}

/** Ends the call. */
export const gives =
  (outcome: Outcome): Ending =>
  () =>
    outcome;

export const fails =
  (errno: string, why: string, step: StepKind = 'STATE'): Ending =>
  (sim) =>
    sim.stop(step, errno, why);

export const unknownCommand = (errno: string): Ending => fails(errno, 'The command is unknown here.', 'MATCH');

export const depends =
  (fact: string): Ending =>
  () =>
    missing(fact);

export type ContentCheck = (buffer: KernelBuffer, sim: Simulation, request: Request) => Outcome | undefined;

/** get_user() and a test of the value. */
export const gets =
  (width: 1 | 2 | 4, check?: (value: number, sim: Simulation, request: Request) => Outcome | undefined): Action =>
  (sim, request) => {
    const word = getUser(sim, sim.arg, width, { step: 'COPY_IN', what: 'The argument' });
    return word === undefined ? sim.fail() : noted(sim, check?.(word, sim, request));
  };

export const gets64 =
  (check?: (value: bigint, sim: Simulation) => Outcome | undefined): Action =>
  (sim) => {
    const word = getUser64(sim, sim.arg, { step: 'COPY_IN', what: 'The argument' });
    return word === undefined ? sim.fail() : noted(sim, check?.(word, sim));
  };

/** copy_from_user() of so many bytes, and a test of the content. */
export const copiesIn =
  (length: number, check?: ContentCheck): Action =>
  (sim, request) => {
    const buffer = new KernelBuffer('stack', length);
    sim.buffer = buffer;
    if (!copyFromUser(sim, buffer, 0, sim.arg, length, { step: 'COPY_IN', what: 'The argument' })) return sim.fail();
    return noted(sim, check?.(buffer, sim, request));
  };

/** put_user() of a value that only the handler knows, or of the kernel's 0. */
export const puts =
  (width: 1 | 2 | 4 | 8, origin: 'handler' | 'kernel' = 'handler'): Action =>
  (sim) => {
    const purpose = { step: 'COPY_OUT', what: 'The result' } as const;
    return putUser(sim, sim.arg, new Uint8Array(width), origin, purpose) ? undefined : sim.fail();
  };

/** copy_to_user() of a structure that the handler filled. */
export const copiesOut =
  (length: number): Action =>
  (sim) => {
    const buffer = sim.buffer ?? handlerBuffer(length);
    return copyToUser(sim, sim.arg, buffer, 0, length, { step: 'COPY_OUT', what: 'The result' })
      ? undefined
      : sim.fail();
  };

export function handlerBuffer(length: number): KernelBuffer {
  const buffer = new KernelBuffer('stack', length);
  buffer.zero(0, length);
  buffer.mark(0, length, 'handler');
  return buffer;
}

/** A test of the argument as a number. */
export const whenArgument =
  (holds: (argument: number) => boolean, action: Action): Action =>
  (sim, request) =>
    holds(request.argument ?? Number.MAX_SAFE_INTEGER) ? action(sim, request) : undefined;

export const isNull = (argument: number): boolean => argument === 0;

/** Runs a model of `models/` on a command of the driver. */
export function runModel(
  sim: Simulation,
  request: { readonly command: Command },
  model: DispatchModel,
  sizes: { readonly kernelSize: number; readonly minSize: number },
  options: {
    readonly table?: number;
    readonly parameters?: Call['parameters'];
    readonly checkContent?: Call['checkContent'];
    readonly userSize?: number;
  },
): Outcome {
  const parameters = { ...defaults(model), ...options.parameters };
  const call: Call = {
    command: request.command,
    tableCommand: options.table === undefined ? request.command : genericCommand(options.table),
    ...sizes,
    userSize: options.userSize ?? 0,
    parameters,
    ...(options.checkContent === undefined ? {} : { checkContent: options.checkContent }),
    handled: undefined,
    stepsBegun: 0,
  };
  return runSteps(sim, call, model.steps(parameters));
}

export function defaults(model: DispatchModel): Call['parameters'] {
  return Object.fromEntries(model.parameters.map(({ name, value: given }) => [name, given]));
}

/** Notes the errno of a content check in the trace. */
export function noted(sim: Simulation, outcome: Outcome | undefined): Outcome | undefined {
  if (outcome?.errno === undefined) return outcome;
  return sim.stop('CONTENT_CHECK', outcome.errno, `The content is refused with ${outcome.errno}.`);
}

export const u16 = (buffer: KernelBuffer, offset: number): number => readUnsigned32(buffer.bytes, offset, 2, true);
export const u32 = (buffer: KernelBuffer, offset: number): number => readUnsigned32(buffer.bytes, offset, 4, true);
export const u64 = (buffer: KernelBuffer, offset: number): bigint => readUnsigned(buffer.bytes, offset, 8, true);
export const s32 = (number: number): number => (number >= 2 ** 31 ? number - 2 ** 32 : number);
export const s64 = (buffer: KernelBuffer, offset: number): bigint => BigInt.asIntN(64, u64(buffer, offset));

/** A descriptor that the caller passes by number: the three standard ones are open, large ones are not. */
export function descriptor(fd: number): 'open' | 'closed' | 'unknown' {
  const signed = s32(fd);
  if (signed < 0 || signed >= 1024) return 'closed';
  return signed <= 2 ? 'open' : 'unknown';
}

export { failure, missing, value, zero };
