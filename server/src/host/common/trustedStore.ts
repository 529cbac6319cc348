/**
 * A file store that shows the files below some folders alone, for a workspace that the user does not trust: whatever a
 * header or its settings name, nothing else on the machine is read. Texts that an editor holds are always shown.
 */
import type { FileStore } from './fileStore.js';
import { fileProblem, printable } from './fileStore.js';
import { isInside } from './paths.js';

export interface TrustedStore extends FileStore {
  /** `undefined`: everything may be read. Folders are absolute. */
  restrictTo(folders: readonly string[] | undefined): void;
}

export function createTrustedStore(store: FileStore): TrustedStore {
  let allowed: readonly string[] | undefined;
  const held = new Set<string>();
  const isAllowed = (path: string): boolean =>
    allowed === undefined || allowed.some((folder) => isInside(folder, path, store.style));
  /** Links may lead out of a folder; what counts is where they end. */
  const real = (path: string, find: (path: string) => string | undefined): string | undefined => {
    if (!isAllowed(path) && !held.has(path)) return undefined;
    const found = find(path);
    return found !== undefined && (held.has(path) || isAllowed(found)) ? found : undefined;
  };
  const realFolder = (path: string): string | undefined => real(path, store.realFolder);
  const realFile = (path: string): string | undefined => real(path, store.realFile);
  return {
    ...store,
    restrictTo(folders) {
      allowed = folders?.flatMap((folder) => [folder, store.realFolder(folder) ?? folder]);
    },
    realFolder,
    realFile,
    isFolder: (path) => (allowed === undefined ? store.isFolder(path) : realFolder(path) !== undefined),
    entries: (folder) =>
      allowed === undefined || realFolder(folder) !== undefined ? store.entries(folder) : undefined,
    read(path, name, given) {
      const isMissing = isAllowed(path) && store.realFile(path) === undefined;
      if (allowed === undefined || held.has(path) || isMissing || realFile(path) !== undefined) {
        return store.read(path, name, given);
      }
      return fileProblem(
        'no-permission',
        given ?? path,
        `cannot read '${printable(given ?? path)}': the workspace is not trusted, and the file lies outside of it`,
      );
    },
    setText(path, text) {
      if (text === undefined) held.delete(path);
      else held.add(path);
      return store.setText(path, text);
    },
  };
}
