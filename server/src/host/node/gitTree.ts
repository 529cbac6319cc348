import type { FolderEntries } from '../common/fileStore.js';
import { decodeText, MAX_FILE_BYTES } from '../common/fileStore.js';
import type { Git } from './git.js';

/**
 * The files of one revision: listed once, read in groups of a folder, since a process for each blob would be slow. Names
 * have forward slashes and count from the top of the repository; the top itself is the empty name.
 */
export interface GitTree {
  /** Names of all files, sorted. */
  readonly files: readonly string[];
  entries(folder: string): FolderEntries | undefined;
  /** Text of a file, or why there is none; links are followed within the tree. */
  read(name: string): { readonly text: string } | { readonly error: string };
  /** The file that a name stands for, links followed; `undefined` where there is none. */
  resolve(name: string): string | undefined;
}

interface Blob {
  readonly object: string;
  readonly isLink: boolean;
}

/** Together, in one reading. */
const MAX_GROUP_BYTES = 2 * MAX_FILE_BYTES;
const MAX_LINKS = 40;

export function openGitTree(git: Git, folder: string, tree: string): GitTree | { readonly error: string } {
  const listed = git.run(folder, ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', tree]);
  if ('error' in listed) return listed;
  const blobs = new Map<string, Blob>();
  const folders = new Map<string, Map<string, 'file' | 'folder' | 'link'>>([['', new Map()]]);
  for (const line of listed.stdout.toString('utf8').split('\0')) {
    const match = /^(\d{6}) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(line);
    if (match === null) continue;
    const [, mode, object, name] = match;
    // A tree object may hold any bytes as a name; these would name something else as a path.
    if (name.split('/').some((part) => part === '' || part === '.' || part === '..' || part.includes('\\'))) continue;
    blobs.set(name, { object, isLink: mode === '120000' });
    enter(name, mode === '120000' ? 'link' : 'file');
  }
  let refusal = '';
  const texts = new Map<string, { readonly text: string } | { readonly error: string }>();

  function enter(name: string, kind: 'file' | 'folder' | 'link'): void {
    const slash = name.lastIndexOf('/');
    const parent = slash < 0 ? '' : name.slice(0, slash);
    let entries = folders.get(parent);
    if (entries === undefined) {
      entries = new Map();
      folders.set(parent, entries);
      enter(parent, 'folder');
    }
    entries.set(name.slice(slash + 1), kind);
  }

  /** Reads the asked blob with the other headers of its folder. */
  function readGroup(name: string): void {
    const parent = name.slice(0, name.lastIndexOf('/') + 1);
    const isHeader = (other: string): boolean => /^[^/]+\.h$/.test(other);
    const beside = [...(folders.get(parent.slice(0, -1)) ?? [])].flatMap(([other, kind]) =>
      kind !== 'folder' && isHeader(other) && !texts.has(parent + other) ? [parent + other] : [],
    );
    if (
      !readTogether(beside.includes(name) ? beside : [...beside, name], MAX_GROUP_BYTES) &&
      !readTogether([name], MAX_FILE_BYTES + 1024)
    ) {
      texts.set(name, { error: `git cannot read it (${refusal})` });
    }
  }

  function readTogether(names: readonly string[], maxBytes: number): boolean {
    const objects = names.map((name) => blobs.get(name)?.object ?? '');
    const read = git.run(folder, ['cat-file', '--batch'], { input: `${objects.join('\n')}\n`, maxBytes });
    if ('error' in read) {
      refusal = read.isTooLarge === true ? 'it is larger than a header may be' : read.error;
      return false;
    }
    let at = 0;
    for (const name of names) {
      const newline = read.stdout.indexOf(10, at);
      if (newline < 0) return texts.has(names[names.length - 1]);
      const size = / blob (\d+)$/.exec(read.stdout.toString('latin1', at, newline))?.[1];
      at = newline + 1;
      if (size === undefined) {
        texts.set(name, { error: 'git does not have its content (a partial clone?)' });
        continue;
      }
      texts.set(name, { text: decodeText(read.stdout.subarray(at, at + Number(size))) });
      at += Number(size) + 1;
    }
    return true;
  }

  function content(name: string): { readonly text: string } | { readonly error: string } {
    if (!texts.has(name)) readGroup(name);
    return texts.get(name) ?? { error: 'git could not read it' };
  }

  function resolve(name: string): string | undefined {
    let current = name;
    for (let links = 0; links <= MAX_LINKS; links++) {
      const blob = blobs.get(current);
      if (blob === undefined) return undefined;
      if (!blob.isLink) return current;
      const target = content(current);
      if ('error' in target || target.text.startsWith('/')) return undefined;
      const joined = joinNames(current.slice(0, Math.max(0, current.lastIndexOf('/'))), target.text);
      if (joined === undefined) return undefined;
      current = joined;
    }
    return undefined;
  }

  return {
    files: [...blobs.keys()].sort(),
    entries: (name) => folders.get(name),
    resolve,
    read(name) {
      const real = resolve(name);
      return real === undefined ? { error: 'no such file' } : content(real);
    },
  };
}

/** `undefined` where the path leads out of the repository. */
function joinNames(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..') parts.push(part);
  }
  return parts.join('/');
}
