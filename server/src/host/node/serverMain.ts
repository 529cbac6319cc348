import { createConnection as connectSocket, type Socket } from 'node:net';
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../cli/version.js';
import { builtinHeader, createAnalysisSession } from '../../core/index.js';
import { startServer } from '../../lsp/index.js';
import { architectureOfMachine } from './architecture.js';
import { createFileStore } from './fileSystem.js';
import { createGit } from './git.js';
import { createIdeHost } from './ideHost.js';
import { createBuiltinHeaders } from './includeResolver.js';
import { createNodeHost } from './nodeHost.js';
import { fileUriOfPath, isVirtualPath, pathOfFileUri, pathStyleOf } from './paths.js';
import { readServerArguments, type Transport } from './serverArguments.js';
import { createTrustedStore } from './trustedStore.js';

/** The executable `uapi-language-server` on Node: gives the server the real machine and a connection. */
function main(): void {
  const args = process.argv.slice(2);
  const read = readServerArguments(args[0] === 'lsp' ? args.slice(1) : args);
  switch (read.kind) {
    case 'help':
      process.stdout.write(usage);
      return;
    case 'version':
      process.stdout.write(`uapi-language-server ${version}\n`);
      return;
    case 'problem':
      process.stderr.write(`uapi: ${read.message}\n`);
      process.exitCode = 2;
      return;
    case 'serve':
      serve(connect(read.transport));
  }
}

const usage = `Usage: uapi lsp [--stdio | --socket=PORT | --pipe=NAME] [--clientProcessId=N]

The language server for Linux uapi headers. Without an argument it speaks over standard input and output.

  --stdio              standard input and output (default)
  --socket=PORT        connect to a client that listens on this port of the machine
  --pipe=NAME          connect to a client that listens on this pipe or Unix socket
  --clientProcessId=N  end when this process does
  --version, --help
`;

function serve(connection: Connection): void {
  const style = pathStyleOf(process.platform);
  const store = createTrustedStore(createFileStore(style));
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
    git: createGit(process.env, style),
  });
  startServer({
    connection,
    host: createIdeHost(host, store),
    version,
    pathOf: (uri) => pathOfFileUri(uri, style),
    uriOf: (path) => (isVirtualPath(path) ? path : fileUriOfPath(path, style)),
    builtinText: (path) => builtinHeader(path.replace(/^builtin:\/*/, ''))?.text,
  });
}

/** Of requests that were cancelled before their turn came nothing is computed (LSP 3.17, "Cancellation Support"). */
const connectionStrategy = {
  cancelUndispatched: () => ({ jsonrpc: '2.0', id: null, error: { code: -32800, message: 'cancelled' } }),
};

function connect(transport: Transport): Connection {
  switch (transport.kind) {
    case 'ipc':
      return createConnection(ProposedFeatures.all, { connectionStrategy });
    case 'stdio':
      return createConnection(ProposedFeatures.all, process.stdin, process.stdout, { connectionStrategy });
    case 'socket':
      return overSocket(connectSocket({ port: transport.port, host: '127.0.0.1' }));
    case 'pipe':
      return overSocket(connectSocket(transport.name));
  }
}

function overSocket(socket: Socket): Connection {
  socket.on('error', (error) => {
    process.stderr.write(`uapi: the connection failed: ${error.message}\n`);
    process.exit(1);
  });
  return createConnection(ProposedFeatures.all, socket, socket, { connectionStrategy });
}

main();
