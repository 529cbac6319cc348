// The size is a word of the structure itself: sched_setattr() and perf_event_open(), which answer every wrong size with
// E2BIG and write their own size back, and statmount() and listmount(), which do not.

import { integerBytes } from '../bytes.js';
import { type Call, chosen, type DispatchModel, type ModelStep } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import type { Outcome, Simulation } from '../simulation.js';
import { copyStructFromUser, plus } from '../structCopy.js';
import { putUser } from '../uaccess.js';
import { fetchSize, handle } from './commonSteps.js';

interface Variant {
  readonly source: string;
  readonly sizeOffset: number;
  /** What a size of 0 means: the first version. */
  readonly zeroMeansFirst?: true;
  readonly tooSmall: 'E2BIG' | 'EINVAL';
  /** E2BIG is answered with the kernel's size in the size word. */
  readonly writesBack?: true;
  readonly nullErrno?: 'EINVAL';
  /** What becomes of the size member of the copy, which was fetched a second time. */
  readonly secondFetch: 'benign' | 'neutralised';
}

export const sizeInStructVariants: Readonly<Record<string, Variant>> = {
  sched_setattr: {
    source: 'kernel/sched/syscalls.c sched_copy_attr() 7.2',
    sizeOffset: 0,
    zeroMeansFirst: true,
    tooSmall: 'E2BIG',
    writesBack: true,
    nullErrno: 'EINVAL',
    secondFetch: 'benign',
  },
  perf_event_open: {
    source: 'kernel/events/core.c perf_copy_attr() 7.2',
    sizeOffset: 4,
    zeroMeansFirst: true,
    tooSmall: 'E2BIG',
    writesBack: true,
    secondFetch: 'neutralised',
  },
  statmount: {
    source: 'fs/namespace.c copy_mnt_id_req() 7.2',
    sizeOffset: 0,
    tooSmall: 'EINVAL',
    secondFetch: 'benign',
  },
};

const limit = 4096;

export const sizeInStruct: DispatchModel = {
  id: 'size-in-struct',
  title: 'Size word inside the structure',
  summary:
    'The size is fetched by get_user() and again with the structure: a double fetch, harmless because only the first ' +
    'value is used. sched_setattr() and perf_event_open() read 0 as the first version, answer a size that is too small ' +
    'with E2BIG as well, and then write the size that this kernel knows into the size word.',
  parameters: [
    {
      name: 'variant',
      value: 'statmount',
      choices: Object.keys(sizeInStructVariants),
      text: 'whose tests: sched_setattr, perf_event_open, or statmount (also listmount)',
    },
    { name: 'flags-valid', value: true, text: 'the flags argument of the call passes its test' },
  ],
  errnos: [
    { errno: 'EINVAL', reason: 'unknown flags; statmount: the size is below the first version; sched_setattr: NULL' },
    { errno: 'E2BIG', reason: 'the size is out of range, or the tail that this kernel does not know is not zero' },
    { errno: 'EFAULT', reason: 'the size word or the structure cannot be read' },
  ],
  steps(parameters) {
    const variant = chosen(sizeInStructVariants, parameters.variant, sizeInStructVariants.statmount);
    const { source } = variant;
    return [
      flagsAndNull(variant),
      fetchSize(() => variant.sizeOffset, source),
      sizeRange(variant),
      copyIn(variant),
      handle(source),
    ];
  },
};

function flagsAndNull({ source, nullErrno }: Variant): ModelStep {
  return {
    kind: 'NULL_CHECK',
    text: nullErrno === undefined ? 'Unknown flags are EINVAL.' : `A NULL pointer and unknown flags are ${nullErrno}.`,
    source,
    run(sim, call) {
      if (nullErrno !== undefined && sim.arg === 0) return sim.stop('NULL_CHECK', nullErrno, 'The pointer is NULL.');
      if (call.parameters['flags-valid'] !== false) return undefined;
      return sim.stop('CONTENT_CHECK', 'EINVAL', 'The flags argument has unknown bits.');
    },
  };
}

function sizeRange(variant: Variant): ModelStep {
  const meaning = variant.zeroMeansFirst === true ? ' 0 stands for the first version.' : '';
  return {
    kind: 'SIZE_CHECK',
    text: `A size below the first version is ${variant.tooSmall}, one above a page is E2BIG.${meaning}`,
    source: variant.source,
    run(sim, call) {
      if (variant.zeroMeansFirst === true && call.userSize === 0) {
        call.userSize = call.minSize;
        sim.say('SIZE_CHECK', `Size 0 stands for the first version, ${call.minSize} bytes.`);
      }
      const { userSize, minSize } = call;
      const big = sizeTooBig(variant, userSize, minSize);
      if (big !== undefined) {
        sim.stop('SIZE_CHECK', 'E2BIG', big);
        return refuse(sim, call, variant);
      }
      if (userSize >= minSize) return undefined;
      return sim.stop('SIZE_CHECK', 'EINVAL', `Size ${userSize} is below ${minSize}, the smallest version there is.`);
    },
  };
}

function sizeTooBig({ tooSmall }: Variant, userSize: number, minSize: number): string | undefined {
  if (userSize > limit) return `Size ${userSize} is above ${limit}, the most this call reads.`;
  if (userSize >= minSize || tooSmall !== 'E2BIG') return undefined;
  return `Size ${userSize} is below ${minSize}: this call says E2BIG for that too.`;
}

function copyIn(variant: Variant): ModelStep {
  return {
    kind: 'COPY_IN',
    text: 'copy_struct_from_user() with the size of the first fetch; the size member of the copy is not trusted.',
    source: variant.source,
    run(sim, call) {
      const buffer = new KernelBuffer('stack', call.kernelSize);
      sim.buffer = buffer;
      const errno = copyStructFromUser(sim, buffer, call.kernelSize, sim.arg, call.userSize);
      sim.gradeDoubleFetch(variant.secondFetch);
      if (errno === 'E2BIG') {
        sim.fail('E2BIG');
        return refuse(sim, call, variant);
      }
      if (errno !== undefined) return sim.fail(errno);
      if (variant.secondFetch === 'neutralised') {
        buffer.write(variant.sizeOffset, integerBytes(BigInt(call.userSize), 4, sim.littleEndian), 'kernel');
        sim.say('COPY_IN', 'The size member of the copy is overwritten by the size of the first fetch.');
      }
      return undefined;
    },
  };
}

/** E2BIG: the kernel tells its own size; that this store may fail is ignored. */
function refuse(sim: Simulation, call: Call, { writesBack, sizeOffset }: Variant): Outcome {
  if (writesBack === true) {
    const size = integerBytes(BigInt(call.kernelSize), 4, sim.littleEndian);
    const purpose = { step: 'COPY_OUT', what: `The size that this kernel knows, ${call.kernelSize}` } as const;
    putUser(sim, plus(sim.arg, sizeOffset), size, 'kernel', purpose);
  }
  return { errno: 'E2BIG', ret: -1, retKind: 'error' };
}
