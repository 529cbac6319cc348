// A server on Node whose files are the client's, as for a repository that VS Code shows without a checkout. The same code
// runs in a web worker, where test/extension/browserServer.test.ts has it answered.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../harness/repository.js';
import { startClient } from './lspClient.js';

test('the client is asked for files, and the machine is not', { timeout: 60_000 }, async (t) => {
  const client = await startClient(t, { args: ['--stdio', '--client-files'], folder: repositoryRoot });
  const folder = pathToFileURL(repositoryRoot).href;
  const uri = `${folder}/examples/new.h`;
  client.open(uri, '#include <linux/types.h>\n#include "legacy_widget.h"\n\nstruct a {\n\t__u32 x;\n};\n');
  const found = await client.diagnostics(uri, 1);
  const missing = found.filter(({ code }) => code === 'preprocess/include-not-found');
  assert.deepEqual(
    missing.map(({ range }) => range.start.line),
    [1],
  );
  const asked = client.requests.filter(({ method }) => method === 'uapi/readDirectory').map(({ params }) => params.uri);
  assert.ok(asked.includes(`${folder}/examples`), asked.join());
  assert.deepEqual(
    asked.filter((each) => each !== folder && !each.startsWith(`${folder}/`)),
    [],
  );
});
