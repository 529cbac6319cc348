// The extension in a browser alone: loaded from the web into the worker host, where there is no Node and no disk.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { addWebExtension, withEvidence } from './harness/browser.js';
import { hoverMember, openHeader } from './harness/drives.js';
import { driveLayout } from './harness/layoutDrive.js';
import { policyHolds } from './harness/policy.js';
import { openSession } from './harness/session.js';
import { serveFolder } from './harness/staticServer.js';

test('the language features and the layout view in the worker host', async (context) => {
  const { url, served } = await serveFolder(context, repositoryRoot);
  const session = await openSession(context, {
    asksThisMachine: true,
    prepare: (page) => addWebExtension(page, url),
    // The manifest prefers a host beside the files; without this the test would pass in Node.
    settings: { 'remote.extensionKind': { 'uapi-headers.uapi': ['web'] } },
  });
  const { page } = session;
  await withEvidence(session, 'web', async () => {
    await openHeader(page);
    await hoverMember(page);
    await driveLayout(page);
    await policyHolds(page);
    for (const wanted of ['/client/dist/extension.browser.js', '/server/dist/uapi-language-server.browser.js']) {
      assert.ok(served.includes(wanted), `${wanted} was not loaded, but ${served.join(', ')}`);
    }
    assert.deepEqual(
      served.filter((path) => path.includes('extension.node')),
      [],
    );
  });
});
