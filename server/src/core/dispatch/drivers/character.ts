// Character devices: random, tun, the master of a pseudo-terminal, vsock, fuse, the two ways to userfaultfd, autofs and
// the control device of btrfs.

import type { KernelBuffer } from '../kernelBuffer.js';
import { copyBeforeMatch } from '../models/copyBeforeMatch.js';
import { autofs, headerThenMemdup } from '../models/headerThenMemdup.js';
import { newFd, type Outcome, type Simulation } from '../simulation.js';
import { plus } from '../structCopy.js';
import { copyToUser, getUser } from '../uaccess.js';
import {
  type Action,
  copiesIn,
  copiesOut,
  type Driver,
  type DriverCommand,
  depends,
  descriptor,
  driverCommand,
  type Ending,
  fails,
  failure,
  gets,
  missing,
  puts,
  runModel,
  s32,
  u16,
  u32,
  u64,
  unknownCommand,
  whenArgument,
} from './driver.js';

const random = 'drivers/char/random.c random_ioctl() 7.2';

const addEntropy: Action = (sim) => {
  const count = getUser(sim, sim.arg, 4, { step: 'COPY_IN', what: 'entropy_count' });
  if (count === undefined) return sim.fail();
  if (s32(count) < 0) return sim.stop('CONTENT_CHECK', 'EINVAL', 'entropy_count is negative.');
  const size = getUser(sim, plus(sim.arg, 4), 4, { step: 'COPY_IN', what: 'buf_size' });
  if (size === undefined) return sim.fail();
  if (s32(size) < 0) return missing('a negative buf_size');
  const pool = sim.memory.readableBytes((sim.arg ?? 0) + 8, size);
  return pool === size ? undefined : sim.stop('ARRAY_IN', 'EFAULT', `The pool ends after ${pool} of ${size} bytes.`);
};

const negative = (word: number): Outcome | undefined => (s32(word) < 0 ? failure('EINVAL') : undefined);

const randomDriver: Driver = {
  source: random,
  commands: [
    driverCommand('RNDGETENTCNT', 0x80045200, random, [puts(4)]),
    driverCommand('RNDADDTOENTCNT', 0x40045201, random, [gets(4, negative)]),
    driverCommand('RNDADDENTROPY', 0x40085203, random, [addEntropy], 'trailing-array'),
    driverCommand('RNDZAPENTCNT', 0x5204, random, []),
    driverCommand('RNDCLEARPOOL', 0x5206, random, []),
    driverCommand('RNDRESEEDCRNG', 0x5207, random, []),
  ],
  fallback: unknownCommand('EINVAL'),
  compat: 'same',
};

const tunSource = 'drivers/net/tun.c __tun_chr_ioctl() 7.2';
const iffTun = 1;
const iffTap = 2;

const isAttached: Ending = (sim, { state }) =>
  state.attached === true
    ? missing('the interface of the descriptor')
    : sim.stop('STATE', 'EBADFD', 'No interface is attached; unknown commands are hidden by this too.');

function setInterface(size: number): readonly Action[] {
  return [
    copiesIn(size, (buffer, _sim, { state }) => {
      if (state.attached === true) return failure('EEXIST');
      return wantsTunOrTap(buffer) ? missing('the names of network interfaces') : failure('EINVAL');
    }),
  ];
}

function wantsTunOrTap(buffer: KernelBuffer): boolean {
  const flags = u16(buffer, 16);
  return flags % 2 === iffTun || Math.floor(flags / iffTap) % 2 === 1;
}

