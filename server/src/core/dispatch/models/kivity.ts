// dispatch_ioctl(), as proposed by Avi Kivity in 2008 and never merged. The patches themselves are lost but for their
// description and the conversion of KVM; what no text says is a parameter of the model.

import { type Call, type DispatchModel, hexNumber, type ModelStep, type ParameterSpec } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import type { Outcome, Simulation } from '../simulation.js';
import { plus } from '../structCopy.js';
import { clearUser, copyFromUser, copyToUser } from '../uaccess.js';
import { runHandler } from './commonSteps.js';
import { differingFields } from './match.js';

const seed = 'A. Kivity, "[PATCH] ioctl: generic ioctl dispatcher", linux-kernel 2008';
const inferred = `${seed}; this step is inferred`;

export const stackLimit: ParameterSpec = {
  name: 'stack-limit',
  value: 128,
  text: 'IOCTL_STACK_BUF, whose value is not known: larger buffers come from kmalloc',
};
export const zeroing: ParameterSpec = {
  name: 'zero-read-only',
  value: true,
  text: 'a buffer that is not copied in is zeroed (not known; without it old stack bytes reach the caller)',
};
const copyOnError: ParameterSpec = {
  name: 'copy-out-on-error',
  value: false,
  text: 'the buffer goes back although the handler failed (not known)',
};
const clearTail: ParameterSpec = {
  name: 'clear-user-tail',
  value: true,
  text: 'bytes of a longer structure of the caller are zeroed (the text says that mismatches are zeroed)',
};
export const kvmConversion: ParameterSpec = {
  name: 'kvm-array',
  value: false,
  text: 'the handler uses an array behind the structure, as the KVM conversion of patch 3 does',
};

export const kivity: DispatchModel = {
  id: 'kivity',
  title: 'dispatch_ioctl(), 2008',
  summary:
    'A table of numbers and handlers; the dispatcher copies as much as the size bits say, in and out as the direction ' +
    'says, and the handler never sees a user pointer. Matched by all 32 bits: a structure that grew needs a new entry.',
  parameters: [stackLimit, zeroing, copyOnError, kvmConversion],
  errnos: [
    { errno: 'ENOTTY', reason: 'no entry of the table has this number, and there is no fallback' },
    { errno: 'ENOMEM', reason: 'no memory for a buffer above the stack limit' },
    { errno: 'EFAULT', reason: 'the structure cannot be read or written' },
  ],
  steps: () => [
    {
      kind: 'MATCH',
      text: 'The first entry whose number agrees in all 32 bits; without one -ENOTTY.',
      source: seed,
      run(sim, call) {
        call.userSize = call.command.sizeBytes;
        if (call.command.number === call.tableCommand.number) return undefined;
        return sim.stop(
          'MATCH',
          'ENOTTY',
          `${hexNumber(call.command.number)} is in no entry: ${differingFields(call)}.`,
        );
      },
    },
    bufferStep((call) => call.userSize),
    copyInStep((call) => call.userSize),
    handlerStep,
    copyOutStep((call) => call.userSize),
  ],
};

export const kivityExtensible: DispatchModel = {
  id: 'kivity-extensible',
  title: 'dispatch_ioctl_extensible(), 2008',
  summary:
    'The same, matched by type and number alone: size and direction may differ. A shorter structure is filled up with ' +
    'zeros, a longer one is cut off without looking at it: what a newer caller put there is dropped in silence, where ' +
    'copy_struct_from_user() would say E2BIG.',
  parameters: [stackLimit, zeroing, copyOnError, clearTail, kvmConversion],
  errnos: [
    { errno: 'ENOTTY', reason: 'no entry of the table has this type and number' },
    { errno: 'ENOMEM', reason: 'no memory for a buffer above the stack limit' },
    { errno: 'EFAULT', reason: 'the structure cannot be read or written' },
  ],
  steps: () => [
    {
      kind: 'MATCH',
      text: 'The first entry with the type and the number; size and direction are not compared.',
      source: seed,
      run(sim, call) {
        const { command, tableCommand } = call;
        call.userSize = command.sizeBytes;
        if (command.type !== tableCommand.type || command.nr !== tableCommand.nr) {
          return sim.stop('MATCH', 'ENOTTY', `${hexNumber(command.number)} is in no entry: ${differingFields(call)}.`);
        }
        sim.say(
          'MATCH',
          `Type and number agree; the caller has ${command.sizeBytes} bytes, the kernel ${call.kernelSize}.`,
        );
        return undefined;
      },
    },
    bufferStep((call) => call.kernelSize),
    copyInStep((call) => Math.min(call.userSize, call.kernelSize)),
    handlerStep,
    copyOutStep((call) => Math.min(call.userSize, call.kernelSize)),
    {
      kind: 'TAIL_CLEAR',
      text: 'The tail of a longer structure of the caller is zeroed (inferred; parameter clear-user-tail).',
      source: inferred,
      run(sim, { command, userSize, kernelSize, parameters }) {
        if (userSize <= kernelSize || !givesBack(command.direction)) return undefined;
        if (parameters['clear-user-tail'] === false) {
          sim.warn('tail-kept-stale');
          return undefined;
        }
        const tail = { step: 'TAIL_CLEAR', what: 'Bytes this kernel does not know' } as const;
        return clearUser(sim, plus(sim.arg, kernelSize), userSize - kernelSize, tail) ? undefined : sim.fail();
      },
    },
  ],
};

