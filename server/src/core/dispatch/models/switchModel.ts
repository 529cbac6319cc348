// The plain switch over the command number: what most drivers do. Every size is another command.

import type { DispatchModel } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { copyFromUser, copyToUser } from '../uaccess.js';
import { runHandler } from './commonSteps.js';
import { exactMatch } from './match.js';

const source = "a driver's unlocked_ioctl, as Documentation/driver-api/ioctl.rst describes it, 7.2";

export const switchModel: DispatchModel = {
  id: 'switch',
  title: 'Plain switch over the number',
  summary:
    'All 32 bits of the number are compared, size and direction included, so a structure that grew is another command ' +
    'and unknown to every kernel that was built with the other size. Copies are sizeof the structure, whatever the size ' +
    'bits say.',
  parameters: [
    { name: 'unknown', value: 'ENOTTY', text: 'errno of the default branch: ENOTTY, EINVAL, ENOSYS, EBADFD …' },
    { name: 'in', value: -1, text: 'bytes that copy_from_user() really reads; -1: sizeof where the direction says so' },
    { name: 'out', value: -1, text: 'bytes that copy_to_user() really writes; -1: sizeof where the direction says so' },
    { name: 'zeroed', value: true, text: 'a buffer that is only written out is zeroed first' },
  ],
  errnos: [
    { errno: 'ENOTTY', reason: 'no case has this number: another size is another number' },
    { errno: 'EFAULT', reason: 'the structure cannot be read or written' },
  ],
  steps: (parameters) => [
    exactMatch(String(parameters.unknown), source),
    {
      kind: 'COPY_IN',
      text: 'copy_from_user() of sizeof the structure, where the direction has _IOC_WRITE.',
      source,
      run(sim, { command, kernelSize, parameters: { in: given, zeroed } }) {
        const passesIn = command.direction === 'w' || command.direction === 'rw';
        const size = Number(given) >= 0 ? Number(given) : passesIn ? kernelSize : 0;
        const buffer = new KernelBuffer('stack', Math.max(size, kernelSize));
        if (zeroed === true) buffer.zero(0, buffer.size);
        sim.buffer = buffer;
        if (size === 0) return undefined;
        const done = copyFromUser(sim, buffer, 0, sim.arg, size, { step: 'COPY_IN', what: 'The structure' });
        if (size > command.sizeBytes || !passesIn) sim.warn('size-bits-lie');
        return done ? undefined : sim.fail();
      },
    },
    {
      kind: 'HANDLER',
      text: 'The handler works on the copy.',
      source,
      run(sim, call) {
        call.handled = runHandler(sim);
        return call.handled.errno === undefined ? undefined : call.handled;
      },
    },
    {
      kind: 'COPY_OUT',
      text: 'copy_to_user() of sizeof the structure, where the direction has _IOC_READ.',
      source,
      run(sim, { command, kernelSize, parameters: { out } }) {
        const givesBack = command.direction === 'r' || command.direction === 'rw';
        const size = Number(out) >= 0 ? Number(out) : givesBack ? kernelSize : 0;
        if (size === 0) return undefined;
        const buffer = sim.buffer!.size >= size ? sim.buffer! : new KernelBuffer('stack', size);
        const copied = copyToUser(sim, sim.arg, buffer, 0, size, { step: 'COPY_OUT', what: 'The result' });
        if (size > command.sizeBytes || !givesBack) sim.warn('size-bits-lie');
        if (copied) return undefined;
        if (sim.handler.newFd === true) sim.warn('fd-before-copyout');
        return sim.fail();
      },
    },
  ],
};
