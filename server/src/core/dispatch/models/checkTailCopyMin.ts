// bpf(): the tail is checked by a function of its own, then as much as both sides know is copied. There is no smallest
// size: every version of union bpf_attr, even of no bytes, is filled up with zeros.

import type { DispatchModel } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { plus } from '../structCopy.js';
import { checkZeroedUser, copyFromUser } from '../uaccess.js';
import { handle, sizeAtMost } from './commonSteps.js';

const tailSource = 'kernel/bpf/syscall.c bpf_check_uarg_tail_zero() 7.2';
const source = 'kernel/bpf/syscall.c __sys_bpf() 7.2';

export const checkTailCopyMin: DispatchModel = {
  id: 'check-tail-copy-min',
  title: 'Tail check, then a copy of what both know',
  summary:
    'bpf(2). What the kernel does not know must be zero (E2BIG); the rest is copied over a zeroed union. No size is too ' +
    'small, and the number of the sub-command is judged after the copy.',
  parameters: [],
  errnos: [
    { errno: 'E2BIG', reason: 'the size is above a page, or the tail that this kernel does not know is not zero' },
    { errno: 'EFAULT', reason: 'the structure cannot be read' },
  ],
  steps: () => [
    sizeAtMost(() => 4096, 'E2BIG', tailSource),
    {
      kind: 'TAIL_SCAN',
      text: "Bytes beyond the kernel's size must be zero: E2BIG, or EFAULT where they cannot be read.",
      source: tailSource,
      run(sim, { kernelSize, userSize }) {
        if (userSize <= kernelSize) return undefined;
        const tail = { step: 'TAIL_SCAN', what: 'Bytes this kernel does not know' } as const;
        const verdict = checkZeroedUser(sim, plus(sim.arg, kernelSize), userSize - kernelSize, tail);
        if (verdict === 'zero') return undefined;
        return sim.fail(verdict === 'fault' ? 'EFAULT' : 'E2BIG');
      },
    },
    {
      kind: 'COPY_IN',
      text: 'The smaller of both sizes is copied over a zeroed union.',
      source,
      run(sim, { kernelSize, userSize }) {
        const size = Math.min(kernelSize, userSize);
        const buffer = new KernelBuffer('stack', kernelSize);
        buffer.zero(0, kernelSize);
        sim.buffer = buffer;
        const copy = { step: 'COPY_IN', what: 'The structure' } as const;
        return copyFromUser(sim, buffer, 0, sim.arg, size, copy) ? undefined : sim.fail();
      },
    },
    handle(source),
  ],
};