function tun(ifreqSize: number): Driver {
  return {
    source: tunSource,
    commands: [
      driverCommand('TUNSETIFF', 0x400454ca, tunSource, setInterface(ifreqSize)),
      driverCommand('TUNSETQUEUE', 0x400454d9, tunSource, [
        copiesIn(ifreqSize),
        fails('EINVAL', 'There is no queue to attach or detach.'),
      ]),
      driverCommand('TUNGETFEATURES', 0x800454cf, tunSource, [puts(4)]),
      driverCommand('TUNSETIFINDEX', 0x400454da, tunSource, [copiesIn(4, (buffer) => negative(u32(buffer, 0)))]),
      driverCommand('SIOCGSKNS', 0x894c, tunSource, [depends('network namespaces')]),
    ],
    fallback: (sim, request) => {
      const copied = request.command.type === 0x89 ? copiesIn(ifreqSize)(sim, request) : undefined;
      return copied ?? isAttached(sim, request);
    },
    compat: 'same',
  };
}

const tty = 'drivers/tty/tty_io.c tty_ioctl() 7.2';
const mode = 'drivers/tty/tty_ioctl.c tty_mode_ioctl() 7.2';
const pty = 'drivers/tty/pty.c pty_unix98_ioctl() 7.2';

const ttyCommands: readonly DriverCommand[] = [
  driverCommand('TCGETS', 0x5401, mode, [copiesOut(36)]),
  driverCommand('TCGETA', 0x5405, mode, [copiesOut(18)]),
  driverCommand('TCGETS2', 0x802c542a, mode, [copiesOut(44)]),
  driverCommand('TIOCGLCKTRMIOS', 0x5456, mode, [copiesOut(36)]),
  driverCommand('TIOCGSOFTCAR', 0x5419, mode, [puts(4)]),
  driverCommand('TIOCGWINSZ', 0x5413, tty, [copiesOut(8)]),
  driverCommand('TIOCSWINSZ', 0x5414, tty, [copiesIn(8)]),
  driverCommand('TIOCGETD', 0x5424, tty, [puts(4)]),
  driverCommand('TIOCEXCL', 0x540c, tty, []),
  driverCommand('TIOCNXCL', 0x540d, tty, []),
  driverCommand('TIOCGEXCL', 0x80045440, tty, [puts(4)]),
  driverCommand('TIOCSPTLCK', 0x40045431, pty, [gets(4)]),
  driverCommand('TIOCGPTLCK', 0x80045439, pty, [puts(4)]),
  driverCommand('TIOCPKT', 0x5420, pty, [gets(4)]),
  driverCommand('TIOCGPKT', 0x80045438, pty, [puts(4)]),
  driverCommand('TIOCGPTN', 0x80045430, pty, [puts(4)]),
  driverCommand('TIOCOUTQ', 0x5411, 'drivers/tty/n_tty.c n_tty_ioctl() 7.2', [puts(4)]),
  driverCommand('FIONREAD', 0x541b, 'drivers/tty/n_tty.c n_tty_ioctl() 7.2', [puts(4)]),
];

/** Terminal commands with size bits that the table leaves out; every other number with size bits is unknown. */
const sizedTty: ReadonlySet<number> = new Set([0x2b, 0x2c, 0x2d, 0x32, 0x36, 0x42, 0x43]);

const ttyFallback: Ending = (sim, request) => {
  const { type, nr, number, sizeBytes } = request.command;
  const described = ttyCommands.some((known) => known.number === number);
  const mayBeKnown = sizeBytes === 0 ? nr < 0x80 : sizedTty.has(nr);
  if (type === 0x54 && mayBeKnown && !described) return missing(`the terminal command ${nr}`);
  return unknownCommand('ENOTTY')(sim, request);
};

const vsock = 'net/vmw_vsock/af_vsock.c vsock_dev_do_ioctl() 7.2';
const fuse = 'fs/fuse/dev.c fuse_dev_ioctl() 7.2';
const uffd = 'fs/userfaultfd.c userfaultfd_ioctl() 7.2';
const uffdDevice = 'fs/userfaultfd.c userfaultfd_dev_ioctl() 7.2';

/** UFFD_API_FEATURES: bits 0 to 16 (include/uapi/linux/userfaultfd.h 6.18). */
const uffdFeatures = 2n ** 17n - 1n;

