// Both views by mouse and keyboard: the extension from its folder.

import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { driveDispatch } from './harness/dispatchDrive.js';
import { driveLayout } from './harness/layoutDrive.js';
import { openSession } from './harness/session.js';

test('the layout view', async (context) => {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  await withEvidence(session, 'layout-view', async () => {
    await driveLayout(session.page);
  });
});

test('the dispatch preview', async (context) => {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  await withEvidence(session, 'dispatch-view', async () => {
    await driveDispatch(session.page);
  });
});
