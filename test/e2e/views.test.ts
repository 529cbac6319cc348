// Both views by mouse and keyboard: the extension from its folder.

import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { driveLayout } from './harness/layoutDrive.js';
import { openSession } from './harness/session.js';

test('the layout view', async (context) => {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  await withEvidence(session, 'layout-view', async () => {
    await driveLayout(session.page);
  });
});
