// One ioctl of a header, or a system call with such a structure, under one model: the caller's bytes in memory, the
// number and the size word as the caller's header makes them, and the report of what happened.

import { decodeIoctlNumber, encodeIoctlNumber, type IoctlFields } from '../ioctl/ioctlNumber.js';
import type { Abi } from '../target/abi.js';
import { integerBytes } from './bytes.js';
import {
  type Call,
  type Command,
  type DispatchModel,
  type ModelStep,
  type ParameterValue,
  runSteps,
} from './dispatchModel.js';
import { ImpossibleSize } from './kernelBuffer.js';
import { type HandlerEffect, type Mutation, type Outcome, Simulation, type UserStore } from './simulation.js';
import type { TraceEvent, Warning } from './trace.js';
import { type MemoryRange, type StoredRange, UserMemory } from './userMemory.js';

export interface DispatchRequest {
  readonly model: DispatchModel;
  readonly abi: Abi;
  /** Type, number and direction; the size bits are made from the sizes below. */
  readonly command: { readonly direction: 'none' | 'r' | 'w' | 'rw'; readonly type: number; readonly nr: number };
  /** The number itself, where the caller passes another one than its header makes. */
  readonly number?: number;
  readonly callerSize: number;
  readonly kernelSize: number;
  readonly minSize: number;
  /** The caller's structure; shorter than `callerSize` is filled up with zeros. */
  readonly bytes: Uint8Array;
  /** The size word is written into `bytes` by the caller's header, unless the bytes were given. */
  readonly fillsSizeWord: boolean;
  /** First byte that faults, and whether the rest is read-only. */
  readonly faultAt?: number;
  readonly isReadonly?: boolean;
  /** What the handler does. */
  readonly handler?: HandlerEffect;
  readonly mutations?: readonly Mutation[];
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

export interface DispatchReport {
  readonly model: string;
  readonly outcome: Outcome;
  readonly command: Command;
  readonly events: readonly TraceEvent[];
  /** What was stored to user memory, in the order in which it happened; events count them. */
  readonly stores: readonly UserStore[];
  /** Steps of the model that the call did not come to. */
  readonly unreached: readonly ModelStep[];
  readonly warnings: readonly Warning[];
  readonly stacPairs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly written: readonly StoredRange[];
  readonly callerSize: number;
  readonly kernelSize: number;
  /** Address of the structure: offsets of events are counted from it. */
  readonly address: number;
}

/** Where the caller's size stands: in the number, in an argument of the call, in a word of the structure, or nowhere. */
export type SizePlace = 'command' | 'argument' | { readonly wordAt: number } | 'none';

const inCommand: ReadonlySet<string> = new Set([
  'switch',
  'kivity',
  'kivity-extensible',
  'kivity-begin-end',
  'ioc-size-extensible',
  'ioc-key',
  'must-be-zero',
  'drm',
  'v4l2',
]);

export function sizePlace(model: string, parameters: Readonly<Record<string, ParameterValue>>): SizePlace {
  if (inCommand.has(model)) return 'command';
  switch (model) {
    case 'size-argument':
    case 'check-tail-copy-min':
      return 'argument';
    case 'fwctl':
    case 'iommufd':
    case 'liveupdate':
    case 'vfio-argsz':
      return { wordAt: 0 };
    case 'size-in-struct':
      return { wordAt: parameters.variant === 'perf_event_open' ? 4 : 0 };
    case 'header-then-memdup':
      return { wordAt: parameters.variant === 'device-mapper' ? 12 : 8 };
    default:
      return 'none';
  }
}

function outcomeOf(sim: Simulation, call: Call, steps: ReturnType<DispatchModel['steps']>): Outcome {
  try {
    return runSteps(sim, call, steps);
  } catch (problem) {
    if (!(problem instanceof ImpossibleSize)) throw problem;
    return sim.stop('ALLOC', 'ENOMEM', `The kernel needs ${problem.message}.`);
  }
}

/** A page boundary below 2^47 and above 4 GiB, as a stack or heap object has it. */
const baseAddress = 0x7f00_0000_0000;

export function simulateCall(request: DispatchRequest): DispatchReport {
  const { model, callerSize, kernelSize, minSize } = request;
  const defaults = parameterDefaults(model);
  const parameters = request.parameters === undefined ? defaults : { ...defaults, ...request.parameters };
  const place = sizePlace(model.id, parameters);
  const before = callerBytes(request, place);
  const sim = new Simulation({
    memory: new UserMemory([argumentRange(request, before)]),
    arg: baseAddress,
    littleEndian: request.abi.endian === 'little',
    wordBytes: request.abi.scalars.pointer.sizeBytes === 4 ? 4 : 8,
    handler: request.handler,
    mutations: request.mutations,
  });
  const call: Call = {
    command: commandOf(request, place, callerSize, request.number),
    tableCommand: commandOf(request, place, kernelSize),
    kernelSize,
    minSize,
    userSize: callerSize,
    parameters,
    handled: undefined,
    stepsBegun: 0,
  };
  const steps = model.steps(parameters);
  const outcome = outcomeOf(sim, call, steps);
  const result = sim.finish(outcome);
  const readable = Math.min(sim.memory.readableBytes(baseAddress, callerSize), before.length);
  const after = readable === before.length ? sim.memory.read(baseAddress, readable) : before.slice();
  if (readable < before.length) sim.memory.readInto(baseAddress, after, 0, readable);
  return {
    model: model.id,
    outcome,
    command: call.command,
    events: result.events,
    stores: sim.stores,
    unreached: steps.slice(call.stepsBegun),
    warnings: result.warnings,
    stacPairs: result.stacPairs,
    bytesIn: result.bytesIn,
    bytesOut: result.bytesOut,
    before,
    after,
    written: sim.memory.stored.length === 0 ? [] : sim.storedFrom(baseAddress, 2 ** 33),
    callerSize,
    kernelSize,
    address: baseAddress,
  };
}

const defaultsOfModel = new WeakMap<DispatchModel, Readonly<Record<string, ParameterValue>>>();

export function parameterDefaults(model: DispatchModel): Readonly<Record<string, ParameterValue>> {
  const known = defaultsOfModel.get(model);
  if (known !== undefined) return known;
  const made = Object.fromEntries(model.parameters.map(({ name, value }) => [name, value]));
  defaultsOfModel.set(model, made);
  return made;
}

/** The most bytes of a caller's structure that are held one by one; behind them a hostile size is zeros. */
const heldBytes = 1 << 20;

function callerBytes({ bytes, callerSize, fillsSizeWord, abi }: DispatchRequest, place: SizePlace): Uint8Array {
  const all = new Uint8Array(Math.min(callerSize, heldBytes));
  all.set(bytes.length > all.length ? bytes.subarray(0, all.length) : bytes);
  if (!fillsSizeWord || typeof place === 'string' || place.wordAt + 4 > all.length) return all;
  all.set(integerBytes(BigInt(callerSize), 4, abi.endian === 'little'), place.wordAt);
  return all;
}

function argumentRange({ callerSize, faultAt, isReadonly }: DispatchRequest, bytes: Uint8Array): MemoryRange {
  const length = Math.max(0, Math.min(faultAt ?? callerSize, callerSize));
  // Memory goes on behind the structure, up to the fault if there is one: other objects of the program.
  const beyond = faultAt === undefined ? 4096 : Math.max(0, faultAt - callerSize);
  return {
    name: 'arg',
    address: baseAddress,
    length: length + beyond,
    permission: isReadonly === true ? 'ro' : 'rw',
    bytes,
    fill: 0,
  };
}

/**
 * The number that a header with a structure of this size makes. Where the size stands in the structure or in an argument
 * the style has no size bits, and every size is the same command.
 */
function commandOf({ command, abi }: DispatchRequest, place: SizePlace, size: number, given?: number): Command {
  if (given !== undefined) return { ...decoded(given, abi), number: given };
  const isSized = typeof place === 'string' && place !== 'argument' && command.direction !== 'none';
  const direction: EncodableFields['direction'] = isSized ? command.direction : 'none';
  const fields: EncodableFields = { direction, type: command.type, nr: command.nr, sizeBytes: isSized ? size : 0 };
  const number = numberOf(fields, abi);
  // A size that does not fit its field runs over into the others, as the macro lets it.
  if (size > largestSizeField) return { ...decoded(number, abi), number };
  return { direction, type: command.type, nr: command.nr, sizeBytes: fields.sizeBytes, number };
}

/** The smallest size field of any ABI has 13 bits. */
const largestSizeField = 8191;

type EncodableFields = IoctlFields & { readonly direction: 'none' | 'r' | 'w' | 'rw' };

interface CachedNumber {
  readonly fields: EncodableFields;
  readonly number: number;
}

const lastNumbers = new WeakMap<Abi, CachedNumber>();

/** Many calls in a row have the same number. */
function numberOf(fields: EncodableFields, abi: Abi): number {
  const cached = lastNumbers.get(abi);
  if (cached !== undefined && sameFields(cached.fields, fields)) return cached.number;
  const number = Number(encodeIoctlNumber(fields, abi.ioctl));
  lastNumbers.set(abi, { fields, number });
  return number;
}

function sameFields(a: EncodableFields, b: EncodableFields): boolean {
  return a.nr === b.nr && a.type === b.type && a.sizeBytes === b.sizeBytes && a.direction === b.direction;
}

function decoded(number: number, abi: Abi): Omit<Command, 'number'> {
  const { direction, type, nr, sizeBytes } = decodeIoctlNumber(BigInt(number), abi.ioctl);
  return {
    direction: direction.startsWith('raw') ? 'other' : (direction as Command['direction']),
    type,
    nr,
    sizeBytes,
  };
}
