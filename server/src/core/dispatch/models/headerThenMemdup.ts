// A header with a size word is copied first; then the whole, header included, is copied to the heap. autofs forces the
// size of the copy back to the first fetch, and that is all that keeps the double fetch harmless. device-mapper copies
// only what it has not fetched yet.

import { integerBytes, readUnsigned32 } from '../bytes.js';
import { type Call, type DispatchModel, hexNumber, type ModelStep } from '../dispatchModel.js';
import { KernelBuffer } from '../kernelBuffer.js';
import { plus } from '../structCopy.js';
import { copyFromUser, copyToUser, memdupUser } from '../uaccess.js';
import { runHandler } from './commonSteps.js';

const matchSource = 'fs/autofs/dev-ioctl.c _autofs_dev_ioctl() 7.2';
const copySource = 'fs/autofs/dev-ioctl.c copy_dev_ioctl() 7.2';
const checkSource = 'fs/autofs/dev-ioctl.c validate_dev_ioctl() 7.2';
const dmSource = 'drivers/md/dm-ioctl.c copy_params() 7.2';
const dmVersionSource = 'drivers/md/dm-ioctl.c check_version() 7.2';

export const autofs = { type: 0x93, firstNr: 0x71, lastNr: 0x7e, headerSize: 24, pathMax: 4096 } as const;
/** Commands of autofs that need a path. */
const needPath: ReadonlySet<number> = new Set([0x74, 0x7b, 0x7e]);
const timeoutNr = 0x7a;
/** struct dm_ioctl without its padding and data: what a caller must pass at least. */
const dmMinimum = 305;

export const headerThenMemdup: DispatchModel = {
  id: 'header-then-memdup',
  title: 'Header first, then all of it',
  summary:
    'autofs and device-mapper. The number is matched by type and number range, its size and direction mean nothing; the ' +
    'size word of the header says how much is copied to the heap. autofs fetches the header twice and overwrites the ' +
    'second size with the first; device-mapper fetches each byte once.',
  parameters: [
    { name: 'variant', value: 'autofs', choices: ['autofs', 'device-mapper'], text: 'autofs or device-mapper' },
    { name: 'permitted', value: true, text: 'the caller has CAP_SYS_ADMIN' },
  ],
  errnos: [
    { errno: 'ENOTTY', reason: 'type or number are out of range' },
    { errno: 'EPERM', reason: 'the caller has not CAP_SYS_ADMIN' },
    { errno: 'EACCES', reason: 'device-mapper: the caller has not CAP_SYS_ADMIN' },
    { errno: 'EFAULT', reason: 'the header or what follows it cannot be read, or the result cannot be written' },
    {
      errno: 'EINVAL',
      reason: 'the size is below the header, the version is unknown, or the path is wrong or missing',
    },
    { errno: 'ENOMEM', reason: 'no memory for what the size word asks for' },
    { errno: 'ENAMETOOLONG', reason: 'autofs: the size leaves more than PATH_MAX for the path' },
  ],
  steps: (parameters) => (parameters.variant === 'device-mapper' ? deviceMapperSteps : autofsSteps),
};

