// The VFS layer as a model of its own: what happens to a number before a driver sees it, and what a 32-bit caller meets.

import { type DispatchModel, hexNumber } from '../dispatchModel.js';
import type { Machine } from '../drivers/driver.js';
import { fileKind, isBadDescriptor } from '../drivers/files.js';
import { noteOutcome } from './commonSteps.js';
import { simulateIoctl } from './vfs.js';

const machine: Machine = { kernelSizes: new Map(), callerIsRoot: true };

export const vfsModel: DispatchModel = {
  id: 'vfs',
  title: 'The VFS before every driver',
  summary:
    'The descriptor is looked up, commands such as FIOCLEX are answered without the driver, and what is left goes to its ' +
    'ioctl operation; without one it is ENOTTY. A 32-bit caller needs a compat_ioctl operation, whatever the native one ' +
    'knows. What an unknown command is called differs from driver to driver.',
  parameters: [
    {
      name: 'descriptor',
      value: '/dev/null',
      text: 'kind of descriptor: regular-ext4, pipe, epoll, pidfd, /dev/kvm … closed',
    },
    { name: 'compat', value: false, text: 'the caller is a 32-bit program' },
  ],
  errnos: [
    { errno: 'EBADF', reason: 'the descriptor is closed, or was opened with O_PATH' },
    { errno: 'ENOTTY', reason: 'no operation takes the number' },
    { errno: 'EFAULT', reason: 'the argument of a command of the VFS cannot be read or written' },
    { errno: 'EOPNOTSUPP', reason: 'FS_IOC_FIEMAP on a file without it' },
    { errno: 'EINVAL', reason: 'some drivers: the command is unknown' },
  ],
  steps: () => [
    {
      kind: 'FD_LOOKUP',
      text: 'A closed descriptor, or one opened with O_PATH, is EBADF.',
      source: 'fs/ioctl.c ioctl() 7.2',
      run: (sim, { parameters }) =>
        isBadDescriptor(String(parameters.descriptor))
          ? sim.stop('FD_LOOKUP', 'EBADF', 'The descriptor is not open for this.')
          : undefined,
    },
    {
      kind: 'PREHANDLED',
      text: 'The commands of the VFS, exact in 32 bits; then the ioctl operation of the file.',
      source: 'fs/ioctl.c do_vfs_ioctl() 7.2',
      run(sim, { command, parameters }) {
        const kind = fileKind(String(parameters.descriptor));
        if (kind === undefined)
          return sim.stop('FD_LOOKUP', 'EBADF', `No table knows a descriptor of kind '${parameters.descriptor}'.`);
        const request = { command, argument: sim.arg, isCompat: parameters.compat === true, state: {}, machine };
        const { outcome } = simulateIoctl(sim, request, kind);
        if (outcome.missingFact === undefined) return outcome;
        return noteOutcome(sim, 'HANDLER', hexNumber(command.number), { ret: 0, retKind: 'handler' });
      },
    },
  ],
};
