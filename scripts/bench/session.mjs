// One language server process with a client that waits for its diagnostics.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProtocolConnection } from 'vscode-languageserver-protocol/node';
import { root } from '../lib/repository.mjs';

const allAbis = 'x86_64 i386 x32 arm arm-oabi aarch64 m68k mips powerpc powerpc64 sparc64 alpha hppa s390x riscv64 sh4';

/** Our server, on all ABIs. */
export function oursFor(includeRoots) {
  return {
    name: 'uapi',
    command: [process.execPath, join(root, 'server/bin/uapi-language-server.js'), '--stdio'],
    options: { abis: allAbis.split(' '), includeRoots },
  };
}

export async function startSession({ name, command: [program, ...args], options }) {
  const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(server.stdout, server.stdin);
  let version = 1;
  const waiting = [];
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    for (const wait of waiting.splice(0)) {
      if (params.version === undefined || params.version === null || params.version >= wait.version) wait.resolve();
      else waiting.push(wait);
    }
  });
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  const capabilities = {
    textDocument: { publishDiagnostics: { versionSupport: true }, hover: { contentFormat: ['markdown'] } },
  };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions: options,
  });
  await connection.sendNotification('initialized', {});
  const diagnosticsOf = (wanted) => new Promise((resolve) => waiting.push({ version: wanted, resolve }));
  return {
    name,
    connection,
    diagnosticsOf,
    async edit(uri, { line, character }, isInsertion) {
      version++;
      const diagnostics = diagnosticsOf(version);
      const range = { start: { line, character }, end: { line, character: character + (isInsertion ? 0 : 1) } };
      const contentChanges = [{ range, text: isInsertion ? 'x' : '' }];
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
      await diagnostics;
    },
    peakMegabytes() {
      const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
    },
    end() {
      connection.dispose();
      server.kill('SIGKILL');
    },
  };
}
