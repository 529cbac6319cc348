/** The machine as the language server sees it: what every host knows of headers, with git and the times of files. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isFileProblem } from '../../cli/cliHost.js';
import { headerAtRevision } from '../../cli/compat/headerAtRevision.js';
import { openAgainst } from '../../cli/compat/published.js';
import type { HeaderVersion, IdeHost } from '../../ide/index.js';
import { printable } from '../common/fileStore.js';
import { createHeaderIde, orProblem } from '../common/headerIde.js';
import type { TrustedStore } from '../common/trustedStore.js';
import type { Git } from './git.js';
import { headerHistory } from './headerHistory.js';
import type { NodeHost } from './nodeHost.js';

/** @param git left out where there is no history to be had */
export function createIdeHost(host: NodeHost, store: TrustedStore, git?: Git): IdeHost {
  const { includesOf, ...ide } = createHeaderIde(host, store);
  let mayRunGit = false;

  function versionOf(given: string, headerPath: string): HeaderVersion | { readonly problem: string } {
    const include = includesOf(headerPath);
    const cwd = dirname(headerPath);
    const file = host.openFile(resolve(cwd, given), include);
    if (!isFileProblem(file)) return { file, session: host.sessionFor(file, include) };
    if (file.problem !== 'not-found') return { problem: file.message };
    if (!mayRunGit) return { problem: noGit(given) };
    return orProblem(() => {
      const found = headerAtRevision(given, headerPath, include, { host, cwd });
      return { file: found.file, session: found.host.sessionFor(found.file, include) };
    });
  }

  return {
    ...ide,
    configure(workspace) {
      mayRunGit = workspace.isTrusted;
      return ide.configure(workspace);
    },
    publishedOf(given, file, abis, style) {
      const cwd = dirname(file.path);
      const beside = resolve(cwd, given);
      const isOnDisk = host.expandPaths([beside]).files.length > 0;
      if (!isOnDisk && !mayRunGit) return { problem: noGit(given) };
      const include = includesOf(file.path);
      return orProblem(() =>
        openAgainst(isOnDisk ? beside : given, [file.path], include, { host, cwd }).snapshotOf({ file, abis, style }),
      );
    },
    async historyOf(path, limit, whenUnwanted) {
      if (git === undefined) return { problem: 'git is not called here' };
      if (!mayRunGit) return { problem: 'git is not called in a workspace that is not trusted' };
      return headerHistory(git, path, limit, whenUnwanted, store.style);
    },
    versionOf: (given, headerPath) => versionOf(given, headerPath),
    modifiedAt(path) {
      try {
        return statSync(path).mtimeMs;
      } catch {
        return undefined;
      }
    },
  };
}

function noGit(given: string): string {
  return `'${printable(given)}' is no file, and git is not called in a workspace that is not trusted`;
}
