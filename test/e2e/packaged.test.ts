// The extension as people get it: the .vsix that npm run package makes, installed into a clean profile, passes the drives
// that the extension passes from its folder.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { driveDispatch } from './harness/dispatchDrive.js';
import { closeViews } from './harness/driver.js';
import { decode, exploreIoctls, fixByLightbulb, hoverMember, openHeader } from './harness/drives.js';
import { driveLayout } from './harness/layoutDrive.js';
import { openSession } from './harness/session.js';

async function packaged(context: TestContext): Promise<string> {
  const file = join(temporaryFolder(context), 'uapi.vsix');
  const script = join(repositoryRoot, 'scripts', 'package.mjs');
  const child = spawn(process.execPath, [script, '--output', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [status] = await once(child, 'close');
  assert.equal(status, 0, output);
  return file;
}

test('the packaged extension in a clean profile passes what it passes from its folder', async (context) => {
  const session = await openSession(context, { install: [await packaged(context)] });
  const { page } = session;
  await withEvidence(session, 'packaged', async () => {
    await openHeader(page);
    await hoverMember(page);
    await fixByLightbulb(page);
    await exploreIoctls(page);
    await decode(page);
    await driveLayout(page);
    await closeViews(page);
    await driveDispatch(page);
  });
});
