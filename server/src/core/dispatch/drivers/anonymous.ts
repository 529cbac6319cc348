// Descriptors without a device node: pidfd, namespaces, the seccomp listener, perf events, epoll, sockets, pipes.

import { readUnsigned } from '../bytes.js';
import { genericCommand } from '../dispatchModel.js';
import { iocKey } from '../models/iocKey.js';
import { iocSizeExtensible } from '../models/iocSizeExtensible.js';
import { mustBeZero } from '../models/mustBeZero.js';
import { newFd, type Outcome } from '../simulation.js';
import {
  type Action,
  copiesIn,
  copiesOut,
  type Driver,
  type DriverCommand,
  descriptor,
  driverCommand,
  type Ending,
  fails,
  failure,
  gets64,
  missing,
  puts,
  runModel,
  u32,
  u64,
  unknownCommand,
  value,
  whenArgument,
} from './driver.js';

const pidfdInfo = 0xc040ff0b;
const exitBit = 8n;
const pidfs = 'fs/pidfs.c pidfd_ioctl() 7.2';

/** PIDFD_GET_INFO, then the commands that open a namespace of the task. */
function pidfd(isReaped: boolean): Driver {
  const info: Ending = (sim, request) => {
    const kernelSize = request.machine.kernelSizes.get('PIDFD_GET_INFO');
    if (kernelSize === undefined) return missing('ksize.PIDFD_GET_INFO');
    const { command } = request;
    const valid = command.direction === 'rw' && command.sizeBytes >= 64 && sim.arg !== 0;
    const mask =
      sim.arg === undefined || sim.memory.readableBytes(sim.arg, 8) < 8
        ? undefined
        : readUnsigned(sim.memory.read(sim.arg, 8), 0, 8, true);
    if (isReaped && valid && mask !== undefined && (mask / exitBit) % 2n === 0n) {
      sim.say('COPY_IN', 'The request mask is read; it does not ask for the exit information.');
      return sim.stop('STATE', 'ESRCH', 'The task was reaped: only its exit information is left.');
    }
    const options = { table: pidfdInfo, parameters: { variant: 'pidfd' } };
    return runModel(sim, request, iocSizeExtensible, { kernelSize, minSize: 64 }, options);
  };
  const namespace = (nr: number): DriverCommand =>
    driverCommand(`namespace ${nr}`, 0xff00 + nr, pidfs, [
      ...(isReaped ? [fails('ESRCH', 'The task was reaped.')] : []),
      whenArgument((argument) => argument !== 0, fails('EINVAL', 'The argument must be 0.', 'CONTENT_CHECK')),
      () => (nr === 10 ? newFd : missing('the namespaces of this kernel')),
    ]);
  return {
    source: pidfs,
    commands: [
      ...Array.from({ length: 10 }, (_, index) => namespace(index + 1)),
      driverCommand('FS_IOC_GETVERSION', 0x80087601, pidfs, [
        whenArgument((argument) => argument === 0, fails('EINVAL', 'The pointer is NULL.', 'NULL_CHECK')),
        puts(4),
      ]),
    ],
    fallback: (sim, request) =>
      request.command.type === 0xff && request.command.nr === 11
        ? info(sim, request)
        : unknownCommand('ENOTTY')(sim, request),
    compat: 'same',
  };
}

const nsfs = 'fs/nsfs.c ns_ioctl() 7.2';
const mntInfo = 0x8010b70a;

