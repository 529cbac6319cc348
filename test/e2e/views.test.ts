// The extension by mouse and keyboard in the workbench.

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { goTo, openFile, squiggle } from './harness/driver.js';
import { openSession } from './harness/session.js';

test('the lightbulb applies a quick fix', async (context: TestContext) => {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  await withEvidence(session, 'lightbulb', async () => {
    const { page } = session;
    await openFile(page, 'slots.h');
    await squiggle(page);
    await goTo(page, 23, 12);
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: '__reserved' }).first().waitFor({ timeout: 5000 });
    assert.ok(true);
    await page.screenshot({ path: '/tmp/e2elog/bulb.png' });
  });
});
