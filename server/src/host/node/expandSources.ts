/** PATH arguments as sources of a driver: a folder stands for every `*.c` and `*.h` in it and below, in the order of their names. */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ExpandedPaths, FileProblem } from '../../cli/cliHost.js';
import { fileProblem, printable } from '../common/fileStore.js';
import { problemOfError } from './fileSystem.js';

const skippedFolders = new Set(['.git', 'node_modules']);

export function expandSources(paths: readonly string[], cwd: string): ExpandedPaths {
  const files = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const path of paths) {
    try {
      const found = statSync(resolve(cwd, path)).isDirectory() ? sourcesBelow(path, cwd) : [path];
      if (found.length === 0) problems.push(fileProblem('not-found', path, `no *.c or *.h below '${printable(path)}'`));
      for (const each of found) {
        const absolute = resolve(cwd, each);
        if (!files.has(absolute)) files.set(absolute, each);
      }
    } catch (error) {
      problems.push(problemOfError(path, error, 'read'));
    }
  }
  return { files: [...files.values()], problems };
}

/** Paths keep the form of `folder`: relative stays relative. Links are not followed on the way down. */
function sourcesBelow(folder: string, cwd: string): readonly string[] {
  const sources: string[] = [];
  // A list of work in place of recursion: the depth of a tree is its author's choice.
  const open = [folder];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const entry of readdirSync(resolve(cwd, path), { withFileTypes: true })) {
      if (entry.isDirectory() && !skippedFolders.has(entry.name)) open.push(join(path, entry.name));
      else if (entry.isFile() && /\.[ch]$/.test(entry.name)) sources.push(join(path, entry.name));
    }
  }
  return sources.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
