import { basename, dirname } from 'node:path';

/**
 * Which headers are a driver's own: those in a folder of sources, and in the folders below it. A folder that is named for
 * public headers starts anew.
 */

const PUBLIC_FOLDERS = new Set(['include', 'uapi']);

/** Whether the headers of a folder (an absolute path) are private to sources, given the folders that hold some. */
export function isPrivateFolder(folder: string, sourceFolders: ReadonlySet<string>): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if (sourceFolders.has(path)) return true;
    if (PUBLIC_FOLDERS.has(basename(path)) || dirname(path) === path) return false;
  }
}
