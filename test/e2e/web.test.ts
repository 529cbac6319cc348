// The extension in a browser alone: forced into the web worker host, where there is no Node and no disk.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { hoverMember, openHeader } from './harness/drives.js';
import { driveLayout } from './harness/layoutDrive.js';
import { openSession } from './harness/session.js';

test('the language features and the layout view in the worker host', async (context) => {
  const fetched: string[] = [];
  const session = await openSession(context, {
    developmentPath: repositoryRoot,
    developmentKind: 'web',
    prepare: async (page) => {
      page.context().on('request', (request) => fetched.push(new URL(request.url()).href));
    },
  });
  const { page } = session;
  await withEvidence(session, 'web', async () => {
    await openHeader(page);
    await hoverMember(page);
    await driveLayout(page);
    // The worker host loads the browser's bundle, and the server is a worker of its own; no process of Node has either.
    assert.ok(
      fetched.some((url) => url.endsWith('/client/dist/extension.browser.js')),
      'not the bundle of the browser',
    );
    assert.ok(
      [...fetched, ...page.workers().map((worker) => worker.url())].some((url) =>
        url.includes('uapi-language-server.browser.js'),
      ),
      'the server is not a worker',
    );
    assert.deepEqual(
      fetched.filter((url) => url.includes('extension.node')),
      [],
    );
  });
  console.log(fetched.filter((url) => /uapi|extension\.(browser|node)/.test(url)).join('\n'));
  console.log(
    page
      .workers()
      .map((worker) => worker.url())
      .join('\n'),
  );
});