export const passesIn = (direction: string): boolean => direction === 'w' || direction === 'rw';
export const givesBack = (direction: string): boolean => direction === 'r' || direction === 'rw';

export function bufferStep(size: (call: Call) => number): ModelStep {
  return {
    kind: 'ALLOC',
    text: 'A buffer on the stack up to IOCTL_STACK_BUF, else from kmalloc.',
    source: inferred,
    run(sim, call) {
      const bytes = size(call);
      const place = bytes <= Number(call.parameters['stack-limit']) ? 'stack' : 'heap';
      sim.buffer = new KernelBuffer(place, bytes);
      if (!passesIn(call.command.direction) && call.parameters['zero-read-only'] !== false) sim.buffer.zero(0, bytes);
      sim.say('ALLOC', `A buffer of ${bytes} bytes on the ${place}.`);
      return undefined;
    },
  };
}

export function copyInStep(size: (call: Call) => number): ModelStep {
  return {
    kind: 'COPY_IN',
    text: 'Copied in where the direction has _IOC_WRITE; what the caller did not send is zero.',
    source: seed,
    run(sim, call) {
      const buffer = sim.buffer!;
      if (!passesIn(call.command.direction)) return undefined;
      const length = size(call);
      if (!copyFromUser(sim, buffer, 0, sim.arg, length, { step: 'COPY_IN', what: 'The structure' })) return sim.fail();
      if (length < buffer.size) {
        buffer.zero(length, buffer.size);
        sim.say(
          'ZERO_FILL',
          `Bytes ${length}..${buffer.size} of the kernel's copy are zero: the caller's structure is older.`,
        );
      }
      dropTail(sim, call, length);
      return undefined;
    },
  };
}

/** What a newer caller sent beyond the copy is not looked at; the simulation is. */
export function dropTail(sim: Simulation, { userSize }: Call, length: number): void {
  if (sim.arg === undefined || userSize <= length) return;
  const start = sim.arg + length;
  const readable = sim.memory.readableBytes(start, userSize - length);
  if (sim.memory.firstNonZero(start, start + readable) === undefined) return;
  sim.warn(
    'tail-dropped',
    sim.say('COPY_IN', `Bytes ${length}..${userSize} of the caller are not zero, and nobody reads them.`),
  );
}

export const handlerStep: ModelStep = {
  kind: 'HANDLER',
  text: 'The handler gets the number that the user passed, the raw argument and the kernel buffer.',
  source: `${seed}, patch 3 (KVM)`,
  run(sim, call) {
    if (call.parameters['kvm-array'] === true) {
      const header = call.command.sizeBytes;
      sim.warn(
        'array-misplaced',
        sim.say(
          'HANDLER',
          `The handler looks for the array at ${header * 2}: argl + _IOC_SIZE, and then the offset of the member again. Callers put it at ${header}.`,
        ),
      );
      sim.warn(
        'results-lost',
        sim.say('HANDLER', `The results in the array never reach the caller: only ${header} bytes go back.`),
      );
    }
    call.handled = runHandler(sim);
    return undefined;
  },
};

export function copyOutStep(size: (call: Call) => number): ModelStep {
  return {
    kind: 'COPY_OUT',
    text: 'Copied out where the direction has _IOC_READ and the handler did not fail (inferred).',
    source: inferred,
    run(sim, call): Outcome | undefined {
      const failed = call.handled?.errno !== undefined;
      if (failed && call.parameters['copy-out-on-error'] !== true) return call.handled;
      if (!givesBack(call.command.direction)) return failed ? call.handled : undefined;
      const result = { step: 'COPY_OUT', what: 'The result' } as const;
      const copied = copyToUser(sim, sim.arg, sim.buffer!, 0, size(call), result);
      if (failed) sim.warn('copy-out-after-error');
      if (copied) return failed ? call.handled : undefined;
      if (sim.handler.newFd === true) sim.warn('fd-before-copyout');
      return sim.fail();
    },
  };
}
