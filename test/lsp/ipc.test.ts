// The transport that VS Code uses on the desktop: a forked process with Node's message channel.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { serverProgram } from './lspClient.js';

/** Forks the server as vscode-languageclient does, prints what it answers, and stays. */
const clientProgram = `
  const { fork } = require('node:child_process');
  const server = fork(process.argv[1], ['--node-ipc', '--clientProcessId=' + process.pid], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  server.on('message', (message) => console.log(JSON.stringify(message)));
  server.send({ jsonrpc: '2.0', id: 1, method: 'initialize',
    params: { processId: process.pid, rootUri: null, capabilities: {} } });
`;

test('the server answers over IPC, and ends when the editor dies', { timeout: 60_000 }, async (t) => {
  const editor = spawn(process.execPath, ['-e', clientProgram, serverProgram], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => editor.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: editor.stdout }), 'line');
  const { id, result } = JSON.parse(line) as { id: number; result: { capabilities: { hoverProvider: boolean } } };
  assert.equal(id, 1);
  assert.equal(result.capabilities.hoverProvider, true);
  // The server holds the other copy of this pipe: it closes when both processes are gone.
  const bothGone = once(editor.stdout, 'close');
  editor.kill('SIGKILL');
  await bothGone;
});
