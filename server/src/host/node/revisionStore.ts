import type { SourceFile } from '../../core/index.js';
import { type FileStore, fileProblem, printable } from '../common/fileStore.js';
import { pathBelow } from '../common/paths.js';
import type { GitTree } from './gitTree.js';

/**
 * A file store with the tree of a git revision at a folder that no disk has. Everything else is the disk's, so that a
 * header of the revision finds the system's headers where its own tree has none. Nothing of the revision is written.
 *
 * @param label the revision as the user named it
 */
export function createRevisionStore(disk: FileStore, root: string, tree: GitTree, label: string): FileStore {
  const { style } = disk;
  const sources = new Map<string, SourceFile>();
  const kept = new Set<SourceFile>();
  /** The name in the repository; `undefined` for a path of the disk. */
  const nameOf = (path: string): string | undefined => (path === root ? '' : pathBelow(root, path, style));
  const pathOf = (name: string): string => style.path.join(root, name);
  const realFile = (path: string): string | undefined => {
    const name = nameOf(path);
    if (name === undefined) return disk.realFile(path);
    const real = tree.resolve(name);
    return real === undefined ? undefined : pathOf(real);
  };
  const text: FileStore['text'] = (path, given = path) => {
    const name = nameOf(path);
    if (name === undefined) return disk.text(path, given);
    const read = tree.read(name);
    if ('text' in read) return read.text;
    return fileProblem('not-found', given, `cannot read '${printable(`${label}:${name}`)}': ${printable(read.error)}`);
  };
  const entries: FileStore['entries'] = (folder) => {
    const name = nameOf(folder);
    if (name === undefined) return disk.entries(folder);
    const listed = tree.entries(name);
    // The top of a repository bounds what its headers may reach, on the disk and here.
    return name === '' && listed !== undefined ? new Map([...listed, ['.git', 'folder'] as const]) : listed;
  };
  return {
    style,
    entries,
    realFile,
    text,
    isFolder: (path) => entries(path) !== undefined,
    realFolder: (path) => (nameOf(path) === undefined ? disk.realFolder(path) : entries(path) && path),
    read(path, name, given) {
      if (nameOf(path) === undefined) return disk.read(path, name, given);
      const key = realFile(path) ?? path;
      const known = sources.get(key);
      if (known !== undefined) return known;
      const read = text(key, given ?? path);
      if (typeof read !== 'string') return read;
      const source = { path, text: read, ...name };
      sources.set(key, source);
      return source;
    },
    setText: disk.setText,
    refresh: disk.refresh,
    keep(file) {
      if (nameOf(file.path) === undefined) disk.keep(file);
      else kept.add(file);
    },
    forget(file) {
      if (nameOf(file.path) === undefined) return disk.forget(file);
      return !kept.has(file) && sources.delete(realFile(file.path) ?? file.path);
    },
  };
}
