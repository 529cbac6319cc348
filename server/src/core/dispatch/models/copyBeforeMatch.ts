// btrfs-control: the argument is copied before the command is looked at. A page must be readable and a NUL must stand in
// it, whatever the command is; and because the check of the path overwrites the errno that stood ready for an unknown
// command, an unknown command succeeds.

import { type DispatchModel, hexNumber } from '../dispatchModel.js';
import { memdupUser } from '../uaccess.js';
import { runHandler } from './commonSteps.js';

const source = 'fs/btrfs/super.c btrfs_control_ioctl() 7.2';
const length = 4096;
const nameOffset = 8;

export const copyBeforeMatch: DispatchModel = {
  id: 'copy-before-match',
  title: 'Copy before the command is matched',
  summary:
    'The control device of btrfs. Every command, known or not, reads 4096 bytes and needs a NUL in bytes 8 to 4096. An ' +
    'unknown command that passes both returns 0.',
  parameters: [{ name: 'permitted', value: true, text: 'the caller has CAP_SYS_ADMIN' }],
  errnos: [
    { errno: 'EPERM', reason: 'the caller has not CAP_SYS_ADMIN' },
    { errno: 'EFAULT', reason: '4096 bytes cannot be read, whatever the size bits say' },
    { errno: 'ENAMETOOLONG', reason: 'the name, bytes 8 to 4096, has no NUL' },
  ],
  steps: () => [
    {
      kind: 'PERM_CHECK',
      text: 'CAP_SYS_ADMIN, for every command.',
      source,
      run: (sim, { parameters }) =>
        parameters.permitted === false
          ? sim.stop('PERM_CHECK', 'EPERM', 'The caller has not CAP_SYS_ADMIN.')
          : undefined,
    },
    {
      kind: 'COPY_IN',
      text: 'memdup_user() of 4096 bytes, before the command is looked at.',
      source,
      run(sim, { command }) {
        const buffer = memdupUser(sim, sim.arg, length, { step: 'COPY_IN', what: 'The arguments of a volume' });
        if (command.sizeBytes !== length) sim.warn('size-bits-lie');
        return typeof buffer === 'string' ? sim.fail(buffer) : undefined;
      },
    },
    {
      kind: 'CONTENT_CHECK',
      text: 'The name must have a NUL.',
      source,
      run(sim) {
        const { bytes } = sim.buffer!;
        if (bytes.subarray(nameOffset, length).includes(0)) return undefined;
        return sim.stop('CONTENT_CHECK', 'ENAMETOOLONG', 'The name fills its array without a NUL.');
      },
    },
    {
      kind: 'MATCH',
      text: 'All 32 bits; an unknown command returns the 0 that the check of the name left.',
      source,
      run(sim, { command, tableCommand }) {
        if (command.number === tableCommand.number) return undefined;
        const event = sim.say('MATCH', `${hexNumber(command.number)} is unknown, and the call returns 0 all the same.`);
        event.ret = 0;
        sim.warn('unknown-command-succeeds', event);
        return { ret: 0, retKind: 'zero' };
      },
    },
    {
      kind: 'HANDLER',
      text: 'The handler works on the copy.',
      source,
      run(sim, call) {
        const refused = call.checkContent?.(sim.buffer!, call);
        call.handled = refused ?? runHandler(sim);
        return call.handled;
      },
    },
  ],
};
