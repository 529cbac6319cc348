// video_usercopy(): the buffer is made and filled by the user's number before anybody knows whether it is a command.

import { type DispatchModel, hexNumber } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { copyFromUser, copyToUser } from '../uaccess.js';
import { runHandler } from './commonSteps.js';
import { givesBack, passesIn } from './kivity.js';
import { differingFields } from './match.js';

const getSource = 'drivers/media/v4l2-core/v4l2-ioctl.c video_get_user() 7.2';
const handleSource = 'drivers/media/v4l2-core/v4l2-ioctl.c __video_do_ioctl() 7.2';
const putSource = 'drivers/media/v4l2-core/v4l2-ioctl.c video_put_user() 7.2';
const stackBytes = 128;

export const v4l2: DispatchModel = {
  id: 'v4l2',
  title: 'V4L2: copy by the size bits, then match',
  summary:
    "The size bits of the caller's number make the buffer, and its direction bits fill it, before the number is looked " +
    'up; an unknown _IOW with a bad pointer is EFAULT and not ENOTTY. A structure that grew is another command.',
  parameters: [
    { name: 'registered', value: true, text: 'the device is still there' },
    {
      name: 'clear-from',
      value: -1,
      text: 'known commands: only so many bytes are read, the rest is zeroed (INFO_FL_CLEAR)',
    },
    { name: 'always-copy', value: false, text: 'the command is copied out even after an error (INFO_FL_ALWAYS_COPY)' },
    { name: 'implemented', value: true, text: 'the driver implements the command' },
    { name: 'priority', value: true, text: 'the caller has the priority to change this' },
  ],
  errnos: [
    { errno: 'ENODEV', reason: 'the device is gone' },
    { errno: 'ENOMEM', reason: 'no memory for a buffer above 128 bytes' },
    { errno: 'EFAULT', reason: 'the structure cannot be read or written, whether the command is known or not' },
    { errno: 'ENOTTY', reason: 'the command is unknown, or the driver does not implement it' },
    { errno: 'EBUSY', reason: 'another file handle has a higher priority' },
  ],
  steps: () => [
    {
      kind: 'GATE',
      text: 'A device that is gone is ENODEV.',
      source: 'drivers/media/v4l2-core/v4l2-dev.c v4l2_ioctl() 7.2',
      run: (sim, { parameters }) =>
        parameters.registered === false ? sim.stop('GATE', 'ENODEV', 'The device is gone.') : undefined,
    },
    {
      kind: 'COPY_IN',
      text: 'A buffer of the size bits; zeroed without _IOC_WRITE, else filled from the caller.',
      source: getSource,
      run(sim, { command, tableCommand, parameters }) {
        const size = command.direction === 'none' ? 0 : command.sizeBytes;
        if (size === 0) return undefined;
        const buffer = new KernelBuffer(size <= stackBytes ? 'stack' : 'heap', size);
        sim.buffer = buffer;
        sim.say('ALLOC', `A buffer of ${size} bytes on the ${buffer.place}, by the caller's size bits.`);
        const clearFrom = Number(parameters['clear-from']);
        const isKnown = command.number === tableCommand.number;
        const length = !passesIn(command.direction) ? 0 : isKnown && clearFrom >= 0 ? Math.min(clearFrom, size) : size;
        if (!copyFromUser(sim, buffer, 0, sim.arg, length, { step: 'COPY_IN', what: 'The structure' }))
          return sim.fail();
        if (length === size) return undefined;
        buffer.zero(length, size);
        sim.say('ZERO_FILL', `Bytes ${length}..${size} are zeroed and not read: they hold only output.`);
        return undefined;
      },
    },
    {
      kind: 'MATCH',
      text: 'The entry of the table must agree in all 32 bits; anything else is ENOTTY and nothing goes back.',
      source: handleSource,
      run(sim, call) {
        if (call.command.number === call.tableCommand.number && call.parameters.implemented !== false) return undefined;
        const why = call.parameters.implemented === false ? 'the driver does not implement it' : differingFields(call);
        return sim.stop('MATCH', 'ENOTTY', `${hexNumber(call.command.number)}: ${why}.`);
      },
    },
    {
      kind: 'HANDLER',
      text: 'Priority (EBUSY), then the operation of the driver.',
      source: handleSource,
      run(sim, call) {
        call.handled =
          call.parameters.priority === false
            ? sim.stop('PERM_CHECK', 'EBUSY', 'Another file handle has a higher priority.')
            : runHandler(sim);
        const failed = call.handled.errno !== undefined;
        return failed && call.parameters['always-copy'] !== true ? call.handled : undefined;
      },
    },
    {
      kind: 'COPY_OUT',
      text: 'With _IOC_READ the whole buffer goes back; a fault replaces the errno.',
      source: putSource,
      run(sim, { command, handled }) {
        if (!givesBack(command.direction) || sim.buffer === undefined) return handled;
        const result = { step: 'COPY_OUT', what: 'The structure' } as const;
        const copied = copyToUser(sim, sim.arg, sim.buffer, 0, command.sizeBytes, result);
        if (handled?.errno !== undefined) sim.warn('copy-out-after-error');
        return copied ? handled : sim.fail();
      },
    },
  ],
};
