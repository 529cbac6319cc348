// The counter-design of the same thread: no callbacks. begin() copies in and returns the key to switch on, end() copies
// out and frees. There is no table, so begin() cannot know the kernel's size: the caller's governs.

import type { DispatchModel } from '../dispatchModel.js';
import { hexNumber } from '../dispatchModel.js';
import { failure } from '../simulation.js';
import { bufferStep, copyInStep, copyOutStep, handlerStep, stackLimit, zeroing } from './kivity.js';

const source = 'A. Kivity in reply to A. Kleen, "ioctl: generic ioctl dispatcher", linux-kernel 2008';

export const kivityBeginEnd: DispatchModel = {
  id: 'kivity-begin-end',
  title: 'begin() and end() around a switch',
  summary:
    'begin() allocates and copies in before the command is known, so an unknown command with a bad pointer is EFAULT; ' +
    'the driver switches on type and number; end() copies out. A driver that forgets end() leaks the buffer and drops ' +
    'the result.',
  parameters: [
    stackLimit,
    zeroing,
    { name: 'forgets-end', value: false, text: 'the driver returns without calling end()' },
  ],
  errnos: [
    { errno: 'ENOMEM', reason: 'no memory for a buffer above the stack limit' },
    { errno: 'EFAULT', reason: 'the structure cannot be read or written, even for an unknown command' },
    { errno: 'ENOTTY', reason: 'the switch has no case for the key' },
  ],
  steps: () => [
    {
      kind: 'SIZE_CHECK',
      text: 'begin(): the size bits of the number are the size of the buffer.',
      source,
      run(sim, call) {
        call.userSize = call.command.sizeBytes;
        sim.say('SIZE_CHECK', `begin() takes the size from the number: ${call.userSize} bytes.`);
        return undefined;
      },
    },
    bufferStep((call) => Math.max(call.userSize, 0)),
    copyInStep((call) => call.userSize),
    {
      kind: 'MATCH',
      text: 'switch (key): type and number, after the copy.',
      source,
      run(sim, { command, tableCommand, userSize, kernelSize }) {
        const known = command.type === tableCommand.type && command.nr === tableCommand.nr;
        if (!known) return sim.stop('MATCH', 'ENOTTY', `${hexNumber(command.number)}: no case has this key.`);
        if (userSize < kernelSize) {
          sim.say(
            'MATCH',
            `The buffer has ${userSize} bytes, the structure of the kernel ${kernelSize}: the handler must not look beyond.`,
          );
        }
        return undefined;
      },
    },
    handlerStep,
    {
      kind: 'COPY_OUT',
      text: 'end() copies out and frees; without it the result is lost and the buffer leaks.',
      source,
      run(sim, call) {
        if (call.parameters['forgets-end'] !== true) return undefined;
        sim.warn(
          'results-lost',
          sim.say('RETURN', 'The driver returns without end(): nothing is copied out, and the buffer leaks.'),
        );
        return call.handled ?? failure('EIO');
      },
    },
    copyOutStep((call) => call.userSize),
  ],
};
