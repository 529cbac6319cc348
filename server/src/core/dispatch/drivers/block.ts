// A loop device that nothing is bound to, /dev/loop-control, and the block layer above them (block/ioctl.c,
// drivers/block/loop.c).

import {
  type Action,
  copiesIn,
  type Driver,
  type DriverCommand,
  descriptor,
  driverCommand,
  type Ending,
  fails,
  failure,
  isNull,
  missing,
  puts,
  u32,
  unknownCommand,
  value,
  whenArgument,
} from './driver.js';

const block = 'block/ioctl.c blkdev_common_ioctl() 7.2';
const native = 'block/ioctl.c blkdev_ioctl() 7.2';
const compatBlock = 'block/ioctl.c compat_blkdev_ioctl() 7.2';
const loop = 'drivers/block/loop.c lo_ioctl() 7.2';

const unbound = fails('ENXIO', 'Nothing is bound to the loop device.');
const nullIsInvalid = whenArgument(isNull, fails('EINVAL', 'The pointer is NULL.', 'NULL_CHECK'));

const byDescriptor = (fd: number): ReturnType<Action> => {
  const state = descriptor(fd);
  if (state === 'closed') return failure('EBADF');
  return missing('which descriptors are open');
};

const loopCommands: readonly DriverCommand[] = [
  driverCommand('LOOP_SET_FD', 0x4c00, loop, [(_sim, { argument = -1 }) => byDescriptor(argument % 2 ** 32)]),
  driverCommand('LOOP_CLR_FD', 0x4c01, loop, [unbound]),
  driverCommand('LOOP_SET_STATUS64', 0x4c04, loop, [copiesIn(232), unbound]),
  driverCommand('LOOP_GET_STATUS64', 0x4c05, loop, [nullIsInvalid, unbound]),
  driverCommand('LOOP_CONFIGURE', 0x4c0a, loop, [copiesIn(304, (buffer) => byDescriptor(u32(buffer, 0)))]),
  driverCommand('LOOP_SET_CAPACITY', 0x4c07, loop, [unbound]),
  driverCommand('LOOP_SET_DIRECT_IO', 0x4c08, loop, [unbound]),
];

const nativeLoop: readonly DriverCommand[] = [
  ...loopCommands,
  driverCommand('LOOP_SET_STATUS', 0x4c02, loop, [copiesIn(168), unbound]),
  driverCommand('LOOP_GET_STATUS', 0x4c03, loop, [nullIsInvalid, unbound]),
];

const compatLoop: readonly DriverCommand[] = [
  ...loopCommands,
  driverCommand('LOOP_SET_STATUS', 0x4c02, loop, [copiesIn(140), unbound]),
  driverCommand('LOOP_GET_STATUS', 0x4c03, loop, [nullIsInvalid, unbound]),
];

const out = (name: string, number: number, width: 2 | 4 | 8, source = block): DriverCommand =>
  driverCommand(name, number, source, [puts(width)]);

const common: readonly DriverCommand[] = [
  out('BLKGETDISKSEQ', 0x80081280, 8),
  out('BLKROGET', 0x125e, 4),
  out('BLKSSZGET', 0x1268, 4),
  out('BLKPBSZGET', 0x127b, 4),
  out('BLKIOMIN', 0x1278, 4),
  out('BLKIOOPT', 0x1279, 4),
  out('BLKALIGNOFF', 0x127a, 4),
  out('BLKDISCARDZEROES', 0x127c, 4),
  out('BLKSECTGET', 0x1267, 2),
  out('BLKROTATIONAL', 0x127e, 2),
];

const nativeBlock: readonly DriverCommand[] = [
  out('BLKGETSIZE64', 0x80081272, 8, native),
  out('BLKGETSIZE', 0x1260, 8, native),
  out('BLKBSZGET', 0x80081270, 4, native),
  driverCommand('BLKRAGET', 0x1263, native, [nullIsInvalid, puts(8)]),
  driverCommand('BLKFRAGET', 0x1265, native, [nullIsInvalid, puts(8)]),
];

const compatBlockCommands: readonly DriverCommand[] = [
  driverCommand('BLKGETSIZE64_32', 0x80041272, compatBlock, [puts(8)]),
  driverCommand('BLKGETSIZE', 0x1260, compatBlock, [puts(4)]),
  driverCommand('BLKBSZGET_32', 0x80041270, compatBlock, [puts(4)]),
  driverCommand('BLKRAGET', 0x1263, compatBlock, [nullIsInvalid, puts(4)]),
  driverCommand('BLKFRAGET', 0x1265, compatBlock, [nullIsInvalid, puts(4)]),
];

/** FS_IOC_GETLBMD_CAP: without block integrity in the build nobody answers it. */
const integrityCommand = (type: number, nr: number): boolean => type === 0x15 && nr === 2;

/** Numbers of the block layer that the tables leave out. */
const undescribedBlock: ReadonlySet<number> = new Set([
  0x5d, 0x5f, 0x61, 0x62, 0x64, 0x66, 0x69, 0x71, 0x73, 0x74, 0x75, 0x76, 0x77, 0x7d, 0x7f, 0x82, 0x83, 0x84, 0x85,
  0x86, 0x87, 0x88, 0x89, 0x8a,
]);

function fallback(errno: string): Ending {
  return (sim, request) => {
    const { type, nr, number } = request.command;
    if (integrityCommand(type, nr) && request.machine.blockIntegrity !== false) return missing('block_integrity');
    const legacy = number < 65536;
    if (type === 0x12 && undescribedBlock.has(nr) && (legacy || nr > 0x70)) return missing(`block command ${nr}`);
    if (type === 0x4c && legacy && (nr === 6 || nr === 9)) return missing(`loop command ${nr}`);
    if ((type === 0x70 && nr >= 200) || number === 0x301 || type === 0x53 || type === 0x22) {
      return missing(`a command of type ${type} on a block device`);
    }
    return unknownCommand(errno)(sim, request);
  };
}

const control = 'drivers/block/loop.c loop_control_ioctl() 7.2';

export const blockDrivers: Readonly<Record<string, Driver>> = {
  '/dev/loop7(unbound)': {
    source: native,
    commands: [...nativeBlock, ...common, ...nativeLoop],
    fallback: fallback('EINVAL'),
    compat: {
      source: compatBlock,
      commands: [...compatBlockCommands, ...common, ...compatLoop],
      fallback: fallback('ENOTTY'),
      compat: 'same',
    },
  },
  '/dev/loop-control': {
    source: control,
    commands: [
      driverCommand('LOOP_CTL_ADD', 0x4c80, control, [
        (_sim, { argument = -1, machine: { loopDevices } }) =>
          loopDevices !== undefined && argument >= 0 && argument <= loopDevices
            ? failure('EEXIST')
            : missing('loop_devices'),
      ]),
      driverCommand('LOOP_CTL_REMOVE', 0x4c81, control, [
        (_sim, { argument = -1, machine: { loopDevices } }) => {
          if (argument < 0 || (argument >= 2 ** 31 && argument < 2 ** 32)) return failure('EINVAL');
          return loopDevices !== undefined && argument > loopDevices ? failure('ENODEV') : missing('loop_devices');
        },
      ]),
      driverCommand('LOOP_CTL_GET_FREE', 0x4c82, control, [
        (_sim, { machine: { loopDevices } }) => (loopDevices === undefined ? missing('loop_devices') : value(0)),
      ]),
    ],
    fallback: unknownCommand('ENOSYS'),
    compat: 'same',
  },
};
