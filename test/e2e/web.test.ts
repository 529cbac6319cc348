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
    // The manifest prefers a host beside the files; without this the test would pass in Node.
    settings: { 'remote.extensionKind': { 'uapi-headers.uapi': ['web'] } },
    prepare: async (page) => {
      page.context().on('request', (request) => fetched.push(new URL(request.url()).href));
    },
  });
  const { page } = session;
  await withEvidence(session, 'web', async () => {
    await openHeader(page);
    await hoverMember(page);
    await driveLayout(page);
    // The worker host loads the browser's bundle, and starts the server as a worker; what a host of Node would load is not.
    const seen = [...fetched, ...page.workers().map((worker) => worker.url())].map(decodeURIComponent);
    for (const wanted of ['client/dist/extension.browser.js', 'server/dist/uapi-language-server.browser.js']) {
      assert.ok(
        seen.some((url) => url.endsWith(wanted)),
        `${wanted} was not loaded, but ${seen.filter((url) => /worker|dist/i.test(url)).join('\n')}`,
      );
    }
    assert.deepEqual(
      seen.filter((url) => url.includes('extension.node')),
      [],
    );
  });
});