const uffdApi: readonly Action[] = [
  copiesIn(24),
  (sim) => {
    const buffer = sim.buffer!;
    if (u64(buffer, 0) !== 0xaan || u64(buffer, 8) > uffdFeatures) return uffdRefused(sim);
    buffer.mark(8, 24, 'handler');
    return undefined;
  },
  copiesOut(24),
];

/** A refused handshake zeroes the whole structure of the caller. */
function uffdRefused(sim: Simulation): Outcome {
  sim.buffer!.zero(0, 24);
  sim.say('CONTENT_CHECK', 'The version or a feature is unknown: the whole structure is zeroed.');
  const zeroed = { step: 'COPY_OUT', what: 'The zeroed structure' } as const;
  if (!copyToUser(sim, sim.arg, sim.buffer!, 0, 24, zeroed)) return sim.fail();
  sim.warn('copy-out-after-error');
  return sim.fail('EINVAL');
}

const uffdRange = 0xaa;
/** Commands that copy, map or poison pages. */
const uffdNumbers: ReadonlySet<number> = new Set([
  0xc028aa03, 0xc020aa04, 0xc028aa05, 0xc018aa06, 0xc020aa07, 0xc020aa08,
]);
const initialised: Action = (sim, { state, command }) => {
  if (command.number === 0xc018aa3f) return undefined;
  if (state.attached === false) return sim.stop('STATE', 'EINVAL', 'The handshake was not made.');
  return undefined;
};

/** mmap_min_addr is this at most; which starts below it are refused depends on the machine. */
const highestMinimum = 65536n;

/** validate_range(): aligned to pages, not empty, inside user space; then what the mappings say. */
function validRange(buffer: KernelBuffer, thenDoes: Outcome | undefined): Outcome | undefined {
  const [start, length] = [u64(buffer, 0), u64(buffer, 8)];
  const isAligned = start % 4096n === 0n && length % 4096n === 0n && length !== 0n;
  if (!isAligned || start + length >= 2n ** 47n) return failure('EINVAL');
  return start < highestMinimum ? missing('mmap_min_addr') : thenDoes;
}

const mappings = missing('the mappings of the caller');

/** Commands that take a range; the last 8 bytes of UFFDIO_REGISTER are output and not read. */
const uffdRanges: readonly DriverCommand[] = [
  driverCommand('UFFDIO_REGISTER', 0xc020aa00, uffd, [
    copiesIn(24, (buffer) => {
      const mode = u64(buffer, 16);
      return mode === 0n || mode > 7n ? failure('EINVAL') : validRange(buffer, mappings);
    }),
  ]),
  driverCommand('UFFDIO_UNREGISTER', 0x8010aa01, uffd, [copiesIn(16, (buffer) => validRange(buffer, mappings))]),
  driverCommand('UFFDIO_WAKE', 0x8010aa02, uffd, [copiesIn(16, (buffer) => validRange(buffer, undefined))]),
];

const btrfs = 'fs/btrfs/super.c btrfs_control_ioctl() 7.2';
const btrfsCommands: ReadonlyMap<number, 'device' | 'forget' | 'features'> = new Map([
  [0x50009404, 'device'],
  [0x50009405, 'forget'],
  [0x90009427, 'device'],
  [0x80489439, 'features'],
]);

const btrfsControl: Ending = (sim, request) => {
  const kind = btrfsCommands.get(request.command.number);
  const table = kind === undefined ? 0 : request.command.number;
  const sizes = { kernelSize: 4096, minSize: 4096 };
  const outcome = runModel(sim, request, copyBeforeMatch, sizes, {
    table,
    checkContent: (buffer) => btrfsVolume(kind, buffer),
  });
  if (kind !== 'features' || outcome.errno !== undefined) return outcome;
  sim.buffer = undefined;
  return copiesOut(72)(sim, request) ?? outcome;
};

