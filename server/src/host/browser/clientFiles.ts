/**
 * The two questions that the server asks the client where it cannot read files by itself (docs/lsp-extensions.md), and
 * the paths that stand for URIs meanwhile: `vscode-vfs://github/a/b.h` is `/vscode-vfs:github/a/b.h`, so that everything
 * which works with POSIX paths works with any file system of an editor.
 */
import type { EntryKind } from '../common/fileStore.js';

/** Answer to `uapi/readDirectory`; null where there is no readable folder. */
export type DirectoryAnswer = readonly (readonly [name: string, kind: 'file' | 'folder'])[] | null;

/** Answer to `uapi/readFile`: the text, or why there is none, as the end of a sentence. */
export type FileAnswer = { readonly text: string } | { readonly problem: string };

/** What a client answers. Anything may come over a wire: wrong shapes count as nothing there. */
export interface ClientFiles {
  readonly readDirectory: (uri: string) => Promise<unknown>;
  readonly readFile: (uri: string) => Promise<unknown>;
}

export function readDirectoryAnswer(answer: unknown): ReadonlyMap<string, EntryKind> | undefined {
  if (!Array.isArray(answer)) return undefined;
  const entries = new Map<string, EntryKind>();
  for (const entry of answer) {
    if (!Array.isArray(entry)) continue;
    const [name, kind]: readonly unknown[] = entry;
    if (typeof name !== 'string' || name === '' || name === '.' || name === '..' || /[/\0]/.test(name)) continue;
    if (kind === 'file' || kind === 'folder') entries.set(name, kind);
  }
  return entries;
}

export function readFileAnswer(answer: unknown): FileAnswer {
  const { text, problem } = (answer ?? {}) as { readonly text?: unknown; readonly problem?: unknown };
  if (typeof text === 'string') return { text };
  return { problem: typeof problem === 'string' ? problem : 'the editor does not say why' };
}

/** The path of a URI that names a file; `undefined` for others, as those with a query. */
export function pathOfUri(uri: string): string | undefined {
  const match = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?(\/[^?#]*)$/i.exec(uri);
  if (match === null) return undefined;
  const [, scheme, authority = '', escaped] = match;
  try {
    const path = decodeURIComponent(escaped);
    return path.includes('\0') ? undefined : `/${scheme}:${authority}${path}`;
  } catch {
    return undefined;
  }
}

/** The URI of a path that `pathOfUri` made; `undefined` for others, as the root of all. */
export function uriOfPath(path: string): string | undefined {
  const match = /^\/([a-z][a-z0-9+.-]*):([^/]*)(\/.*)?$/i.exec(path);
  if (match === null) return undefined;
  const [, scheme, authority, below = '/'] = match;
  const escaped = below.split('/').map(encodeURIComponent).join('/');
  return `${scheme}://${authority}${escaped}`;
}
