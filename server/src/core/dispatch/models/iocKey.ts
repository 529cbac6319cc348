// SECCOMP_IOCTL_NOTIF_ADDFD: the command is matched by type and number alone, so that the size in the number may grow;
// the size bits are the size of the caller's structure.

import { type DispatchModel, hexNumber } from '../dispatchModel.js';
import { copyStructIn, handle, sizeAtLeast } from './commonSteps.js';

const source = 'kernel/seccomp.c seccomp_notify_ioctl() 7.2';
const handlerSource = 'kernel/seccomp.c seccomp_notify_addfd() 7.2';

export const iocKey: DispatchModel = {
  id: 'ioc-key',
  title: 'Match by type and number, size from the command',
  summary:
    'SECCOMP_IOCTL_NOTIF_ADDFD. Size and direction are masked out of the number before it is compared, so a longer ' +
    'structure of a later header is the same command; copy_struct_from_user() judges its tail.',
  parameters: [{ name: 'unknown', value: 'EINVAL', text: 'errno for a command that is not in the switch' }],
  errnos: [
    { errno: 'EINVAL', reason: 'the command is unknown, or its size is below the first version or not below a page' },
    { errno: 'E2BIG', reason: 'the tail that this kernel does not know is not zero' },
    { errno: 'EFAULT', reason: 'the structure cannot be read' },
  ],
  steps: (parameters) => [
    {
      kind: 'MATCH',
      text: 'Type and number are compared; direction and size are not.',
      source,
      run(sim, { command, tableCommand }) {
        if (command.type === tableCommand.type && command.nr === tableCommand.nr) {
          sim.say(
            'MATCH',
            `${hexNumber(command.number)} has the type and the number of the command; its size is ${command.sizeBytes}.`,
          );
          return undefined;
        }
        return sim.stop(
          'MATCH',
          String(parameters.unknown),
          `${hexNumber(command.number)} is no command of this descriptor.`,
        );
      },
    },
    {
      kind: 'SIZE_CHECK',
      text: "The size bits are the size of the caller's structure; a page or more is EINVAL.",
      source: handlerSource,
      run(sim, call) {
        call.userSize = call.command.sizeBytes;
        if (call.userSize < 4096) return undefined;
        return sim.stop('SIZE_CHECK', 'EINVAL', `Size ${call.userSize} is a page or more.`);
      },
    },
    sizeAtLeast((call) => call.minSize, 'EINVAL', handlerSource),
    copyStructIn(handlerSource),
    handle(handlerSource),
  ],
};
