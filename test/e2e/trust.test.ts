// A workspace becomes trusted while its window is open: what was left out before is there afterwards, with no reload. That
// nothing of it happens before is also asked in suites/restricted.ts, request by request.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { closeViews, goTo, openFile, runCommand, webview } from './harness/driver.js';
import { hoverMember, openHeader } from './harness/drives.js';
import { openLayout } from './harness/layoutDrive.js';
import { openSession } from './harness/session.js';
import { watchedGit } from './harness/watchedGit.js';

test('trust that is granted in the window has git called and outside roots read', async (context) => {
  const git = watchedGit(temporaryFolder(context));
  const session = await openSession(context, {
    developmentPath: repositoryRoot,
    trustDisabled: false,
    env: git.env,
    // The extension that VS Code comes with would call git too.
    settings: { 'git.enabled': false },
  });
  const { page } = session;
  await withEvidence(session, 'trust', async () => {
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await openHeader(page);
    assert.match(await hoverMember(page), /not trusted/);
    await openFile(page, 'outside.h');
    await goTo(page, 9, 12);
    await runCommand(page, 'UAPI: Show Layout View');
    await webview(page)
      .getByText(/has no layout/)
      .first()
      .waitFor();
    await closeViews(page);
    const view = await openLayout(page);
    await view.locator('.history', { hasText: 'not trusted' }).waitFor();
    assert.deepEqual(git.calls(), []);

    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
    // The view that was open all the time asks again by itself.
    await view.getByRole('slider', { name: 'Growth' }).waitFor();
    assert.notDeepEqual(git.calls(), []);
    await closeViews(page);
    await openFile(page, 'outside.h');
    await goTo(page, 9, 12);
    await runCommand(page, 'UAPI: Show Layout View');
    await webview(page).locator('.map .cell', { hasText: 'thing' }).first().waitFor();
    await closeViews(page);
    await openHeader(page);
    assert.doesNotMatch(await hoverMember(page), /trusted/);
  });
});
