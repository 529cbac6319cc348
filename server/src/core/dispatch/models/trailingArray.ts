// KVM: a header of fixed size, whose size is in the command number, and behind it an array of as many elements as the
// header says. The three commands differ in what a count that is too small leaves behind.

import { integerBytes, readUnsigned32 } from '../bytes.js';
import { type Call, chosen, type DispatchModel, type ModelStep } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import type { Outcome, Simulation } from '../simulation.js';
import { plus } from '../structCopy.js';
import { copyFromUser, copyToUser, memdupUser } from '../uaccess.js';
import { noteOutcome } from './commonSteps.js';
import { exactMatch } from './match.js';

const source = 'arch/x86/kvm/x86.c kvm_arch_dev_ioctl() 7.2';
const msrSource = 'arch/x86/kvm/x86.c msr_io() 7.2';
const cpuidSource = 'arch/x86/kvm/cpuid.c kvm_dev_ioctl_get_cpuid() 7.2';

interface Shape {
  readonly headerBytes: number;
  readonly elementBytes: number;
}

const shapes: Readonly<Record<string, Shape>> = {
  'msr-index-list': { headerBytes: 4, elementBytes: 4 },
  cpuid: { headerBytes: 8, elementBytes: 40 },
  msrs: { headerBytes: 8, elementBytes: 16 },
};

const largestMsrCount = 256;

export const trailingArray: DispatchModel = {
  id: 'trailing-array',
  title: 'Header with a count, array behind it',
  summary:
    'KVM_GET_MSR_INDEX_LIST, KVM_GET_SUPPORTED_CPUID, KVM_GET_MSRS. The size bits of the number are those of the header ' +
    'alone; the array behind it is as long as the count in the header says. The count is fetched once: changing it while ' +
    'the call runs has no effect.',
  parameters: [
    { name: 'variant', value: 'msrs', choices: Object.keys(shapes), text: 'msr-index-list, cpuid or msrs' },
    { name: 'available', value: 3, text: 'how many elements the kernel has to give' },
    { name: 'handled', value: -1, text: 'msrs: how many elements the kernel handles before it stops; -1 for all' },
    { name: 'write-back', value: true, text: 'msrs: the array goes back to the caller (KVM_GET_MSRS)' },
    { name: 'unknown', value: 'ENOTTY', text: 'errno for a command that is not in the switch' },
  ],
  errnos: [
    { errno: 'E2BIG', reason: 'the count is too small for what there is, or above the limit' },
    { errno: 'EFAULT', reason: 'the header or the array cannot be read or written' },
    { errno: 'ENOMEM', reason: 'no memory for the array' },
  ],
  steps(parameters) {
    const variant = String(parameters.variant);
    const shape = chosen(shapes, variant, shapes.msrs);
    const match = exactMatch(String(parameters.unknown), source);
    if (variant === 'msr-index-list') return [match, header(shape, source), indexList(shape)];
    if (variant === 'cpuid') return [match, header(shape, cpuidSource), cpuid(shape)];
    return [match, header(shape, msrSource), msrs(shape)];
  },
};

function count(sim: Simulation): number {
  return readUnsigned32(sim.buffer!.bytes, 0, 4, sim.littleEndian);
}

function header({ headerBytes }: Shape, from: string): ModelStep {
  return {
    kind: 'COPY_IN',
    text: `The header of ${headerBytes} bytes with the count is copied.`,
    source: from,
    run(sim) {
      const buffer = new KernelBuffer('stack', headerBytes);
      sim.buffer = buffer;
      const purpose = { step: 'COPY_IN', what: 'The header' } as const;
      return copyFromUser(sim, buffer, 0, sim.arg, headerBytes, purpose) ? undefined : sim.fail();
    },
  };
}

function tooSmall(sim: Simulation, given: number, available: number, rest: string): Outcome {
  return sim.stop('SIZE_CHECK', 'E2BIG', `A count of ${given} is too small for ${available} elements; ${rest}.`);
}

