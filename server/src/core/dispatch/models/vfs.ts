// What comes before every driver: the descriptor, the commands that the VFS answers itself, and the way of a 32-bit
// caller (fs/ioctl.c, Linux 7.2).

import { integerBytes } from '../bytes.js';
import { genericCommand } from '../dispatchModel.js';
import { perfCompatNumber } from '../drivers/anonymous.js';
import {
  type Action,
  copiesIn,
  copiesOut,
  descriptor,
  fails,
  failure,
  gets,
  missing,
  puts,
  type Request,
  runActions,
  runDriver,
  s32,
  s64,
  u16,
  u32,
  u64,
} from '../drivers/driver.js';
import type { FileKind } from '../drivers/files.js';
import type { KernelBuffer } from '../kernelBuffer.js';
import type { Outcome, Simulation } from '../simulation.js';

const vfsSource = 'fs/ioctl.c do_vfs_ioctl() 7.2';
const compatSource = 'fs/ioctl.c compat_ioctl() 7.2';

/** What the VFS says to a command, or `driver`: it is not one of its own. */
type Answer = Outcome | 'driver';

export interface IoctlResult {
  readonly outcome: Outcome;
  readonly model: string;
}

/** One ioctl system call on a descriptor of a known kind. */
export function simulateIoctl(sim: Simulation, request: Request, kind: FileKind): IoctlResult {
  return request.isCompat ? compatIoctl(sim, request, kind) : nativeIoctl(sim, request, kind);
}

function nativeIoctl(sim: Simulation, request: Request, kind: FileKind): IoctlResult {
  const answer = vfsAnswer(sim, request, kind);
  if (answer !== 'driver') return { outcome: answer, model: 'vfs' };
  return throughDriver(sim, request, kind);
}

function throughDriver(sim: Simulation, request: Request, kind: FileKind): IoctlResult {
  return runDriver(sim, request, kind.driver);
}

const getFlags32 = 0x80046601;
const setFlags32 = 0x40046602;

/** Order of a 32-bit caller: x86 layouts, rewritten numbers, the VFS, and then the driver's compat_ioctl alone. */
function compatIoctl(sim: Simulation, request: Request, kind: FileKind): IoctlResult {
  sim.source = compatSource;
  const { number } = request.command;
  if (request.command.sizeBytes === 44 && preallocations.has(number + 4 * 65536)) {
    sim.say('PREHANDLED', 'The 44-byte layout of i386, with the start at 4 and the length at 12.');
    return { outcome: runActions(sim, request, [preallocate(4, 12, 44, kind)]), model: 'vfs' };
  }
  const rewritten = number === getFlags32 ? 0x80086601 : number === setFlags32 ? 0x40086602 : number;
  const translated: Request = { ...request, command: genericCommand(rewritten) };
  const answer = vfsAnswer(sim, translated, kind);
  if (answer !== 'driver') return { outcome: answer, model: 'vfs' };
  sim.source = compatSource;
  const driver = kind.driver;
  if (driver.compat === 'none') {
    const outcome = sim.stop(
      'MATCH',
      'ENOTTY',
      'The file has no compat_ioctl operation, whatever its ioctl operation knows.',
    );
    return { outcome, model: 'vfs' };
  }
  if (driver.compat !== 'same') return runDriver(sim, translated, driver.compat);
  const adjusted = perfCompatNumber(rewritten);
  if (driver.source.startsWith('kernel/events') && adjusted !== rewritten) {
    sim.say('MATCH', 'The size bits are those of a 32-bit pointer; they are rewritten.');
    return runDriver(sim, { ...translated, command: genericCommand(adjusted) }, driver);
  }
  return runDriver(sim, translated, driver);
}

const ownCommands: ReadonlyMap<number, string> = new Map([
  [0x5451, 'FIOCLEX'],
  [0x5450, 'FIONCLEX'],
  [0x5421, 'FIONBIO'],
  [0x5452, 'FIOASYNC'],
  [0x5460, 'FIOQSIZE'],
  [0x2, 'FIGETBSZ'],
  [0x541b, 'FIONREAD'],
  [0xc020660b, 'FS_IOC_FIEMAP'],
  [0x80086601, 'FS_IOC_GETFLAGS'],
  [0x40086602, 'FS_IOC_SETFLAGS'],
  [0x801c581f, 'FS_IOC_FSGETXATTR'],
  [0x401c5820, 'FS_IOC_FSSETXATTR'],
  [0xc0045877, 'FIFREEZE'],
  [0xc0045878, 'FITHAW'],
  [0x40049409, 'FICLONE'],
  [0x4020940d, 'FICLONERANGE'],
  [0xc0189436, 'FIDEDUPERANGE'],
  [0x80111500, 'FS_IOC_GETFSUUID'],
  [0x80811501, 'FS_IOC_GETFSSYSFSPATH'],
]);

const preallocations: ReadonlySet<number> = new Set([0x40305828, 0x40305829, 0x4030582a, 0x4030582b, 0x40305839]);

