// drm_ioctl(): one dispatcher for all graphics drivers, extensible since 2009. Matched by type and number; sizes of
// caller and kernel may differ; the copy goes back even when the handler failed.

import { type Call, type DispatchModel, hexNumber } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { copyFromUser, copyToUser } from '../uaccess.js';
import { runHandler } from './commonSteps.js';
import { dropTail, givesBack, passesIn } from './kivity.js';

const source = 'drivers/gpu/drm/drm_ioctl.c drm_ioctl() 7.2';
const kernelSource = 'drivers/gpu/drm/drm_ioctl.c drm_ioctl_kernel() 7.2';
const stackBytes = 128;

interface Sizes {
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly buffer: number;
}

/** In and out count only where caller and table agree on the direction. */
function sizesOf({ command, tableCommand, kernelSize }: Call): Sizes {
  const usize = command.sizeBytes;
  const bytesIn = passesIn(command.direction) && passesIn(tableCommand.direction) ? usize : 0;
  const bytesOut = givesBack(command.direction) && givesBack(tableCommand.direction) ? usize : 0;
  return { bytesIn, bytesOut, buffer: Math.max(bytesIn, bytesOut, kernelSize) };
}

export const drm: DispatchModel = {
  id: 'drm',
  title: 'DRM: table of type and number, copy-out always',
  summary:
    "A shorter structure is filled up with zeros. A longer one is copied whole, ignored beyond the kernel's size, and " +
    'echoed back: a newer caller cannot tell that its fields were not understood. The buffer goes back even when the ' +
    'handler failed.',
  parameters: [
    { name: 'plugged', value: true, text: 'the device is still there' },
    { name: 'permitted', value: true, text: 'the caller passes the permission flags of the table' },
  ],
  errnos: [
    { errno: 'ENODEV', reason: 'the device was unplugged' },
    { errno: 'ENOTTY', reason: 'the type is not that of DRM' },
    { errno: 'EINVAL', reason: 'the number is outside the table, or the entry is empty' },
    { errno: 'ENOMEM', reason: 'no memory for a buffer above 128 bytes' },
    { errno: 'EFAULT', reason: 'the structure cannot be read or written' },
    { errno: 'EACCES', reason: 'the caller may not do this: tested after the copy' },
  ],
  steps: () => [
    {
      kind: 'GATE',
      text: 'An unplugged device is ENODEV.',
      source,
      run: (sim, { parameters }) =>
        parameters.plugged === false ? sim.stop('GATE', 'ENODEV', 'The device was unplugged.') : undefined,
    },
    {
      kind: 'MATCH',
      text: 'Another type is ENOTTY; a number without an entry is EINVAL. Size and direction are not compared.',
      source,
      run(sim, { command, tableCommand }) {
        if (command.type !== tableCommand.type) {
          return sim.stop('MATCH', 'ENOTTY', `${hexNumber(command.number)}: type ${command.type} is not that of DRM.`);
        }
        if (command.nr !== tableCommand.nr) {
          return sim.stop('MATCH', 'EINVAL', `${hexNumber(command.number)}: number ${command.nr} has no entry.`);
        }
        return undefined;
      },
    },
    {
      kind: 'COPY_IN',
      text: "As many bytes as the caller's size bits say; the rest of the buffer is zeroed.",
      source,
      run(sim, call) {
        const { bytesIn, buffer: size } = sizesOf(call);
        call.userSize = call.command.sizeBytes;
        const buffer = new KernelBuffer(size <= stackBytes ? 'stack' : 'heap', size);
        sim.buffer = buffer;
        sim.say(
          'ALLOC',
          `A buffer of ${size} bytes on the ${buffer.place}: the largest of in, out and the table's size.`,
        );
        if (!copyFromUser(sim, buffer, 0, sim.arg, bytesIn, { step: 'COPY_IN', what: 'The structure' }))
          return sim.fail();
        if (bytesIn < size) {
          buffer.zero(bytesIn, size);
          sim.say('ZERO_FILL', `Bytes ${bytesIn}..${size} of the kernel's copy are zero.`);
        }
        dropTail(sim, { ...call, userSize: bytesIn }, call.kernelSize);
        return undefined;
      },
    },
    {
      kind: 'PERM_CHECK',
      text: 'The permission flags of the table, after the copy: EACCES. Then the handler.',
      source: kernelSource,
      run(sim, call) {
        call.handled =
          call.parameters.permitted === false
            ? sim.stop('PERM_CHECK', 'EACCES', 'The caller lacks what the table asks for.')
            : runHandler(sim);
        return undefined;
      },
    },
    {
      kind: 'COPY_OUT',
      text: "The whole buffer of the caller's size goes back, even after an error; a fault replaces the errno.",
      source,
      run(sim, call) {
        const { bytesOut } = sizesOf(call);
        if (bytesOut === 0) return call.handled;
        const copied = copyToUser(sim, sim.arg, sim.buffer!, 0, bytesOut, { step: 'COPY_OUT', what: 'The structure' });
        if (call.handled?.errno !== undefined) sim.warn('copy-out-after-error');
        if (copied) return call.handled;
        if (sim.handler.newFd === true) sim.warn('fd-before-copyout');
        return sim.fail();
      },
    },
  ],
};
