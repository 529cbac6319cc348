// The mocha suites in the extension host of the VS Code workbench: one test here for each run of runElectron.mjs.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';

const folder = join(repositoryRoot, 'test', 'e2e');

for (const run of ['folder', 'restricted', 'multiRoot']) {
  test(`the extension host passes the suite '${run}'`, async () => {
    const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [join(folder, 'runElectron.mjs'), run], {
      env: { VSCODE_EXECUTABLE_PATH: join(folder, 'workbenchShim.mjs'), ...inherited },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const [status] = await once(child, 'close');
    console.log(output);
    assert.equal(status, 0, output);
  });
}
