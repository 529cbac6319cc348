// The language features by mouse and keyboard: the extension from its folder.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { openFile } from './harness/driver.js';
import { decode, exploreIoctls, fixByLightbulb, hoverMember, openHeader } from './harness/drives.js';
import { openSession } from './harness/session.js';

test('hover, lightbulb, explorer and decoding, and a header that the disk changes', async (context) => {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  const { page, workspace } = session;
  await withEvidence(session, 'language', async () => {
    await openHeader(page);
    assert.doesNotMatch(await hoverMember(page), /not trusted/);
    await fixByLightbulb(page);
    await exploreIoctls(page);
    await decode(page);
    await openFile(page, 'planted.h');
    writeFileSync(join(workspace, 'include/uapi/linux/planted.h'), 'struct s { long l; };\n');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  });
});
