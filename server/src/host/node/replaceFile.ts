import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileProblem } from '../../cli/cliHost.js';
import type { SourceFile } from '../../core/index.js';
import { decodeText, fileProblem, printable } from '../common/fileStore.js';
import { problemOfError } from './fileSystem.js';

/**
 * Puts a new text in place of a file. The text is written beside the file, brought to the disk, and renamed over it: who
 * reads the file, or ends this process at any moment, finds the old text or the new one, never a part. A symbolic link
 * stays, and what it leads to is replaced. Mode and, where the system lets us, owner stay. A file that is no longer what
 * was read is left alone: its owner is at work on it.
 */
export function replaceFile(file: SourceFile, text: string): FileProblem | undefined {
  const given = file.path;
  let temporary: string | undefined;
  try {
    const path = realpathSync(given);
    const before = readFileSync(path);
    if (decodeText(before) !== file.text) return refuse(given, 'it has changed since it was read');
    const mark = before.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
    // What is not UTF-8 was read with replacement characters, which must not come into the file.
    if (!Buffer.concat([mark, Buffer.from(file.text)]).equals(before)) return refuse(given, 'it is not in UTF-8');
    const { mode, uid, gid } = statSync(path);
    temporary = join(dirname(path), `.${basename(path)}.uapi-${randomBytes(6).toString('hex')}.tmp`);
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(descriptor, Buffer.concat([mark, Buffer.from(text)]));
      keepOwner(descriptor, uid, gid);
      fchmodSync(descriptor, mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (!readFileSync(path).equals(before)) return refuse(given, 'it has changed since it was read');
    renameSync(temporary, path);
    temporary = undefined;
    return undefined;
  } catch (error) {
    return problemOfError(given, error, 'write');
  } finally {
    if (temporary !== undefined) remove(temporary);
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function refuse(path: string, why: string): FileProblem {
  return fileProblem('unreadable', path, `cannot write '${printable(path)}': ${why}; it was left as it is`);
}

/** A file of somebody else, written by root, stays theirs. Without the right to do that it becomes ours. */
function keepOwner(descriptor: number, uid: number, gid: number): void {
  const own = fstatSync(descriptor);
  if (own.uid === uid && own.gid === gid) return;
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // The text is what matters.
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was not made, or is gone.
  }
}
