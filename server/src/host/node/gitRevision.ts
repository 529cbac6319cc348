import type { FileProblem } from '../../cli/cliHost.js';
import type { HeaderHost } from '../../cli/compat/headerSet.js';
import type { Revision, RevisionHeader } from '../../cli/compat/revision.js';
import { type FileStore, fileProblem, printable } from '../common/fileStore.js';
import { pathBelow, withSlashes } from '../common/paths.js';
import type { Git } from './git.js';
import { type GitTree, openGitTree } from './gitTree.js';
import { createRevisionStore } from './revisionStore.js';

export interface RevisionParts {
  readonly git: Git;
  readonly store: FileStore;
  /** Absolute. */
  readonly cwd: string;
  /** A host that reads from a store. */
  readonly hostOf: (store: FileStore, cwd: string) => HeaderHost;
}

/** Opens a revision of the repository around `near` (absolute). */
export function openRevision(given: string, near: string, parts: RevisionParts): Revision | FileProblem {
  const { git, store, cwd, hostOf } = parts;
  const { style } = store;
  const problem = (why: string): FileProblem => fileProblem('not-found', given, why);
  if (given === '') return problem('an empty name is no revision');
  const folder = store.isFolder(near) ? near : style.path.dirname(near);
  const top = topOf(git, folder);
  if ('error' in top) return problem(`'${printable(folder)}' is in no git repository (${printable(top.error)})`);
  const named = git.run(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${given}^{tree}`]);
  const object = 'error' in named ? '' : named.stdout.toString('latin1').trim();
  if (!/^[0-9a-f]{40,64}$/.test(object))
    return problem(`there is no revision '${printable(given)}' in ${printable(top.path)}`);
  const tree = openGitTree(git, folder, object);
  if ('error' in tree) return problem(`git cannot list '${printable(given)}': ${printable(tree.error)}`);
  const root = style.path.join(style.path.parse(folder).root, '.uapi-git', `${encodeURIComponent(given)}:`);
  const nameOf = (path: string): string | undefined => {
    const absolute = store.realFile(style.path.resolve(cwd, path)) ?? style.path.resolve(cwd, path);
    const real = store.realFolder(absolute) ?? absolute;
    return real === top.path ? '' : pathBelow(top.path, real, style);
  };
  const normalize = (path: string): string => normalName(path, nameOf);
  return {
    host: hostOf(createRevisionStore(store, root, tree, given), root),
    nameOf,
    normalize,
    pathOf: (name) => (tree.resolve(name) === undefined ? undefined : style.path.join(root, name)),
    headers(paths) {
      const names = paths === undefined ? uapiHeaders(tree) : headersAt(tree, paths.map(normalize));
      if (typeof names === 'string') return problem(`'${printable(given)}' has no header at '${printable(names)}'`);
      return names.map((name): RevisionHeader => ({ name, path: style.path.join(root, name) }));
    },
  };

  function topOf(reader: Git, at: string): { readonly path: string } | { readonly error: string } {
    const shown = reader.run(at, ['rev-parse', '--show-toplevel']);
    if ('stdout' in shown) return { path: style.path.normalize(shown.stdout.toString('utf8').replace(/\r?\n$/, '')) };
    // A bare repository has no files, and yet revisions.
    const bare = reader.run(at, ['rev-parse', '--absolute-git-dir']);
    return 'stdout' in bare
      ? { path: style.path.normalize(bare.stdout.toString('utf8').replace(/\r?\n$/, '')) }
      : shown;
  }

  function normalName(path: string, below: (path: string) => string | undefined): string {
    if (/^\.{1,2}(?:\/|$)/.test(path)) return below(path) ?? path;
    return withSlashes(path, style).replace(/\/+$/, '');
  }
}

/** The headers of each path, or the path that has none. */
function headersAt({ files }: GitTree, paths: readonly string[]): readonly string[] | string {
  const found = new Set<string>();
  for (const path of paths) {
    const before = found.size;
    const isBelow = (file: string): boolean => path === '' || (file.endsWith('.h') && file.startsWith(`${path}/`));
    for (const file of files) if (file === path || (file.endsWith('.h') && isBelow(file))) found.add(file);
    if (found.size === before) return path;
  }
  return [...found];
}

/** `include/uapi` and `arch/A/include/uapi` of a kernel tree; all headers of another. */
function uapiHeaders({ files }: GitTree): readonly string[] {
  const headers = files.filter((file) => file.endsWith('.h'));
  const uapi = headers.filter((file) => /^(?:arch\/[^/]+\/)?include\/uapi\//.test(file));
  return uapi.length > 0 ? uapi : headers;
}