function namespaceFile(kind: 'mnt' | 'uts'): Driver {
  const isMnt = kind === 'mnt';
  const info: Ending = (sim, request) => {
    const kernelSize = request.machine.kernelSizes.get('NS_MNT_GET_INFO');
    if (kernelSize === undefined) return missing('ksize.NS_MNT_GET_INFO');
    return runModel(
      sim,
      request,
      iocSizeExtensible,
      { kernelSize, minSize: 16 },
      {
        table: mntInfo,
        parameters: { variant: 'nsfs' },
        checkContent: () => (isMnt ? undefined : sim.stop('GATE', 'EINVAL', 'This is no mount namespace.')),
      },
    );
  };
  const wrongKind = fails('EINVAL', 'This namespace is of another kind.', 'GATE');
  return {
    source: nsfs,
    commands: [
      driverCommand('NS_GET_USERNS', 0xb701, nsfs, [() => newFd]),
      driverCommand('NS_GET_PARENT', 0xb702, nsfs, [
        fails('EINVAL', 'Namespaces of this kind have no parent.', 'GATE'),
      ]),
      driverCommand('NS_GET_NSTYPE', 0xb703, nsfs, [() => value(isMnt ? 0x20000 : 0x4000000)]),
      driverCommand('NS_GET_OWNER_UID', 0xb704, nsfs, [wrongKind]),
      driverCommand('NS_GET_MNTNS_ID', 0x8008b705, nsfs, [isMnt ? puts(8) : wrongKind]),
      ...[0x8004b706, 0x8004b707, 0x8004b708, 0x8004b709].map((number) =>
        driverCommand('a pid namespace command', number, nsfs, [wrongKind]),
      ),
    ],
    fallback: (sim, request) => {
      const { type, nr, direction, sizeBytes } = request.command;
      if (type !== 0xb7 || nr < 10 || nr > 13) return unknownCommand('ENOTTY')(sim, request);
      if (nr === 13) return missing('the namespace command 13');
      if (nr === 10) return info(sim, request);
      if (direction !== 'r' || sizeBytes < 16) return unknownCommand('ENOTTY')(sim, request);
      return isMnt ? missing('the mount namespaces of the machine') : wrongKind(sim, request);
    },
    compat: 'same',
  };
}

const seccomp = 'kernel/seccomp.c seccomp_notify_ioctl() 7.2';
const addFd = 0x40182103;
const receive = 0xc0502100;
const noNotification = fails('ENOENT', 'There is no notification with this id.');

const seccompListener: Driver = {
  source: seccomp,
  commands: [
    driverCommand(
      'SECCOMP_IOCTL_NOTIF_RECV',
      receive,
      seccomp,
      [
        (sim, request) => {
          const kernelSize = request.machine.kernelSizes.get('SECCOMP_IOCTL_NOTIF_RECV');
          if (kernelSize === undefined) return missing('ksize.SECCOMP_IOCTL_NOTIF_RECV');
          return runModel(
            sim,
            request,
            mustBeZero,
            { kernelSize, minSize: kernelSize },
            {
              table: receive,
              checkContent: () => missing('the notifications that wait'),
            },
          );
        },
      ],
      'must-be-zero',
    ),
    driverCommand('SECCOMP_IOCTL_NOTIF_SEND', 0xc0182101, seccomp, [
      copiesIn(24, (buffer) => {
        const flags = u32(buffer, 20);
        const resumes = flags === 1 && (u64(buffer, 8) !== 0n || u32(buffer, 16) !== 0);
        return flags > 1 || resumes ? failure('EINVAL') : undefined;
      }),
      noNotification,
    ]),
    ...[0x40082102, 0x80082102].map((number) =>
      driverCommand('SECCOMP_IOCTL_NOTIF_ID_VALID', number, seccomp, [copiesIn(8), noNotification]),
    ),
    driverCommand('SECCOMP_IOCTL_NOTIF_SET_FLAGS', 0x40082104, seccomp, [
      whenArgument((flags) => flags > 1, fails('EINVAL', 'Unknown flags.', 'CONTENT_CHECK')),
    ]),
  ],
  fallback: (sim, request) => {
    const kernelSize = request.machine.kernelSizes.get('SECCOMP_IOCTL_NOTIF_ADDFD');
    if (kernelSize === undefined) return missing('ksize.SECCOMP_IOCTL_NOTIF_ADDFD');
    return runModel(
      sim,
      request,
      iocKey,
      { kernelSize, minSize: 24 },
      {
        table: addFd,
        checkContent: (buffer) => {
          const [flags, sourceFd, target, targetFlags] = [8, 12, 16, 20].map((offset) => u32(buffer, offset));
          if (targetFlags !== 0 && targetFlags !== 0o2000000) return failure('EINVAL');
          if (flags > 3 || (target !== 0 && flags % 2 === 0)) return failure('EINVAL');
          const state = descriptor(sourceFd);
          if (state === 'unknown') return missing('which descriptors are open');
          return failure(state === 'closed' ? 'EBADF' : 'ENOENT');
        },
      },
    );
  },
  compat: 'same',
};

