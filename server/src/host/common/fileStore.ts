import { type FileProblem, type FileProblemKind, isFileProblem } from '../../cli/cliHost.js';
import type { SourceFile } from '../../core/index.js';
import type { PathStyle } from './paths.js';

/**
 * Files as values. A FileStore reads each file once and each folder once for the life of the process: a run over a tree
 * of headers on sixteen ABIs asks for the same few hundred files many thousand times, and a question that a folder
 * listing can answer costs no system call. Nothing here throws for what the disk holds.
 *
 * Files are known by their real path, so a header that is reached through a symbolic link is the same SourceFile as the
 * header itself.
 */
export interface FileStore {
  readonly style: PathStyle;
  /**
   * Reads a text file; its path and name are those of the first reading.
   *
   * @param path absolute and normalised
   * @param given the path as a problem shall show it
   */
  read(path: string, name: SourceName, given?: string): SourceFile | FileProblem;
  /** The text of a regular file, or why there is none; it is not kept. */
  text(path: string, given?: string): string | FileProblem;
  /** The file came in through an #include: it stays for the life of the store. */
  keep(file: SourceFile): void;
  /** Nobody asks for the file again, unless it is kept (then the answer is false): a folder is read without holding all. */
  forget(file: SourceFile): boolean;
  /**
   * What an editor holds of a file hides what the disk has, until it is dropped with `undefined`.
   *
   * @returns whether the file came in through an #include before, so that what was made of it is out of date
   */
  setText(path: string, text: string | undefined): boolean;
  /** The disk is not as it was read: forgets listings and texts, but not what editors hold. */
  refresh(): void;
  /** The real path of a regular file, symbolic links followed; `undefined` where there is none. */
  realFile(path: string): string | undefined;
  isFolder(path: string): boolean;
  /** The real path of a folder; `undefined` where there is none. */
  realFolder(path: string): string | undefined;
  /** Names and kinds of what a folder holds; `undefined` where it is no readable folder. */
  entries(folder: string): FolderEntries | undefined;
}

/** What the host knows of a header besides its text. */
export type SourceName = Pick<SourceFile, 'displayName' | 'view' | 'architecture'>;

export type EntryKind = 'file' | 'folder' | 'link' | 'other';
export type FolderEntries = ReadonlyMap<string, EntryKind>;

/** Larger files are refused: the largest uapi header of Linux 7.2 has 0.4 MB, and generated ones some MB. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** As many links as Linux follows on one path (path_resolution(7)). */
const MAX_LINKS = 40;

/** What a store is made on: the four questions that only the machine, or the editor, can answer. */
export interface Disk {
  /** Names and kinds; `undefined` where there is no readable folder. */
  readonly list: (folder: string) => FolderEntries | undefined;
  readonly realPath: (folder: string) => string | undefined;
  /** Where a symbolic link leads, as it is written. */
  readonly linkTarget: (path: string) => string | undefined;
  /** The text of a regular file, or why there is none; `given` is the path as a problem shall show it. */
  readonly text: (path: string, given: string) => string | FileProblem;
}

export function createStoreOn(disk: Disk, style: PathStyle): FileStore {
  const { path: paths } = style;
  const sources = new Map<string, SourceFile | FileProblem>();
  const kept = new Set<SourceFile>();
  const listings = new Map<string, FolderEntries | undefined>();
  const realFolders = new Map<string, string | undefined>();
  const realFiles = new Map<string, string | undefined>();
  /** Texts that editors hold, by real path. */
  const held = new Map<string, string>();

  function entries(folder: string): FolderEntries | undefined {
    let listing = listings.get(folder);
    if (listing === undefined && !listings.has(folder)) {
      listing = disk.list(folder);
      listings.set(folder, listing);
    }
    return listing;
  }

  function realFolder(path: string): string | undefined {
    let real = realFolders.get(path);
    if (real === undefined && !realFolders.has(path)) {
      real = entries(path) === undefined ? undefined : disk.realPath(path);
      realFolders.set(path, real);
    }
    return real;
  }

  function realFile(path: string): string | undefined {
    let real = realFiles.get(path);
    if (real === undefined && !realFiles.has(path)) {
      real = findRealFile(path);
      realFiles.set(path, real);
    }
    return real;
  }

  function findRealFile(path: string, links = 0): string | undefined {
    const folder = paths.dirname(path);
    const name = paths.basename(path);
    const kind = entries(folder)?.get(name);
    if (kind !== 'file' && kind !== 'link') return undefined;
    const real = realFolder(folder);
    if (real === undefined) return undefined;
    if (kind === 'file') return paths.join(real, name);
    // Debian's linux-libc-dev has a link for each header of asm/: one readlink(2) beats a walk over the whole path.
    const target = disk.linkTarget(path);
    if (target === undefined || links === MAX_LINKS) return undefined;
    return findRealFile(paths.resolve(real, target), links + 1);
  }

  return {
    style,
    entries,
    realFolder,
    realFile,
    text: (path, given = path) => disk.text(path, given),
    isFolder: (path) => entries(path) !== undefined,
    read(path, name, given) {
      const key = realFile(path) ?? path;
      let source = sources.get(key);
      if (source === undefined) {
        // The real path, so that what is read is what was checked, whatever its links say to the system.
        const text = held.get(key) ?? disk.text(key, given ?? path);
        source = typeof text === 'string' ? { path, text, ...name } : text;
        sources.set(key, source);
      }
      return source;
    },
    keep(file) {
      kept.add(file);
    },
    setText(path, text) {
      const key = realFile(path) ?? path;
      if (text === undefined) held.delete(key);
      else held.set(key, text);
      const before = sources.get(key);
      sources.delete(key);
      return before !== undefined && !isFileProblem(before) && kept.delete(before);
    },
    refresh() {
      for (const memo of [sources, listings, realFolders, realFiles]) memo.clear();
      kept.clear();
    },
    forget(file) {
      return !kept.has(file) && sources.delete(realFile(file.path) ?? file.path);
    },
  };
}

const utf8 = new TextDecoder('utf-8');

/**
 * UTF-8 as editors show it: a byte order mark is dropped, so that offsets count from the first character, and each
 * malformed sequence becomes U+FFFD. Pure ASCII, which nearly all headers are, gives a one-byte string at the speed of a
 * Latin-1 conversion (measured on the headers of Linux 7.2: 1.8 GB/s either way), so there is no second path for it.
 */
export function decodeText(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

export function fileProblem(problem: FileProblemKind, path: string, message: string): FileProblem {
  return { problem, path, message };
}

export function tooLarge(path: string, size?: number): FileProblem {
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / (1024 * 1024))} MB`;
  const has = size === undefined ? 'it' : `it has ${megabytes(size)}; it`;
  return fileProblem(
    'too-large',
    path,
    `cannot read '${printable(path)}': ${has} is larger than the limit of ${megabytes(MAX_FILE_BYTES)} for one header`,
  );
}

/** A path on one line of a terminal: control characters are written as escapes. */
export function printable(path: string): string {
  return path.replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
