// SECCOMP_IOCTL_NOTIF_RECV: the buffer for the result must be zero when it comes, so that a later kernel may give its
// bytes a meaning on the way in.

import type { DispatchModel } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { checkZeroedUser, copyToUser } from '../uaccess.js';
import { runHandler } from './commonSteps.js';
import { exactMatch } from './match.js';

const source = 'kernel/seccomp.c seccomp_notify_recv() 7.2';

export const mustBeZero: DispatchModel = {
  id: 'must-be-zero',
  title: 'Output buffer that must be zero on entry',
  summary:
    'SECCOMP_IOCTL_NOTIF_RECV. The command is matched exactly; the whole buffer must be zero (EINVAL), although the ' +
    'command only writes it. A program that passes an uninitialised buffer fails at once and not after an upgrade.',
  parameters: [{ name: 'unknown', value: 'EINVAL', text: 'errno for a command that is not in the switch' }],
  errnos: [
    { errno: 'EINVAL', reason: 'the command is unknown, or the buffer is not zero' },
    { errno: 'EFAULT', reason: 'the buffer cannot be read, or the result cannot be written' },
  ],
  steps: (parameters) => [
    exactMatch(String(parameters.unknown), 'kernel/seccomp.c seccomp_notify_ioctl() 7.2'),
    {
      kind: 'CONTENT_CHECK',
      text: 'The whole buffer must be zero: EINVAL, or EFAULT where it cannot be read.',
      source,
      run(sim, { kernelSize }) {
        const verdict = checkZeroedUser(sim, sim.arg, kernelSize, { step: 'CONTENT_CHECK', what: 'The buffer' });
        if (verdict === 'zero') return undefined;
        return sim.fail(verdict === 'fault' ? 'EFAULT' : 'EINVAL');
      },
    },
    {
      kind: 'HANDLER',
      text: "The handler waits for a notification and fills the kernel's structure.",
      source,
      run(sim, call) {
        const buffer = new KernelBuffer('stack', call.kernelSize);
        buffer.zero(0, call.kernelSize);
        buffer.mark(0, call.kernelSize, 'handler');
        sim.buffer = buffer;
        call.handled = call.checkContent?.(buffer, call) ?? runHandler(sim);
        return call.handled.errno === undefined && call.handled.missingFact === undefined ? undefined : call.handled;
      },
    },
    {
      kind: 'COPY_OUT',
      text: 'The structure is written; a fault puts the notification back and is EFAULT.',
      source,
      run(sim, { kernelSize }) {
        const result = { step: 'COPY_OUT', what: 'The notification' } as const;
        return copyToUser(sim, sim.arg, sim.buffer!, 0, kernelSize, result) ? undefined : sim.fail();
      },
    },
  ],
};
