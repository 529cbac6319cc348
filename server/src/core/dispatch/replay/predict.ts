// Predicts one recorded call: chooses the model by the call, makes the memory, runs, and says what a caller would see.

import { genericCommand } from '../dispatchModel.js';
import type { DescriptorState, Machine, Request } from '../drivers/driver.js';
import { fileKind, isBadDescriptor } from '../drivers/files.js';
import { ImpossibleSize } from '../kernelBuffer.js';
import { simulateIoctl } from '../models/vfs.js';
import { type Outcome, Simulation } from '../simulation.js';
import { type ByteOrigin, joinStored, type MemoryRange, UserMemory, userSpaceEnd } from '../userMemory.js';
import { integer, memoryOf, type RecordedCall } from './recordedCall.js';
import { planSystemCall } from './systemCalls.js';

export interface Prediction {
  readonly errno: string | null;
  readonly retKind: Outcome['retKind'];
  readonly ret: number;
  /** Ranges of the structure that the call stores to, from its start. */
  readonly written: readonly (readonly [number, number, ByteOrigin])[];
  /** The accessible bytes after the call, as far as a model knows them. */
  readonly after: Uint8Array;
  readonly model: string;
}

export interface Unsupported {
  readonly missingFact: string;
  readonly model: string;
}

type Json = Readonly<Record<string, unknown>>;

export function predictCall(recorded: RecordedCall, machine: Machine): Prediction | Unsupported {
  try {
    return predict(recorded, machine);
  } catch (problem) {
    if (!(problem instanceof ImpossibleSize)) throw problem;
    return { missingFact: problem.message, model: 'unknown' };
  }
}

function predict(recorded: RecordedCall, machine: Machine): Prediction | Unsupported {
  if (recorded.layout.pointer === 'other') {
    return { missingFact: 'the memory of the argument', model: 'unknown' };
  }
  if (recorded.call.syscall === 'ioctl') return predictIoctl(recorded, machine);
  const plan = planSystemCall(recorded.call, machine);
  if (typeof plan === 'string') return { missingFact: plan, model: 'unknown' };
  const attempts = plan.kernelSizes.map((size) =>
    conclude(newSimulation(recorded, recorded.layout.value, []), recorded, plan.model, (sim) => plan.run(sim, size)),
  );
  const [first, ...others] = attempts;
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return same ? first : { missingFact: `ksize.${String(recorded.call.syscall)}`, model: plan.model };
}

function predictIoctl(recorded: RecordedCall, machine: Machine): Prediction | Unsupported {
  const { call } = recorded;
  const kindName = String(call.fd_kind ?? '');
  const isCompat = typeof call.abi === 'string' && /i386|x32|compat|ia32/.test(call.abi);
  const number = integer(call.cmd);
  if (number === undefined) return { missingFact: 'the number of the command', model: 'unknown' };
  const payload = payloadOf(call.attr);
  const argument = argumentOf(recorded, isCompat);
  const sim = newSimulation(recorded, argument, payload === undefined ? [] : [payload.range]);
  if (isBadDescriptor(kindName)) {
    return conclude(sim, recorded, 'vfs', (simulation) => {
      simulation.source = 'fs/ioctl.c ioctl() 7.2';
      return simulation.stop('FD_LOOKUP', 'EBADF', 'The descriptor is not open for this.');
    });
  }
  const kind = fileKind(kindName);
  if (kind === undefined) return { missingFact: `what a descriptor of kind '${kindName}' does`, model: 'unknown' };
  const request: Request = {
    command: genericCommand(Number(BigInt.asUintN(32, number))),
    argument: sim.arg,
    isCompat,
    state: stateOf(call.state, kindName),
    machine,
    ...(payload === undefined ? {} : { payload: payload.attribute }),
  };
  let model = 'vfs';
  return conclude(
    sim,
    recorded,
    () => model,
    (simulation) => {
      const result = simulateIoctl(simulation, request, kind);
      model = result.model;
      return result.outcome;
    },
  );
}

function argumentOf({ call, layout }: RecordedCall, isCompat: boolean): bigint {
  const given = layout.pointer === 'raw' ? layout.value : (integer(call.arg) ?? 0n);
  return BigInt.asUintN(isCompat ? 32 : 64, given);
}

function newSimulation({ layout }: RecordedCall, argument: bigint, more: readonly MemoryRange[]): Simulation {
  const { address, range } = memoryOf(layout);
  const isBuffer = layout.pointer === 'buffer';
  const memory = new UserMemory(isBuffer ? [range, ...more] : more);
  const literal = argument < BigInt(userSpaceEnd) ? Number(argument) : undefined;
  return new Simulation({ memory, arg: isBuffer ? address : literal });
}

function conclude(
  sim: Simulation,
  { layout: { faultBefore, accessible, before } }: RecordedCall,
  model: string | (() => string),
  run: (sim: Simulation) => Outcome,
): Prediction | Unsupported {
  const { outcome } = sim.finish(run(sim));
  const name = typeof model === 'string' ? model : model();
  if (outcome.missingFact !== undefined) return { missingFact: outcome.missingFact, model: name };
  return {
    errno: outcome.errno ?? null,
    retKind: outcome.retKind,
    ret: outcome.ret,
    written: writtenRanges(sim),
    after: sim.memory.read((sim.arg ?? 0) + faultBefore, Math.min(accessible, before.length)),
    model: name,
  };
}

/** Far from the argument: where a KVM attribute's payload lies. */
const payloadAddress = 0x2000_0000;

function writtenRanges(sim: Simulation): Prediction['written'] {
  const start = sim.arg;
  if (start === undefined) return [];
  return joinStored(sim.memory.stored, { start, end: Math.max(start, payloadAddress) }).map((range) => [
    range.start - start,
    range.end - start,
    range.origin,
  ]);
}

function payloadOf(attr: unknown): { range: MemoryRange; attribute: NonNullable<Request['payload']> } | undefined {
  if (typeof attr !== 'object' || attr === null) return undefined;
  const { group, attr: number, payload, payload_accessible: accessible, payload_before_fill: fill } = attr as Json;
  const isNull = payload !== 'buffer';
  const length = isNull ? 0 : Number(integer(accessible) ?? 0n);
  return {
    range: {
      name: 'payload',
      address: payloadAddress,
      length,
      permission: 'rw',
      fill: Number(integer(fill) ?? 0n),
    },
    attribute: {
      group: Number(integer(group) ?? 0n),
      attribute: Number(integer(number) ?? 0n),
      address: isNull ? 0 : payloadAddress,
    },
  };
}

function stateOf(state: unknown, kindName: string): DescriptorState {
  const given = typeof state === 'object' && state !== null ? (state as Json) : {};
  const attached =
    typeof given.attached === 'boolean' ? given.attached : /unattached/.test(kindName) ? false : undefined;
  return {
    ...(given.sameMm === false ? { sameMm: false } : {}),
    ...(attached === undefined ? {} : { attached }),
  };
}
