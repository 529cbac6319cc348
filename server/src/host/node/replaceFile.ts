import { readFileSync, realpathSync, statSync } from 'node:fs';
import type { FileProblem } from '../../cli/cliHost.js';
import type { SourceFile } from '../../core/index.js';
import { decodeText, fileProblem, printable } from '../common/fileStore.js';
import { problemOfError } from './fileSystem.js';
import { writeBeside } from './writeBeside.js';

/**
 * Puts a new text in place of a file, as a whole. A symbolic link stays, and what it leads to is replaced. A file that is
 * no longer what was read is left alone: its owner is at work on it.
 */
export function replaceFile(file: SourceFile, text: string): FileProblem | undefined {
  const given = file.path;
  try {
    const path = realpathSync(given);
    const before = readFileSync(path);
    if (decodeText(before) !== file.text) return refuse(given, 'it has changed since it was read');
    const mark = before.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
    // What is not UTF-8 was read with replacement characters, which must not come into the file.
    if (!Buffer.concat([mark, Buffer.from(file.text)]).equals(before)) return refuse(given, 'it is not in UTF-8');
    const isStill = (): boolean => readFileSync(path).equals(before);
    if (writeBeside(path, Buffer.concat([mark, Buffer.from(text)]), statSync(path), isStill)) return undefined;
    return refuse(given, 'it has changed since it was read');
  } catch (error) {
    return problemOfError(given, error, 'write');
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function refuse(path: string, why: string): FileProblem {
  return fileProblem('unreadable', path, `cannot write '${printable(path)}': ${why}; it was left as it is`);
}
