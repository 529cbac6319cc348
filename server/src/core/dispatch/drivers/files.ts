// The kinds of descriptors that the tables know: what the VFS can do for each without asking its driver, and the driver.

import { anonymousDrivers } from './anonymous.js';
import { blockDrivers } from './block.js';
import { characterDrivers } from './character.js';
import type { Driver } from './driver.js';
import { driverCommand, missing, puts, unknownCommand } from './driver.js';
import { kvmDrivers } from './kvm.js';

export interface FileKind {
  /** `regular` where the VFS handles regular files itself; anonymous inodes do not count. */
  readonly mode: 'regular' | 'directory' | 'symlink' | 'other';
  /** What FIOASYNC with a change comes to: without the operation it is ENOTTY. */
  readonly fasync: 'works' | 'ENOTTY' | 'EPERM';
  readonly fiemap: boolean;
  /** FS_IOC_GETFLAGS and relatives. */
  readonly fileattr: boolean;
  readonly bmap: boolean;
  /** Preallocation: what vfs_fallocate() says to a valid range. */
  readonly fallocate: 'works' | 'EBADF' | 'unknown';
  readonly driver: Driver;
}

const none: Omit<FileKind, 'driver'> = {
  mode: 'other',
  fasync: 'ENOTTY',
  fiemap: false,
  fileattr: false,
  bmap: false,
  fallocate: 'unknown',
};

const ext4 = 'fs/ext4/ioctl.c ext4_ioctl() 7.2';

/** Types of commands that ext4 answers and the table leaves out. */
const ext4Types: ReadonlySet<number> = new Set([0x58, 0x66, 0x76, 0x15, 0x94]);

function ext4Driver(getVersion: number, misses: number): Driver {
  return {
    source: ext4,
    commands: [driverCommand('FS_IOC_GETVERSION', getVersion, ext4, [puts(4)])],
    fallback: (sim, request) => {
      const { type, number } = request.command;
      const isPlainMiss = number === misses || number % 65536 === 0x6601 || number % 65536 === 0x7601;
      if (ext4Types.has(type) && !isPlainMiss && !isPreallocation(number)) return missing(`the ext4 command ${number}`);
      return unknownCommand('ENOTTY')(sim, request);
    },
    compat: 'none',
  };
}

function isPreallocation(number: number): boolean {
  return number % 65536 >= 0x5828 && number % 65536 <= 0x5839;
}

const ext4File: Driver = { ...ext4Driver(0x80087601, 0x80047601), compat: ext4Driver(0x80047601, 0x80087601) };

const noIoctl: Driver = {
  source: 'fs/ioctl.c vfs_ioctl() 7.2',
  commands: [],
  fallback: unknownCommand('ENOTTY'),
  compat: 'none',
};

const drivers: Readonly<Record<string, Driver>> = {
  ...anonymousDrivers,
  ...blockDrivers,
  ...characterDrivers,
  ...kvmDrivers,
};

const withFasync: ReadonlySet<string> = new Set([
  'pipe',
  'unix-socket',
  'inet-udp-socket',
  '/dev/urandom',
  '/dev/random',
  '/dev/net/tun(unattached)',
  'pty-master',
  'perf-event',
]);

const special: Readonly<Record<string, FileKind>> = {
  'regular-ext4': {
    ...none,
    mode: 'regular',
    fiemap: true,
    fileattr: true,
    bmap: true,
    fallocate: 'works',
    driver: ext4File,
  },
  directory: { ...none, mode: 'directory', fiemap: true, fileattr: true, fallocate: 'EBADF', driver: ext4File },
  memfd: { ...none, mode: 'regular', fileattr: true, fallocate: 'works', driver: noIoctl },
  '/proc/self/stat': { ...none, mode: 'regular', fallocate: 'EBADF', driver: noIoctl },
};

const silent: ReadonlySet<string> = new Set(['/dev/null', '/dev/zero', '/dev/full', 'eventfd', 'signalfd']);

/** Every kind that `fileKind` knows. */
export const fileKindNames: readonly string[] = [...Object.keys(special), ...silent, ...Object.keys(drivers)];

/** What is known of a kind of descriptor; `undefined` for one that no table has. */
export function fileKind(name: string): FileKind | undefined {
  if (Object.hasOwn(special, name)) return special[name];
  if (silent.has(name)) return { ...none, driver: noIoctl };
  if (!Object.hasOwn(drivers, name)) return undefined;
  return {
    ...none,
    mode: name.startsWith('nsfs:') ? 'regular' : 'other',
    fasync: withFasync.has(name) ? 'works' : name === '/dev/fuse' ? 'EPERM' : 'ENOTTY',
    driver: drivers[name],
  };
}

/** A descriptor that names no open file, or one opened with O_PATH. */
export function isBadDescriptor(name: string): boolean {
  return /^closed|^fd -|O_PATH|o_path/.test(name);
}
