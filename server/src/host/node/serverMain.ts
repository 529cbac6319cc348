import { createConnection as connectSocket, type Socket } from 'node:net';
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../cli/version.js';
import { serveClientFiles } from '../browser/serveOn.js';
import { connectionStrategy, serveOn } from './serveOn.js';
import { readServerArguments, type Transport, usage } from './serverArguments.js';

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
      if (read.asksClientForFiles) serveClientFiles(connect(read.transport));
      else serveOn(connect(read.transport), { practises: true });
  }
}

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
