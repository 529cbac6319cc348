import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ExpandedPaths, FileProblem } from '../../cli/cliHost.js';
import { isPrivateFolder } from '../../cli/privateHeaders.js';
import { type EntryKind, type FileStore, fileProblem, printable } from '../common/fileStore.js';
import { problemOfError } from './fileSystem.js';

/**
 * PATH arguments as files. A folder stands for every `*.h` below it, in the order of their names, so that a report does
 * not depend on the disk; where sources are asked for, for every `*.c` too, and then not for headers that are private to them.
 * Links to folders are not followed on the way down (as grep -r and ruff do), so there are no
 * circles; links to files are headers like others.
 */

/** Folders that hold no headers of the author. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules']);

export function expandPaths(
  store: FileStore,
  paths: readonly string[],
  cwd: string,
  { sources } = { sources: false },
): ExpandedPaths {
  const files: string[] = [];
  const seen = new Set<string>();
  const problems: FileProblem[] = [];
  const add = (path: string): void => {
    const key = path === '-' ? path : resolve(cwd, path);
    if (!seen.has(key)) files.push(path);
    seen.add(key);
  };
  for (const path of paths) {
    if (path === '-') {
      add(path);
      continue;
    }
    const kind = kindOf(path, cwd);
    if (typeof kind === 'object') {
      problems.push(kind);
    } else if (kind === 'file') {
      add(path);
    } else {
      const before = files.length;
      const headers = filesBelow(store, path, cwd, sources);
      for (const header of headers) add(header);
      if (headers.length === 0 && files.length === before) {
        const what = sources ? 'no header or source (*.h, *.c)' : 'no header (*.h)';
        problems.push(fileProblem('not-found', path, `${what} below '${printable(path)}'`));
      }
    }
  }
  return { files, problems };
}

/** What is neither file nor folder counts as a file here: reading it tells what it is. */
function kindOf(path: string, cwd: string): 'file' | 'folder' | FileProblem {
  if (path === '') return fileProblem('not-found', path, 'an empty PATH names no file');
  try {
    return statSync(resolve(cwd, path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return problemOfError(path, error, 'read');
  }
}

/** Paths keep the form of `folder`: relative stays relative. */
function filesBelow(store: FileStore, folder: string, cwd: string, sources: boolean): readonly string[] {
  const { join } = store.style.path;
  const files: string[] = [];
  const sourceFolders = new Set<string>();
  // A list of work in place of recursion: the depth of a tree is its author's choice.
  const open = [folder];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const absolute = resolve(cwd, path);
    const entries = store.entries(absolute) ?? new Map<string, EntryKind>();
    if (sources && [...entries.keys()].some((name) => name.endsWith('.c'))) sourceFolders.add(absolute);
    const ending = isPrivateFolder(absolute, sourceFolders) ? '.c' : '.h';
    for (const [name, kind] of entries) {
      if (SKIPPED_FOLDERS.has(name)) continue;
      if (kind === 'folder') open.push(join(path, name));
      else if (name.endsWith(ending) && store.realFile(resolve(absolute, name)) !== undefined)
        files.push(join(path, name));
    }
  }
  return files.sort(byCodeUnits);
}

/** The same order on every machine, whatever its language. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