const perf = 'kernel/events/core.c _perf_ioctl() 7.2';
const perfId = 0x80082407;
/** Commands whose size bits are those of a pointer: perf_compat_ioctl() rewrites them. */
const pointerSized: ReadonlySet<number> = new Set([6, 7, 10, 11]);

const notSampling = fails('EINVAL', 'The event does not sample.');
const perfCommands: readonly DriverCommand[] = [
  driverCommand('PERF_EVENT_IOC_ENABLE', 0x2400, perf, []),
  driverCommand('PERF_EVENT_IOC_DISABLE', 0x2401, perf, []),
  driverCommand('PERF_EVENT_IOC_REFRESH', 0x2402, perf, [notSampling]),
  driverCommand('PERF_EVENT_IOC_RESET', 0x2403, perf, []),
  driverCommand('PERF_EVENT_IOC_PERIOD', 0x40082404, perf, [gets64(), notSampling]),
  driverCommand('PERF_EVENT_IOC_ID', perfId, perf, [copiesOut(8)]),
];

const perfFallback: Ending = (sim, request) => {
  const { type, nr, number, sizeBytes } = request.command;
  const known = perfCommands.some((command) => command.number % 65536 === number % 65536);
  const variant = known || sizeBytes > 8;
  return type === 0x24 && nr <= 11 && !variant
    ? missing(`the perf command ${nr}`)
    : unknownCommand('ENOTTY')(sim, request);
};

const perfDriver: Driver = { source: perf, commands: perfCommands, fallback: perfFallback, compat: 'same' };

/** The number of a 32-bit caller, with the size bits of a pointer of this kernel. */
export function perfCompatNumber(number: number): number {
  const { type, nr, sizeBytes } = genericCommand(number);
  return type === 0x24 && pointerSized.has(nr) && sizeBytes === 4 ? number + 4 * 65536 : number;
}

const epoll = 'fs/eventpoll.c ep_eventpoll_ioctl() 7.2';
const busyPoll: Action = copiesIn(8, (buffer): Outcome | undefined => {
  const { bytes } = buffer;
  if (bytes[7] !== 0 || bytes[6] > 1 || u32(buffer, 0) >= 2 ** 31) return failure('EINVAL');
  return undefined;
});

const plain = (source: string, commands: readonly DriverCommand[] = []): Driver => ({
  source,
  commands,
  fallback: unknownCommand('ENOTTY'),
  compat: 'none',
});

const inq = (source: string): readonly DriverCommand[] => [driverCommand('FIONREAD', 0x541b, source, [puts(4)])];

function socket(source: string): Driver {
  return {
    source: 'net/socket.c sock_ioctl() 7.2',
    commands: [driverCommand('TIOCOUTQ', 0x5411, source, [puts(4)]), ...inq(source)],
    fallback: (sim, request) =>
      request.command.type === 0x89 || request.command.type === 0x8b
        ? missing('the network of the machine')
        : unknownCommand('ENOTTY')(sim, request),
    compat: 'same',
  };
}

export const anonymousDrivers: Readonly<Record<string, Driver>> = {
  pidfd: pidfd(false),
  'pidfd:self': pidfd(false),
  'pidfd:reaped': pidfd(true),
  'nsfs:mnt': namespaceFile('mnt'),
  'nsfs:uts': namespaceFile('uts'),
  'seccomp-listener': seccompListener,
  'perf-event': perfDriver,
  epoll: {
    source: epoll,
    commands: [
      driverCommand('EPIOCSPARAMS', 0x40088a01, epoll, [busyPoll]),
      driverCommand('EPIOCGPARAMS', 0x80088a02, epoll, [copiesOut(8)]),
    ],
    fallback: unknownCommand('EINVAL'),
    compat: 'same',
  },
  pipe: plain('fs/pipe.c pipe_ioctl() 7.2', inq('fs/pipe.c pipe_ioctl() 7.2')),
  timerfd: plain('fs/timerfd.c timerfd_ioctl() 7.2'),
  'unix-socket': socket('net/unix/af_unix.c unix_ioctl() 7.2'),
  'inet-udp-socket': socket('net/ipv4/udp.c udp_ioctl() 7.2'),
};