const autofsSteps: readonly ModelStep[] = [
  {
    kind: 'MATCH',
    text: 'Type and number range decide; size and direction bits mean nothing.',
    source: matchSource,
    run(sim, { command }) {
      if (command.type === autofs.type && command.nr >= autofs.firstNr && command.nr <= autofs.lastNr) {
        sim.say('MATCH', `${hexNumber(command.number)} has the type of autofs and a number in its range.`);
        return undefined;
      }
      return sim.stop('MATCH', 'ENOTTY', `${hexNumber(command.number)}: type or number are not those of autofs.`);
    },
  },
  {
    kind: 'PERM_CHECK',
    text: 'Most commands need CAP_SYS_ADMIN.',
    source: matchSource,
    run: (sim, { command, parameters }) =>
      parameters.permitted === false && command.nr !== 0x71 && command.nr !== 0x7e
        ? sim.stop('PERM_CHECK', 'EPERM', 'The caller has not CAP_SYS_ADMIN.')
        : undefined,
  },
  {
    kind: 'SIZE_FETCH',
    text: 'The header of 24 bytes is copied for its size word.',
    source: copySource,
    run(sim, call) {
      const header = new KernelBuffer('stack', autofs.headerSize);
      sim.buffer = header;
      const purpose = { step: 'SIZE_FETCH', what: 'The header' } as const;
      if (!copyFromUser(sim, header, 0, sim.arg, autofs.headerSize, purpose)) return sim.fail();
      call.userSize = readUnsigned32(header.bytes, 8, 4, sim.littleEndian);
      return undefined;
    },
  },
  {
    kind: 'SIZE_CHECK',
    text: 'A size below the header is EINVAL, one with more than PATH_MAX behind it ENAMETOOLONG.',
    source: copySource,
    run(sim, { userSize }) {
      if (userSize < autofs.headerSize)
        return sim.stop('SIZE_CHECK', 'EINVAL', `Size ${userSize} is below the header.`);
      if (userSize <= autofs.headerSize + autofs.pathMax) return undefined;
      return sim.stop('SIZE_CHECK', 'ENAMETOOLONG', `Size ${userSize} leaves more than PATH_MAX for the path.`);
    },
  },
  {
    kind: 'COPY_IN',
    text: 'memdup_user() of the whole; the size of the copy is forced back to the first fetch.',
    source: copySource,
    run(sim, call) {
      const buffer = memdupUser(sim, sim.arg, call.userSize, { step: 'COPY_IN', what: 'The header and the path' });
      sim.gradeDoubleFetch('neutralised');
      if (typeof buffer === 'string') return sim.fail(buffer);
      buffer.write(8, integerBytes(BigInt(call.userSize), 4, sim.littleEndian), 'kernel');
      sim.say('COPY_IN', `The size in the copy is set to the first fetch, ${call.userSize}.`);
      return undefined;
    },
  },
  {
    kind: 'CONTENT_CHECK',
    text: 'Version 1.0 or 1.1; a path must end in NUL and have a slash; some commands need one.',
    source: checkSource,
    run(sim, { command, userSize }) {
      const { bytes } = sim.buffer!;
      const [major, minor] = [0, 4].map((offset) => readUnsigned32(bytes, offset, 4, sim.littleEndian));
      if (major !== 1 || minor > 1) {
        return sim.stop('CONTENT_CHECK', 'EINVAL', `Version ${major}.${minor} is unknown; nothing is written back.`);
      }
      sim.buffer!.write(0, integerBytes(1n, 4, sim.littleEndian), 'kernel');
      sim.buffer!.write(4, integerBytes(1n, 4, sim.littleEndian), 'kernel');
      if (userSize === autofs.headerSize) {
        if (!needPath.has(command.nr)) return undefined;
        return sim.stop('CONTENT_CHECK', 'EINVAL', 'This command needs a path.');
      }
      const path = bytes.subarray(autofs.headerSize, userSize);
      const end = path.indexOf(0);
      if (end === -1) return sim.stop('CONTENT_CHECK', 'EINVAL', 'The path has no NUL.');
      const hasSlash = path.subarray(0, end).includes(0x2f);
      if (hasSlash !== (command.nr === timeoutNr)) return undefined;
      return sim.stop('CONTENT_CHECK', 'EINVAL', hasSlash ? 'The name has a slash.' : 'The path has no slash.');
    },
  },
  finish(matchSource, autofs.headerSize),
];

