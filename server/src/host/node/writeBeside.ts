import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Puts bytes in place of a file: they are written beside it, brought to the disk, and renamed over it. Who reads the file,
 * or ends this process at any moment, finds the old bytes or the new ones, never a part; and a disk that becomes full
 * leaves the old ones. Other names of the old file (hard links) keep it, as with git and patch.
 *
 * @param path of the file itself, no symbolic link; it need not be there
 * @param before what is known of the old file, whose mode and, where the system lets us, owner stay
 * @param isStill asked when all is written: whether the file may still be replaced
 * @returns whether it was
 * @throws what the system says
 */
export function writeBeside(path: string, bytes: Uint8Array, before?: Stats, isStill = (): boolean => true): boolean {
  const temporary = join(dirname(path), `.${basename(path)}.uapi-${randomBytes(6).toString('hex')}.tmp`);
  const descriptor = openSync(temporary, 'wx', before === undefined ? 0o666 : 0o600);
  let isWritten = false;
  try {
    try {
      writeFileSync(descriptor, bytes);
      if (before !== undefined) keepOwner(descriptor, before);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (!isStill()) return false;
    renameSync(temporary, path);
    isWritten = true;
    return true;
  } finally {
    if (!isWritten) remove(temporary);
  }
}

/**
 * Writes a file as a whole, as `writeBeside` does: what a symbolic link leads to, so that the link stays. What is no regular
 * file (a terminal, a pipe) is written to, and so is a file in a folder that takes no new one.
 */
export function writeWhole(path: string, text: string): void {
  const before = statSync(path, { throwIfNoEntry: false });
  if (before !== undefined && !before.isFile()) return writeFileSync(path, text);
  try {
    writeBeside(before === undefined ? path : realpathSync(path), Buffer.from(text), before);
  } catch (error) {
    if (before === undefined || !isForbidden(error)) throw error;
    writeFileSync(path, text);
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

/** A file of somebody else, written by root, stays theirs. Without the right to do that it becomes ours. */
function keepOwner(descriptor: number, { mode, uid, gid }: Stats): void {
  const own = fstatSync(descriptor);
  try {
    if (own.uid !== uid || own.gid !== gid) fchownSync(descriptor, uid, gid);
  } catch {
    // The text is what matters.
  }
  fchmodSync(descriptor, mode & 0o7777);
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is gone.
  }
}