function arrayOut(sim: Simulation, { headerBytes, elementBytes }: Shape, elements: number): boolean {
  const array = new KernelBuffer('heap', elements * elementBytes);
  array.zero(0, array.size);
  array.mark(0, array.size, 'handler');
  const purpose = { step: 'ARRAY_OUT', what: `The array of ${elements} elements` } as const;
  return copyToUser(sim, plus(sim.arg, headerBytes), array, 0, array.size, purpose);
}

function indexList(shape: Shape): ModelStep {
  return {
    kind: 'ARRAY_OUT',
    text: "The real count is written first, then E2BIG if the caller's was too small, then the array.",
    source,
    run(sim, { parameters }) {
      const given = count(sim);
      const available = Number(parameters.available);
      sim.buffer!.write(0, integerBytes(BigInt(available), 4, sim.littleEndian), 'kernel');
      const back = { step: 'COPY_OUT', what: `The count that there is, ${available}` } as const;
      if (!copyToUser(sim, sim.arg, sim.buffer!, 0, shape.headerBytes, back)) return sim.fail();
      if (given < available) return tooSmall(sim, given, available, 'the real count is in the header now');
      return arrayOut(sim, shape, available) ? undefined : sim.fail();
    },
  };
}

function cpuid(shape: Shape): ModelStep {
  return {
    kind: 'ARRAY_OUT',
    text: 'A count of 0, or one that is too small, is E2BIG and nothing is written; else the array and then the header.',
    source: cpuidSource,
    run(sim, { parameters }) {
      const given = count(sim);
      const available = Number(parameters.available);
      if (given < 1 || given < available) return tooSmall(sim, given, available, 'nothing is written');
      if (!arrayOut(sim, shape, available)) return sim.fail();
      sim.buffer!.write(0, integerBytes(BigInt(available), 4, sim.littleEndian), 'kernel');
      const back = { step: 'COPY_OUT', what: 'The header' } as const;
      return copyToUser(sim, sim.arg, sim.buffer!, 0, shape.headerBytes, back) ? undefined : sim.fail();
    },
  };
}

function msrs(shape: Shape): ModelStep {
  return {
    kind: 'ARRAY_IN',
    text: 'A count of 256 or more is E2BIG before the array is touched; the array goes in, the array alone goes back.',
    source: msrSource,
    run(sim, call) {
      const elements = count(sim);
      if (elements >= largestMsrCount) {
        return sim.stop(
          'SIZE_CHECK',
          'E2BIG',
          `A count of ${elements} is not below ${largestMsrCount}; the array is not read.`,
        );
      }
      const length = elements * shape.elementBytes;
      const at = plus(sim.arg, shape.headerBytes);
      const array = memdupUser(sim, at, length, { step: 'ARRAY_IN', what: `The array of ${elements} elements` });
      if (typeof array === 'string') return sim.fail(array);
      const outcome = runElements(sim, call, shape, elements);
      if (outcome.missingFact !== undefined || call.parameters['write-back'] === false) return outcome;
      const back = { step: 'ARRAY_OUT', what: 'The array' } as const;
      return copyToUser(sim, at, array, 0, length, back) ? outcome : sim.fail();
    },
  };
}

/** How many elements the kernel handles before one that it does not know: the result of the call. */
function runElements(sim: Simulation, call: Call, { elementBytes }: Shape, elements: number): Outcome {
  const judged = call.checkContent?.(sim.buffer!, call);
  if (judged?.missingFact !== undefined) return judged;
  const limit = judged?.ret ?? Number(call.parameters.handled);
  const handled = limit < 0 ? elements : Math.min(elements, limit);
  if (call.parameters['write-back'] !== false) {
    for (let index = 0; index < handled; index++) {
      sim.buffer!.mark(index * elementBytes + 8, (index + 1) * elementBytes, 'handler');
    }
  }
  const outcome: Outcome = handled === 0 ? { ret: 0, retKind: 'zero' } : { ret: handled, retKind: 'value' };
  return noteOutcome(sim, 'HANDLER', `The kernel handles ${handled} of ${elements} elements and`, outcome);
}