const deviceMapperSteps: readonly ModelStep[] = [
  {
    kind: 'PERM_CHECK',
    text: 'CAP_SYS_ADMIN, before anything else: EACCES.',
    source: 'drivers/md/dm-ioctl.c ctl_ioctl() 7.2',
    run: (sim, { parameters }) =>
      parameters.permitted === false
        ? sim.stop('PERM_CHECK', 'EACCES', 'The caller has not CAP_SYS_ADMIN.')
        : undefined,
  },
  {
    kind: 'MATCH',
    text: 'Only type and number count.',
    source: 'drivers/md/dm-ioctl.c ctl_ioctl() 7.2',
    run: (sim, { command, tableCommand }) =>
      command.type === tableCommand.type && command.nr === tableCommand.nr
        ? undefined
        : sim.stop('MATCH', 'ENOTTY', `${hexNumber(command.number)}: type or number are not those of device-mapper.`),
  },
  {
    kind: 'CONTENT_CHECK',
    text: 'The version triple is fetched first; a mismatch is EINVAL, with the version of the kernel written back.',
    source: dmVersionSource,
    run(sim) {
      const header = new KernelBuffer('stack', dmMinimum);
      sim.buffer = header;
      if (!copyFromUser(sim, header, 0, sim.arg, 12, { step: 'CONTENT_CHECK', what: 'The version' })) return sim.fail();
      const [major, minor] = [0, 4].map((offset) => readUnsigned32(header.bytes, offset, 4, sim.littleEndian));
      const known = major === 4 && minor <= 50;
      [4n, 50n, 0n].forEach((part, index) => {
        header.write(index * 4, integerBytes(part, 4, sim.littleEndian), 'kernel');
      });
      if (!copyToUser(sim, sim.arg, header, 0, 12, { step: 'COPY_OUT', what: 'The version of this kernel' })) {
        return sim.fail();
      }
      return known ? undefined : sim.stop('CONTENT_CHECK', 'EINVAL', `Version ${major}.${minor} is not this kernel's.`);
    },
  },
  {
    kind: 'SIZE_FETCH',
    text: 'The rest of the header, without the version; its data_size must be 305 at least.',
    source: dmSource,
    run(sim, call) {
      const header = sim.buffer!;
      const rest = { step: 'SIZE_FETCH', what: 'The header after the version' } as const;
      if (!copyFromUser(sim, header, 12, plus(sim.arg, 12), dmMinimum - 12, rest)) return sim.fail();
      call.userSize = readUnsigned32(header.bytes, 12, 4, sim.littleEndian);
      if (call.userSize >= dmMinimum) return undefined;
      return sim.stop('SIZE_CHECK', 'EINVAL', `data_size ${call.userSize} is below the header.`);
    },
  },
  {
    kind: 'COPY_IN',
    text: "The data behind the header is copied; the header comes from the kernel's copy.",
    source: dmSource,
    run(sim, { userSize }) {
      const header = sim.buffer!;
      const data = memdupUser(sim, plus(sim.arg, dmMinimum), userSize - dmMinimum, {
        step: 'COPY_IN',
        what: 'The data',
      });
      if (typeof data === 'string') return sim.fail(data);
      const whole = new KernelBuffer('heap', userSize);
      whole.write(0, header.bytes, 'user');
      whole.mark(0, 12, 'kernel');
      whole.write(dmMinimum, data.bytes.subarray(0, userSize - dmMinimum), 'user');
      sim.buffer = whole;
      return undefined;
    },
  },
  finish('drivers/md/dm-ioctl.c ctl_ioctl() 7.2', dmMinimum),
];

/** The handler, and the header back to the caller if it did not fail. */
function finish(source: string, headerSize: number): ModelStep {
  return {
    kind: 'COPY_OUT',
    text: 'The handler; where it did not fail the header is written back.',
    source,
    run(sim, call: Call) {
      const refused = call.checkContent?.(sim.buffer!, call);
      if (refused !== undefined) return refused;
      const outcome = runHandler(sim);
      if (outcome.errno !== undefined) return outcome;
      call.handled = outcome;
      const back = { step: 'COPY_OUT', what: 'The header' } as const;
      return copyToUser(sim, sim.arg, sim.buffer!, 0, headerSize, back) ? undefined : sim.fail();
    },
  };
}