/** A path that names nothing: the empty one, and any below /nonexistent by its name. */
function btrfsVolume(kind: 'device' | 'forget' | 'features' | undefined, buffer: KernelBuffer): Outcome | undefined {
  if (kind === 'features' || kind === undefined) return undefined;
  const name = String.fromCharCode(...buffer.bytes.subarray(8, 64)).split('\0')[0];
  if (name === '') return kind === 'forget' ? missing('the btrfs volumes that are registered') : failure('ENOENT');
  return /nonexist/.test(name) ? failure('ENOENT') : missing(`what ${name} is`);
}

const autofsControl: Ending = (sim, request) => {
  const { nr } = request.command;
  return runModel(
    sim,
    request,
    headerThenMemdup,
    { kernelSize: autofs.headerSize, minSize: autofs.headerSize },
    {
      parameters: { variant: 'autofs' },
      checkContent: (buffer) => {
        if (nr === 0x71) return undefined;
        const fd = s32(u32(buffer, 12));
        const closed = descriptor(u32(buffer, 12)) === 'closed';
        if (nr === 0x74 || nr === 0x7e) return missing('the autofs mounts');
        if (nr === 0x75) return closed ? failure('EBADF') : missing('which descriptors are open');
        if (closed) return failure('EBADF');
        return fd <= 2 ? failure('EINVAL') : missing('which descriptors are open');
      },
    },
  );
};

const cloneFuse: Action = gets(4, (fd) =>
  descriptor(fd) === 'unknown' ? missing('which descriptors are open') : failure('EINVAL'),
);

export const characterDrivers: Readonly<Record<string, Driver>> = {
  '/dev/urandom': randomDriver,
  '/dev/random': randomDriver,
  '/dev/net/tun(unattached)': { ...tun(40), compat: tun(32) },
  'pty-master': { source: tty, commands: ttyCommands, fallback: ttyFallback, compat: 'same' },
  '/dev/vsock': {
    source: vsock,
    commands: [driverCommand('IOCTL_VM_SOCKETS_GET_LOCAL_CID', 0x7b9, vsock, [puts(4)])],
    fallback: unknownCommand('ENOTTY'),
    compat: 'same',
  },
  '/dev/fuse': {
    source: fuse,
    commands: [driverCommand('FUSE_DEV_IOC_CLONE', 0x8004e500, fuse, [cloneFuse])],
    fallback: (sim, request) => {
      const { number } = request.command;
      const later = number === 0x4010e501 || number === 0x4004e502 || number === 0xe503;
      return later ? missing('the connection of the fuse descriptor') : unknownCommand('ENOTTY')(sim, request);
    },
    compat: 'same',
  },
  '/dev/userfaultfd': {
    source: uffdDevice,
    commands: [
      driverCommand('USERFAULTFD_IOC_NEW', 0xaa00, uffdDevice, [
        whenArgument(
          (flags) => ![0, 1, 0o4000, 0o4001, 0o2000000, 0o2000001, 0o2004000, 0o2004001].includes(flags),
          fails('EINVAL', 'Unknown flags.', 'CONTENT_CHECK'),
        ),
        () => newFd,
      ]),
    ],
    fallback: unknownCommand('EINVAL'),
    compat: 'same',
  },
  userfaultfd: {
    source: uffd,
    gate: initialised,
    commands: [driverCommand('UFFDIO_API', 0xc018aa3f, uffd, uffdApi), ...uffdRanges],
    fallback: (sim, request) => {
      const { type, nr, number } = request.command;
      if (type !== uffdRange || nr > 8) return unknownCommand('EINVAL')(sim, request);
      return uffdNumbers.has(number)
        ? missing(`the userfaultfd command ${nr}`)
        : unknownCommand('EINVAL')(sim, request);
    },
    compat: 'same',
  },
  '/dev/autofs': {
    source: 'fs/autofs/dev-ioctl.c autofs_dev_ioctl() 7.2',
    commands: [],
    fallback: autofsControl,
    compat: 'same',
  },
  '/dev/btrfs-control': { source: btrfs, commands: [], fallback: btrfsControl, compat: 'same' },
};
