/**
 * Files for a server that cannot read them by itself: one in a browser, or one for folders that no disk holds. It asks by
 * two requests (docs/lsp-extensions.md), and gets what lies in the folders of the workspace.
 */
import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Bytes; the server's own limit for one header. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

type Listing = (readonly [name: string, kind: 'file' | 'folder'])[];
type FileAnswer = { readonly text: string } | { readonly problem: string };

export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest<Listing | null, void>('uapi/readDirectory', (params) => readDirectory(uriIn(params)));
  client.onRequest<FileAnswer, void>('uapi/readFile', (params) => readFile(uriIn(params)));
}

function uriIn(params: unknown): string {
  const { uri } = (params ?? {}) as { readonly uri?: unknown };
  return typeof uri === 'string' ? uri : '';
}

async function readDirectory(given: string): Promise<Listing | null> {
  const uri = ownUri(given);
  if (uri === undefined) return null;
  try {
    const entries = await workspace.fs.readDirectory(uri);
    return entries.flatMap(([name, type]): Listing => {
      // A symbolic link has the bit of what it leads to as well.
      if (hasType(type, FileType.Directory)) return [[name, 'folder']];
      return hasType(type, FileType.File) ? [[name, 'file']] : [];
    });
  } catch {
    return null;
  }
}

async function readFile(given: string): Promise<FileAnswer> {
  const uri = ownUri(given);
  if (uri === undefined) return { problem: 'it lies outside of the workspace' };
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > MAX_FILE_BYTES) return { problem: 'it is larger than the limit of 64 MB for one header' };
    return { text: new TextDecoder().decode(await workspace.fs.readFile(uri)) };
  } catch (error) {
    return { problem: error instanceof FileSystemError ? error.code : 'the editor cannot read it' };
  }
}

/** A URI in a folder of the workspace. */
function ownUri(given: string): Uri | undefined {
  const uri = Uri.parse(given);
  return workspace.getWorkspaceFolder(uri) === undefined ? undefined : uri;
}

function hasType(type: FileType, wanted: FileType.Directory | FileType.File): boolean {
  return type === wanted || type === wanted + FileType.SymbolicLink;
}
