// Steps that several models share. Each model gives them the kernel function that takes them there.

import type { Call, ModelStep } from '../dispatchModel.js';
import { type BufferPlace, KernelBuffer, largestBuffer } from '../kernelBuffer.js';
import { failure, handlerValue, newFd, type Outcome, type Simulation, value } from '../simulation.js';
import { copyStructFromUser, plus } from '../structCopy.js';
import type { StepKind } from '../trace.js';
import { getUser } from '../uaccess.js';

/** Ends the call where the size is below a limit. */
export function sizeAtLeast(limit: (call: Call) => number, errno: string, source: string): ModelStep {
  return {
    kind: 'SIZE_CHECK',
    text: `A size below the smallest version is ${errno}.`,
    source,
    run(sim, call) {
      const least = limit(call);
      if (call.userSize >= least) return undefined;
      return sim.stop('SIZE_CHECK', errno, `Size ${call.userSize} is below ${least}, the smallest version there is.`);
    },
  };
}

/** Ends the call where the size is above a limit. */
export function sizeAtMost(limit: (call: Call) => number, errno: string, source: string): ModelStep {
  return {
    kind: 'SIZE_CHECK',
    text: `A size above the limit is ${errno}.`,
    source,
    run(sim, call) {
      const most = limit(call);
      if (call.userSize <= most) return undefined;
      return sim.stop('SIZE_CHECK', errno, `Size ${call.userSize} is above ${most}, the most this call reads.`);
    },
  };
}

/** Reads the size word of the structure. */
export function fetchSize(offset: (call: Call) => number, source: string): ModelStep {
  return {
    kind: 'SIZE_FETCH',
    text: 'The size word of the structure is read by get_user(); a fault is EFAULT.',
    source,
    run(sim, call) {
      const size = getUser(sim, plus(sim.arg, offset(call)), 4, { step: 'SIZE_FETCH', what: 'The size word' });
      if (size === undefined) return sim.fail();
      call.userSize = size;
      return undefined;
    },
  };
}

/** Makes the kernel's buffer: uninitialised until somebody writes it. */
export function allocate(size: (call: Call) => number, place: (call: Call) => BufferPlace, source: string): ModelStep {
  return {
    kind: 'ALLOC',
    text: "The buffer for the kernel's copy.",
    source,
    run(sim, call) {
      const bytes = size(call);
      if (bytes > largestBuffer) return sim.stop('ALLOC', 'ENOMEM', `A buffer of ${bytes} bytes is not to be had.`);
      const where = place(call);
      sim.buffer = new KernelBuffer(where, bytes);
      sim.say('ALLOC', `A buffer of ${bytes} bytes on the ${where}.`);
      return undefined;
    },
  };
}

/** copy_struct_from_user() into a buffer of the kernel's size. */
export function copyStructIn(source: string): ModelStep {
  return {
    kind: 'COPY_IN',
    text: 'copy_struct_from_user(): a longer tail must be zero (E2BIG), a shorter structure is filled up with zeros.',
    source,
    run(sim, call) {
      sim.buffer ??= new KernelBuffer('stack', call.kernelSize);
      const errno = copyStructFromUser(sim, sim.buffer, call.kernelSize, sim.arg, call.userSize);
      return errno === undefined ? undefined : sim.fail(errno);
    },
  };
}

/** The content check, and then the handler, on the kernel's copy. */
export function handle(source: string): ModelStep {
  return {
    kind: 'HANDLER',
    text: "The handler works on the kernel's copy.",
    source,
    run(sim, call) {
      const refused = sim.buffer === undefined ? undefined : call.checkContent?.(sim.buffer, call);
      if (refused !== undefined) return noteOutcome(sim, 'CONTENT_CHECK', 'The content of the copy', refused);
      call.handled = runHandler(sim);
      return call.handled.errno === undefined ? undefined : call.handled;
    },
  };
}

/** Applies what the user of the simulation says about the handler, and notes how it ends. */
export function runHandler(sim: Simulation): Outcome {
  const { handler, buffer } = sim;
  if (buffer !== undefined) for (const { offset, bytes } of handler.writes) buffer.write(offset, bytes, 'handler');
  const outcome = handlerOutcome(sim);
  return noteOutcome(sim, 'HANDLER', 'The handler', outcome);
}

function handlerOutcome({ handler }: Simulation): Outcome {
  if (handler.errno !== undefined) return failure(handler.errno);
  if (handler.newFd === true) return newFd;
  return value(handler.ret ?? 0);
}

export function noteOutcome(sim: Simulation, step: StepKind, who: string, outcome: Outcome): Outcome {
  const { errno, missingFact, ret, retKind } = outcome;
  if (missingFact !== undefined) {
    sim.say(step, `${who}: what follows depends on ${missingFact}.`);
    return outcome;
  }
  if (errno !== undefined) return sim.stop(step, errno, `${who} is refused with ${errno}.`);
  const event = sim.say(
    step,
    retKind === 'fd'
      ? `${who} returns a new descriptor.`
      : `${who} returns ${retKind === 'handler' ? 'a value of its own' : ret}.`,
  );
  event.ret = ret;
  return outcome;
}

export { handlerValue };
