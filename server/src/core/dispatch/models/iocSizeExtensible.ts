// PIDFD_GET_INFO and the mount commands of nsfs: the structure grows, the size is that of the command number, and
// extensible_ioctl_valid() decides whether the number is the command at all.

import { chosen, type DispatchModel, hexNumber } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { copyStructToUser } from '../structCopy.js';
import { copyToUser, getUser64 } from '../uaccess.js';
import { runHandler } from './commonSteps.js';

const validSource = 'include/linux/fs.h extensible_ioctl_valid() 7.2';

interface Variant {
  readonly source: string;
  readonly nullErrno?: 'EINVAL';
  /** A request mask of 8 bytes is read first. */
  readonly maskWord: boolean;
  /** copy_struct_to_user(), or only the smaller of both sizes with the tail left alone. */
  readonly clearsTail: boolean;
}

export const iocSizeVariants: Readonly<Record<string, Variant>> = {
  pidfd: { source: 'fs/pidfs.c pidfd_info() 7.2', nullErrno: 'EINVAL', maskWord: true, clearsTail: true },
  nsfs: { source: 'fs/nsfs.c copy_ns_info_to_user() 7.2', nullErrno: 'EINVAL', maskWord: false, clearsTail: false },
};

export const iocSizeExtensible: DispatchModel = {
  id: 'ioc-size-extensible',
  title: 'Extensible by the size bits of the command',
  summary:
    'PIDFD_GET_INFO (copy_struct_to_user, the tail is cleared) and NS_MNT_GET_INFO (the smaller of both sizes is written, ' +
    'the tail is not touched). Direction, type and number must agree, and the size must be at least that of the first ' +
    'version; a smaller one is an unknown command.',
  parameters: [
    {
      name: 'variant',
      value: 'pidfd',
      choices: Object.keys(iocSizeVariants),
      text: 'pidfd clears the tail, nsfs leaves it',
    },
    { name: 'unknown', value: 'ENOTTY', text: 'errno for a number that is not the command' },
  ],
  errnos: [
    { errno: 'ENOTTY', reason: 'direction, type or number differ, or the size is below the first version' },
    { errno: 'EINVAL', reason: 'the pointer is NULL' },
    { errno: 'EFAULT', reason: 'the request mask cannot be read, or the result cannot be written' },
  ],
  steps(parameters) {
    const variant = chosen(iocSizeVariants, parameters.variant, iocSizeVariants.pidfd);
    const { source } = variant;
    return [
      {
        kind: 'MATCH',
        text: 'Direction, type and number must agree, and the size bits must reach the first version.',
        source: validSource,
        run(sim, call) {
          const { command, tableCommand, minSize } = call;
          const same =
            command.direction === tableCommand.direction &&
            command.type === tableCommand.type &&
            command.nr === tableCommand.nr;
          call.userSize = command.sizeBytes;
          if (same && command.sizeBytes >= minSize) {
            sim.say(
              'MATCH',
              `${hexNumber(command.number)} is the command, with a structure of ${command.sizeBytes} bytes.`,
            );
            return undefined;
          }
          const reason = same
            ? `its size ${command.sizeBytes} is below ${minSize}`
            : 'direction, type or number differ';
          return sim.stop('MATCH', String(parameters.unknown), `${hexNumber(command.number)} is unknown: ${reason}.`);
        },
      },
      {
        kind: 'NULL_CHECK',
        text: 'NULL is EINVAL.',
        source,
        run: (sim, call) =>
          call.checkContent?.(new KernelBuffer('stack', 0), call) ??
          (variant.nullErrno !== undefined && sim.arg === 0
            ? sim.stop('NULL_CHECK', variant.nullErrno, 'The pointer is NULL.')
            : undefined),
      },
      {
        kind: 'COPY_IN',
        text: 'The request mask, the first 8 bytes, is read where the command has one.',
        source,
        run(sim, call) {
          if (variant.maskWord) {
            const mask = getUser64(sim, sim.arg, { step: 'COPY_IN', what: 'The request mask' });
            if (mask === undefined) return sim.fail();
          }
          const buffer = new KernelBuffer('stack', call.kernelSize);
          buffer.zero(0, call.kernelSize);
          buffer.mark(0, call.kernelSize, 'handler');
          sim.buffer = buffer;
          return undefined;
        },
      },
      {
        kind: 'HANDLER',
        text: "The handler fills the kernel's structure.",
        source,
        run(sim, call) {
          call.handled = runHandler(sim);
          return call.handled.errno === undefined ? undefined : call.handled;
        },
      },
      {
        kind: 'COPY_OUT',
        text: variant.clearsTail
          ? 'copy_struct_to_user(): the tail of a longer structure is cleared, then the head is written.'
          : 'The smaller of both sizes is written; the tail of a longer structure keeps what was there.',
        source,
        run(sim, { userSize, kernelSize }) {
          const buffer = sim.buffer!;
          if (variant.clearsTail) {
            return copyStructToUser(sim, sim.arg, userSize, buffer, kernelSize) === undefined ? undefined : sim.fail();
          }
          const copy = { step: 'COPY_OUT', what: 'The result' } as const;
          if (!copyToUser(sim, sim.arg, buffer, 0, Math.min(userSize, kernelSize), copy)) return sim.fail();
          if (userSize > kernelSize) sim.warn('tail-kept-stale');
          return undefined;
        },
      },
    ];
  },
};
