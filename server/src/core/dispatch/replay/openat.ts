// openat2() on the copied structure: build_open_flags() of fs/open.c, and what a path of the device tree opens.

import { failure, missing, u64 } from '../drivers/driver.js';
import type { KernelBuffer } from '../kernelBuffer.js';
import { newFd, type Outcome } from '../simulation.js';

const flag = {
  accessMode: 3n,
  create: 0o100n,
  exclusive: 0o200n,
  truncate: 0o1000n,
  direct: 0o40000n,
  directory: 0o200000n,
  noFollow: 0o400000n,
  closeOnExec: 0o2000000n,
  path: 0o10000000n,
  tmpfile: 0o20000000n,
} as const;

/** VALID_OPEN_FLAGS of x86: access mode, O_CREAT … O_TMPFILE, and O_LARGEFILE. */
const validFlags =
  flag.accessMode |
  flag.create |
  flag.exclusive |
  0o400n |
  flag.truncate |
  0o2000n |
  0o4000n |
  0o10000n |
  0o20000n |
  flag.direct |
  0o100000n |
  flag.directory |
  flag.noFollow |
  0o1000000n |
  flag.closeOnExec |
  0o4000000n |
  flag.path |
  flag.tmpfile;

const resolve = { noXdev: 1n, noMagicLinks: 2n, noSymlinks: 4n, beneath: 8n, inRoot: 16n, cached: 32n } as const;

export function openatContent(buffer: KernelBuffer, call: Readonly<Record<string, unknown>>): Outcome {
  const [flags, mode, how] = [0, 8, 16].map((offset) => u64(buffer, offset));
  return flagErrno(flags, mode, how) ?? openPath(flags, how, String(call.path ?? ''));
}

function flagErrno(flags: bigint, mode: bigint, how: bigint): Outcome | undefined {
  const has = (bits: bigint): boolean => (flags & bits) !== 0n;
  const creates = has(flag.create | flag.tmpfile);
  const invalid =
    (flags & ~validFlags) !== 0n ||
    (how & ~0x3fn) !== 0n ||
    ((how & resolve.beneath) !== 0n && (how & resolve.inRoot) !== 0n) ||
    (creates ? (mode & ~0o7777n) !== 0n : mode !== 0n) ||
    (has(flag.directory) && has(flag.create)) ||
    (has(flag.tmpfile) && (!has(flag.directory) || (flags & flag.accessMode) === 0n)) ||
    (has(flag.path) && (flags & ~(flag.path | flag.directory | flag.noFollow | flag.closeOnExec)) !== 0n);
  if (invalid) return failure('EINVAL');
  const writes = has(flag.truncate | flag.create | flag.tmpfile);
  return (how & resolve.cached) !== 0n && writes ? failure('EAGAIN') : undefined;
}

/** O_TMPFILE has O_DIRECTORY, so it is refused as that is; O_DIRECT needs a direct_IO(), see do_dentry_open(). */
function openPath(flags: bigint, how: bigint, path: string): Outcome {
  if (/unmapped|null$/i.test(path) && path !== '/dev/null') return failure('EFAULT');
  if (path !== '/dev/null') return missing(`what ${path} is`);
  const has = (bits: bigint): boolean => (flags & bits) !== 0n;
  if ((how & resolve.beneath) !== 0n) return failure('EXDEV');
  if ((how & (resolve.inRoot | resolve.noXdev | resolve.cached)) !== 0n)
    return missing('the mounts and the folder of the caller');
  if (has(flag.directory)) return failure('ENOTDIR');
  if (has(flag.create) && has(flag.exclusive)) return failure('EEXIST');
  if (has(flag.direct)) return failure('EINVAL');
  return newFd;
}
