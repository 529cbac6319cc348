import {
  type Connection,
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { version } from '../../cli/version.js';
import { builtinHeader, createAnalysisSession } from '../../core/index.js';
import { startServer } from '../../lsp/index.js';
import { architectureOfMachine } from '../common/architecture.js';
import { createBuiltinHeaders } from '../common/includeResolver.js';
import { fileUriOfPath, isVirtualPath, pathOfFileUri, pathStyleOf } from '../common/paths.js';
import { createTrustedStore } from '../common/trustedStore.js';
import { createFileStore } from './fileSystem.js';
import { createGit } from './git.js';
import { createIdeHost } from './ideHost.js';
import { createNodeHost } from './nodeHost.js';

/**
 * Gives the server the real machine. Whatever it keeps it keeps for this connection.
 *
 * @param practises the process has nothing else to do (`lsp/practiceWhenIdle.ts`)
 */
export function serveOn(connection: Connection, { practises = false } = {}): void {
  const style = pathStyleOf(process.platform);
  const store = createTrustedStore(createFileStore(style));
  const git = createGit(process.env, style);
  const host = createNodeHost({
    store,
    machine: {
      systemRoot: process.platform === 'linux' ? '/usr/include' : undefined,
      architecture: architectureOfMachine(process.arch),
    },
    builtins: createBuiltinHeaders(builtinHeader),
    createSession: createAnalysisSession,
    stdin: () => process.stdin,
    cwd: process.cwd(),
    git,
  });
  startServer({
    connection,
    practises,
    host: createIdeHost(host, store, git),
    version,
    pathOf: (uri) => pathOfFileUri(uri, style),
    uriOf: (path) => (isVirtualPath(path) ? path : fileUriOfPath(path, style)),
    builtinText: (path) => builtinHeader(path.replace(/^builtin:\/*/, ''))?.text,
  });
}

/** Of requests that were cancelled before their turn came nothing is computed (LSP 3.17, "Cancellation Support"). */
export const connectionStrategy = {
  cancelUndispatched: () => ({ jsonrpc: '2.0', id: null, error: { code: -32800, message: 'cancelled' } }),
};

/** A connection within this process: the end of its input ends nothing. */
export function connectionOver(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Connection {
  const [reader, writer] = [new StreamMessageReader(input), new StreamMessageWriter(output)];
  return createConnection(ProposedFeatures.all, reader, writer, { connectionStrategy });
}
