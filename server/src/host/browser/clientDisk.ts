/**
 * A disk whose files come over the wire. The rooms ask at once and cannot wait, so what is not loaded yet is answered as
 * if it were not there, and asked of the client meanwhile. When an answer has come that differs from what was said,
 * `onArrival` is called and everything is computed again; after a few rounds nothing new is asked. (A header's closure is
 * small: twelve files in the median.)
 */
import {
  type Disk,
  type FolderEntries,
  fileProblem,
  MAX_FILE_BYTES,
  printable,
  tooLarge,
} from '../common/fileStore.js';
import { isInside, POSIX } from '../common/paths.js';
import { type ClientFiles, readDirectoryAnswer, readFileAnswer, uriOfPath } from './clientFiles.js';

export interface ClientDisk extends Disk {
  /** Only what lies in these folders is asked for: includes of a header lead anywhere. */
  readonly confineTo: (folders: readonly string[]) => void;
  /** Files changed: what is known still counts until the client says what it is now. */
  readonly expire: () => void;
}

/** What is known of one folder or file. */
interface Known<T> {
  readonly value: T;
  readonly isExpired: boolean;
}

/** As many questions at once as a remote file system answers without complaint. */
const MAX_QUESTIONS = 16;

/** What was said of a file that is not there yet. */
const notLoaded = 'it is not loaded yet';

export function createClientDisk(files: ClientFiles, onArrival: () => void): ClientDisk {
  const lists = new Map<string, Known<FolderEntries | undefined>>();
  const texts = new Map<string, Known<string | { readonly problem: string }>>();
  const asked = new Set<string>();
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  let hasNews = false;
  let folders: readonly string[] = [];

  const isOpen = (path: string): boolean => folders.some((folder) => isInside(folder, path, POSIX));

  /** Puts a question once; `work` stores the answer and says whether it is news. */
  function ask(key: string, work: () => Promise<boolean>): void {
    if (asked.has(key)) return;
    asked.add(key);
    waiting.push(async () => {
      try {
        if (await work()) hasNews = true;
      } finally {
        asked.delete(key);
        running--;
        next();
      }
    });
    next();
  }

  function next(): void {
    while (running < MAX_QUESTIONS) {
      const question = waiting.shift();
      if (question === undefined) break;
      running++;
      void question();
    }
    if (running > 0 || !hasNews) return;
    hasNews = false;
    onArrival();
  }

  async function load<T>(
    known: Map<string, Known<T>>,
    path: string,
    nothing: T,
    request: (uri: string) => Promise<T>,
    same: (a: T, b: T) => boolean,
  ): Promise<boolean> {
    const before = known.get(path);
    const uri = uriOfPath(path);
    const value = uri === undefined ? nothing : await request(uri).catch(() => nothing);
    known.set(path, { value, isExpired: false });
    return !same(value, before === undefined ? nothing : before.value);
  }

  return {
    realPath: (folder) => folder,
    linkTarget: () => undefined,
    list(folder) {
      if (!isOpen(folder)) return undefined;
      const known = lists.get(folder);
      if (known === undefined || known.isExpired) {
        ask(`folder ${folder}`, () =>
          load(
            lists,
            folder,
            undefined,
            async (uri) => readDirectoryAnswer(await files.readDirectory(uri)),
            sameEntries,
          ),
        );
      }
      return known?.value;
    },
    text(path, given) {
      const cannot = (why: string) => fileProblem('unreadable', given, `cannot read '${printable(given)}': ${why}`);
      if (!isOpen(path)) return cannot('it lies outside of the workspace');
      const known = texts.get(path);
      if (known === undefined || known.isExpired) {
        ask(`file ${path}`, () =>
          load<string | { readonly problem: string }>(
            texts,
            path,
            { problem: notLoaded },
            async (uri) => {
              const answer = readFileAnswer(await files.readFile(uri));
              return 'text' in answer ? answer.text : answer;
            },
            (a, b) => a === b || (typeof a !== 'string' && typeof b !== 'string'),
          ),
        );
      }
      if (known === undefined) return cannot(notLoaded);
      if (typeof known.value !== 'string') return cannot(known.value.problem);
      return known.value.length > MAX_FILE_BYTES ? tooLarge(given, known.value.length) : known.value;
    },
    confineTo(open) {
      folders = open;
    },
    expire() {
      for (const known of [lists, texts] as const) {
        for (const [path, { value }] of known)
          (known as Map<string, Known<unknown>>).set(path, { value, isExpired: true });
      }
    },
  };
}

function sameEntries(a: FolderEntries | undefined, b: FolderEntries | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && [...a].every(([name, kind]) => b.get(name) === kind);
}
