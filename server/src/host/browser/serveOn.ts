/**
 * The server without a machine below it: headers and settings come from the client, and what it does not have comes from
 * the built-in headers. There is no git. It runs in a web worker, and on Node for folders that no disk holds.
 */
import type { Connection } from 'vscode-languageserver';
import { version } from '../../cli/version.js';
import { builtinHeader, createAnalysisSession } from '../../core/index.js';
import type { IdeHost } from '../../ide/index.js';
import { startServer } from '../../lsp/index.js';
import { createStoreOn, printable } from '../common/fileStore.js';
import { createHeaderFiles } from '../common/headerFiles.js';
import { createHeaderIde } from '../common/headerIde.js';
import { createBuiltinHeaders } from '../common/includeResolver.js';
import { isVirtualPath, POSIX } from '../common/paths.js';
import { createTrustedStore } from '../common/trustedStore.js';
import { createClientDisk } from './clientDisk.js';
import { pathOfUri, uriOfPath } from './clientFiles.js';

/** Gives the server the files of its client. */
export function serveClientFiles(connection: Connection): void {
  let arrived = (): void => undefined;
  let isArrival = false;
  const disk = createClientDisk(
    {
      readDirectory: (uri) => connection.sendRequest('uapi/readDirectory', { uri }),
      readFile: (uri) => connection.sendRequest('uapi/readFile', { uri }),
    },
    () => {
      isArrival = true;
      arrived();
      isArrival = false;
    },
  );
  const store = createTrustedStore(createStoreOn(disk, POSIX));
  const files = createHeaderFiles({
    store,
    machine: { systemRoot: undefined, architecture: undefined },
    builtins: createBuiltinHeaders(builtinHeader),
    createSession: createAnalysisSession,
    cwd: '/',
  });
  const { includesOf, ...ide } = createHeaderIde(files, store);
  const noGit = (given: string) => ({
    problem: `'${printable(given)}' is no file of the workspace, and there is no git here`,
  });
  const host: IdeHost = {
    ...ide,
    changedOnDisk() {
      // What has just come is not out of date.
      if (!isArrival) disk.expire();
      ide.changedOnDisk();
    },
    configure(workspace) {
      disk.confineTo(workspace.folders);
      return ide.configure(workspace);
    },
    versionOf(given, headerPath) {
      const include = includesOf(headerPath);
      const { dirname, resolve } = POSIX.path;
      const file = files.openFile(resolve(dirname(headerPath), given), include);
      return 'problem' in file ? noGit(given) : { file, session: files.sessionFor(file, include) };
    },
    publishedOf: noGit,
    historyOf: () => Promise.resolve({ problem: 'there is no git here' }),
    modifiedAt: () => undefined,
  };
  startServer({
    connection,
    host,
    version,
    pathOf: pathOfUri,
    uriOf: (path) => (isVirtualPath(path) ? path : (uriOfPath(path) ?? path)),
    builtinText: (path) => builtinHeader(path.replace(/^builtin:\/*/, ''))?.text,
    onFilesArrived: (listener) => {
      arrived = listener;
    },
  });
}