/** do_vfs_ioctl(): all 32 bits of the number, so that size bits make FIOCLEX an unknown command. */
function vfsAnswer(sim: Simulation, request: Request, kind: FileKind): Answer {
  sim.source = vfsSource;
  const { number } = request.command;
  const name = ownCommands.get(number);
  if (name !== undefined) return ownAnswer(sim, request, kind, name);
  if (kind.mode !== 'regular') return 'driver';
  if (number === 1) return runActions(sim, request, [bitmap(kind)]);
  if (preallocations.has(number)) return runActions(sim, request, [preallocate(8, 16, 48, kind)]);
  return 'driver';
}

function ownAnswer(sim: Simulation, request: Request, kind: FileKind, name: string): Answer {
  const run = (...actions: Action[]): Outcome => {
    sim.say('PREHANDLED', `${name} is answered by the VFS; the driver is not asked.`);
    return runActions(sim, request, actions);
  };
  const isFile = kind.mode !== 'other';
  switch (name) {
    case 'FIOCLEX':
    case 'FIONCLEX':
      return run();
    case 'FIONBIO':
      return run(gets(4));
    case 'FIOASYNC':
      return run(gets(4, (on) => (on !== 0 && kind.fasync !== 'works' ? failure(kind.fasync) : undefined)));
    case 'FIOQSIZE':
      return run(isFile ? copiesOut(8) : fails('ENOTTY', 'Only files, directories and links have a size to ask for.'));
    case 'FIGETBSZ':
      return run(puts(4));
    case 'FIONREAD':
      return kind.mode === 'regular' ? run(puts(4)) : throughDriver(sim, request, kind).outcome;
    case 'FS_IOC_FIEMAP':
      return run(fiemap(kind));
    case 'FS_IOC_GETFLAGS':
      return kind.fileattr ? run(puts(4)) : 'driver';
    case 'FS_IOC_FSGETXATTR':
      return kind.fileattr ? run(copiesOut(28)) : 'driver';
    case 'FS_IOC_SETFLAGS':
      return run(gets(4), () => missing('the attributes of the file'));
    case 'FS_IOC_FSSETXATTR':
      return run(copiesIn(28), () => missing('the attributes of the file'));
    case 'FICLONERANGE':
      return run(copiesIn(32), () => missing('which descriptors are open'));
    case 'FICLONE':
      return descriptor(request.argument ?? -1) === 'closed'
        ? run(() => failure('EBADF'))
        : missing('which descriptors are open');
    default:
      return missing(`${name} on this file`);
  }
}

function fiemap(kind: FileKind): Action {
  return (sim, request) => {
    if (!kind.fiemap) return sim.stop('GATE', 'EOPNOTSUPP', 'The file has no fiemap operation; nothing is read.');
    const refused = copiesIn(32)(sim, request);
    if (refused !== undefined) return refused;
    const buffer = sim.buffer!;
    if (u32(buffer, 24) > Math.floor((2 ** 32 - 1) / 56))
      return sim.stop('CONTENT_CHECK', 'EINVAL', 'Too many extents.');
    const errno = fiemapErrno(buffer, sim);
    if (errno === undefined && u32(buffer, 24) > 0) return missing('the extents of the file');
    if (errno === undefined) buffer.mark(20, 24, 'handler');
    const copied = copiesOut(32)(sim, request);
    if (copied !== undefined || errno === undefined) return copied;
    sim.warn('copy-out-after-error');
    return sim.stop('RETURN', errno, `The structure was written back, and the call fails with ${errno}.`);
  };
}

/** FIEMAP_FLAG_SYNC and FIEMAP_FLAG_XATTR; ext4 takes FIEMAP_FLAG_CACHE itself. */
const fiemapFlags = 7;

function fiemapErrno(buffer: KernelBuffer, sim: Simulation): string | undefined {
  const flags = u32(buffer, 16);
  const unknown = flags - (flags % (fiemapFlags + 1));
  buffer.write(20, new Uint8Array(4), 'kernel');
  if (u64(buffer, 8) === 0n) return 'EINVAL';
  if (s64(buffer, 0) < 0n || u64(buffer, 0) > 2n ** 44n) return 'EFBIG';
  if (unknown === 0) return undefined;
  buffer.write(16, integerBytes(BigInt(unknown), 4, true), 'kernel');
  sim.say('CONTENT_CHECK', 'Unknown flags: they alone stay in fm_flags.');
  return 'EBADR';
}

function bitmap(kind: FileKind): Action {
  return (sim, request) => {
    const block = gets(4, (number) => (s32(number) < 0 ? failure('EINVAL') : undefined))(sim, request);
    if (block !== undefined) return block;
    const written = puts(4, kind.bmap ? 'handler' : 'kernel')(sim, request);
    if (written !== undefined || kind.bmap) return written;
    return sim.fail('EINVAL');
  };
}

function preallocate(start: number, length: number, size: number, kind: FileKind): Action {
  return copiesIn(size, (buffer) => {
    if (u16(buffer, 2) > 2) return failure('EINVAL');
    if (u16(buffer, 2) !== 0) return missing('the position and the size of the file');
    const [from, bytes] = [s64(buffer, start), s64(buffer, length)];
    if (from < 0n || bytes <= 0n) return failure('EINVAL');
    if (kind.fallocate === 'unknown') return missing('how the descriptor was opened');
    if (kind.fallocate !== 'works') return failure(kind.fallocate);
    return from + bytes > 2n ** 30n ? missing('the free space of the filesystem') : undefined;
  });
}
