import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import type { FileProblem, FileProblemKind } from '../../cli/cliHost.js';
import {
  createStoreOn,
  type Disk,
  decodeText,
  type EntryKind,
  type FileStore,
  type FolderEntries,
  fileProblem,
  MAX_FILE_BYTES,
  printable,
  tooLarge,
} from '../common/fileStore.js';
import type { PathStyle } from '../common/paths.js';

/** The disk of the machine: system calls, whose failures become values. */
const disk: Disk = { list: listFolder, realPath, linkTarget, text: readText };

export function createFileStore(style: PathStyle): FileStore {
  return createStoreOn(disk, style);
}

function listFolder(folder: string): FolderEntries | undefined {
  try {
    const listing = new Map<string, EntryKind>();
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      listing.set(
        entry.name,
        entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other',
      );
    }
    return listing;
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/**
 * The text of a regular file, or why there is none. Time and memory are bounded by MAX_FILE_BYTES whatever `path` names:
 * a FIFO or a device is opened without waiting and refused.
 */
export function readText(path: string, given: string = path): string | FileProblem {
  const bytes = readBytes(path, given);
  return Buffer.isBuffer(bytes) ? decodeText(bytes) : bytes;
}

function readBytes(path: string, given: string): Buffer | FileProblem {
  let descriptor: number | undefined;
  try {
    // O_NONBLOCK: a FIFO without a writer would hang in open(2). Windows has no such flag.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return notAFile(given, stats);
    if (stats.size > MAX_FILE_BYTES) return tooLarge(given, stats.size);
    return readAll(descriptor, stats.size, given);
  } catch (error) {
    return problemOfError(given, error, 'read');
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Reads to the end of the file, also where its size is unknown (0, as in /proc) or grows meanwhile. */
function readAll(descriptor: number, size: number, path: string): Buffer | FileProblem {
  let bytes = Buffer.allocUnsafe(size === 0 ? 4096 : size);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    length += count;
    if (count === 0 || (length === size && size > 0)) return bytes.subarray(0, length);
    if (length === bytes.length) {
      if (length > MAX_FILE_BYTES) return tooLarge(path, length);
      const larger = Buffer.allocUnsafe(2 * length);
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
  }
}

function notAFile(path: string, stats: Stats): FileProblem {
  const what = stats.isDirectory()
    ? 'a folder'
    : stats.isFIFO()
      ? 'a pipe'
      : stats.isSocket()
        ? 'a socket'
        : 'a device';
  return fileProblem('not-a-file', path, `cannot read '${printable(path)}': it is ${what}, not a file`);
}

/** The problem that an exception of `node:fs` tells of. */
export function problemOfError(path: string, error: unknown, verb: 'read' | 'write'): FileProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const say = (problem: FileProblemKind, why: string): FileProblem =>
    fileProblem(problem, path, `cannot ${verb} '${printable(path)}': ${why}`);
  switch (code) {
    case 'ENOENT':
      return say('not-found', verb === 'read' ? 'no such file' : 'its folder does not exist');
    case 'ENOTDIR':
      return say('not-found', 'a part of its path is not a folder');
    case 'EACCES':
    case 'EPERM':
      return say('no-permission', 'permission denied');
    case 'EISDIR':
      return say('not-a-file', 'it is a folder, not a file');
    case 'ENXIO':
      return say('not-a-file', 'it is a socket or a device, not a file');
    case 'ELOOP':
      return say('unreadable', 'its symbolic links go round in a circle');
    case 'ENAMETOOLONG':
      return say('not-found', 'its name is too long');
    case 'ENOSPC':
      return say('unreadable', 'the disk is full');
    case 'EDQUOT':
      return say('unreadable', 'your share of the disk is used up');
    case 'EFBIG':
      return say('unreadable', 'it would become larger than a file may be here (ulimit -f)');
    case 'ERR_INVALID_ARG_VALUE':
      return say('not-found', 'its name holds a NUL character');
    default:
      return say('unreadable', code === '' ? 'unknown error' : `the system says ${code}`);
  }
}
