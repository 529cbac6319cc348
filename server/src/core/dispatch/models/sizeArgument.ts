// The size is an argument of the system call, beside the pointer: openat2() and its relatives. The calls differ in the
// order of their tests and in the errno of each; the copy is copy_struct_from_user() in all of them, or
// copy_struct_to_user() where the structure is the result.

import { chosen, type DispatchModel, type ModelStep } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { copyStructToUser } from '../structCopy.js';
import { copyStructIn, handle, noteOutcome, runHandler, sizeAtLeast, sizeAtMost } from './commonSteps.js';

type Test = 'flags' | 'null' | 'min' | 'max' | 'permission';

interface Variant {
  readonly source: string;
  readonly order: readonly Test[];
  readonly nullErrno?: 'EFAULT' | 'EINVAL';
  readonly tooBigErrno?: 'EINVAL';
  readonly out?: true;
}

/** The order of the tests is what the errno of a call with two faults shows. */
export const sizeArgumentVariants: Readonly<Record<string, Variant>> = {
  openat2: { source: 'fs/open.c openat2() 7.2', order: ['min', 'max'] },
  clone3: { source: 'kernel/fork.c copy_clone_args_from_user() 7.2', order: ['max', 'min'] },
  mount_setattr: {
    source: 'fs/namespace.c mount_setattr(), wants_mount_setattr() 7.2',
    order: ['flags', 'max', 'min', 'permission'],
  },
  landlock_create_ruleset: {
    source: 'security/landlock/syscalls.c copy_min_struct_from_user() 7.2',
    order: ['null', 'min', 'max'],
    nullErrno: 'EFAULT',
  },
  sched_getattr: {
    source: 'kernel/sched/syscalls.c sched_getattr() 7.2',
    order: ['null', 'max', 'min', 'flags'],
    nullErrno: 'EINVAL',
    tooBigErrno: 'EINVAL',
    out: true,
  },
};

const limit = 4096;

export const sizeArgument: DispatchModel = {
  id: 'size-argument',
  title: 'Size as an argument of the system call',
  summary:
    'The caller passes the size of its structure beside the pointer. A smaller structure is filled up with zeros, a ' +
    'larger one is accepted if the bytes that this kernel does not know are zero, and refused with E2BIG otherwise.',
  parameters: [
    {
      name: 'variant',
      value: 'openat2',
      choices: Object.keys(sizeArgumentVariants),
      text: 'whose order of tests: openat2, clone3, mount_setattr, landlock_create_ruleset, or sched_getattr (output)',
    },
    { name: 'flags-valid', value: true, text: 'the flags argument of the call passes its test' },
    { name: 'permitted', value: true, text: 'the caller may do this' },
  ],
  errnos: [
    { errno: 'EINVAL', reason: 'the size is below the first version of the structure, or the flags are unknown' },
    { errno: 'E2BIG', reason: 'the size is above a page, or the tail that this kernel does not know is not zero' },
    { errno: 'EFAULT', reason: 'the structure cannot be read or written' },
    { errno: 'EPERM', reason: 'the caller may not do this (mount_setattr)' },
  ],
  steps(parameters) {
    const variant = chosen(sizeArgumentVariants, parameters.variant, sizeArgumentVariants.openat2);
    const tests = variant.order.map((test) => testStep(test, variant));
    return variant.out === true
      ? [...tests, ...outSteps(variant.source)]
      : [...tests, copyStructIn(variant.source), handle(variant.source)];
  },
};

function testStep(test: Test, { source, nullErrno = 'EFAULT', tooBigErrno }: Variant): ModelStep {
  switch (test) {
    case 'min':
      return sizeAtLeast((call) => call.minSize, 'EINVAL', source);
    case 'max':
      return sizeAtMost(() => limit, tooBigErrno ?? 'E2BIG', source);
    case 'null':
      return {
        kind: 'NULL_CHECK',
        text: `A NULL pointer is ${nullErrno} before the size is looked at.`,
        source,
        run: (sim) => (sim.arg === 0 ? sim.stop('NULL_CHECK', nullErrno, 'The pointer is NULL.') : undefined),
      };
    case 'flags':
      return {
        kind: 'CONTENT_CHECK',
        text: 'Unknown flags in the argument are EINVAL.',
        source,
        run: (sim, call) =>
          call.parameters['flags-valid'] === false
            ? sim.stop('CONTENT_CHECK', 'EINVAL', 'The flags argument has unknown bits.')
            : undefined,
      };
    case 'permission':
      return {
        kind: 'PERM_CHECK',
        text: 'A caller without the right gets EPERM, before the structure is read.',
        source,
        run: (sim, call) =>
          call.parameters.permitted === false
            ? sim.stop('PERM_CHECK', 'EPERM', 'The caller may not change mounts.')
            : undefined,
      };
  }
}

function outSteps(source: string): readonly ModelStep[] {
  return [
    {
      kind: 'HANDLER',
      text: "The handler fills the kernel's structure; its size member says how much of it the caller gets.",
      source,
      run(sim, call) {
        const buffer = new KernelBuffer('stack', call.kernelSize);
        buffer.zero(0, call.kernelSize);
        buffer.mark(0, call.kernelSize, 'handler');
        sim.buffer = buffer;
        const outcome = runHandler(sim);
        call.handled = outcome;
        return outcome.errno === undefined ? undefined : outcome;
      },
    },
    {
      kind: 'COPY_OUT',
      text: 'copy_struct_to_user(): the tail of a longer structure is cleared, then the head is written.',
      source,
      run(sim, call) {
        const errno = copyStructToUser(sim, sim.arg, call.userSize, sim.buffer!, call.kernelSize);
        return errno === undefined ? noteOutcome(sim, 'RETURN', 'The call', call.handled!) : sim.fail(errno);
      },
    },
  ];
}
