// The ways into both views by mouse: lenses, buttons of the editor, the explorer, and the walkthrough.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { repositoryRoot } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { closeViews, goTo, openFile, runCommand, webview } from './harness/driver.js';
import { openHeader } from './harness/drives.js';
import { openSession } from './harness/session.js';

async function showsLayout(page: Page, record: string): Promise<void> {
  await webview(page)
    .locator('h1', { hasText: `struct ${record}` })
    .waitFor();
  await webview(page).locator('.map .cell').first().waitFor();
  await closeViews(page);
}

/** Clicks a lens. The workbench makes all lenses anew when one of them changes, and a click in that moment is lost. */
async function clickLens(page: Page, text: string, index: number): Promise<void> {
  const lens = page.locator('.codelens-decoration a', { hasText: text }).nth(index);
  const view = page.locator('iframe.webview.ready').first();
  for (let attempt = 0; attempt < 3; attempt++) {
    await lens.click();
    const isOpen = await view.waitFor({ timeout: 20_000 }).then(
      () => true,
      () => false,
    );
    if (isOpen) return;
  }
}

async function showsDispatch(page: Page, ioctl: string): Promise<void> {
  await webview(page).locator('.timeline .step').first().waitFor();
  assert.equal(
    await webview(page)
      .locator('#ioctl')
      .evaluate((select) => (select as HTMLSelectElement).value),
    ioctl,
  );
  await closeViews(page);
}

test('lenses, buttons and the explorer open the views of what they stand at', async (context) => {
  // High enough for all lenses of the header.
  const size = { width: 1280, height: 1200 };
  const session = await openSession(context, { developmentPath: repositoryRoot, size });
  const { page } = session;
  await withEvidence(session, 'entries', async () => {
    await openHeader(page);
    await clickLens(page, 'show layout', 1);
    await showsLayout(page, 'slot_name');
    await openHeader(page);
    await clickLens(page, 'simulate', 1);
    await showsDispatch(page, 'SLOT_NAME');

    // The buttons of the editor are about the place of its cursor, and only headers of ours have them.
    const button = (title: string) =>
      page.locator('.editor-actions .action-label', { has: page.locator(`xpath=self::*[@aria-label="${title}"]`) });
    await openFile(page, 'slots.h');
    await goTo(page, 20, 5);
    await button('Show Layout View').click();
    await showsLayout(page, 'slot_query');
    await openFile(page, 'slots.h');
    await goTo(page, 25, 12);
    await button('Show Dispatch Preview').click();
    await showsDispatch(page, 'SLOT_QUERY');
    await openFile(page, 'internal.h');
    await button('Show Dispatch Preview').waitFor({ state: 'detached' });
    assert.equal(await button('Show Layout View').count(), 0);
    await closeViews(page);

    // With no editor open, the explorer has the command's header.
    await page.locator('.activitybar .action-label[aria-label^="UAPI"]').click();
    const row = page.locator('.pane-body .monaco-list-row', { hasText: '67 SLOT_NAME' });
    await row.hover();
    await row.locator('.action-label[aria-label="Show Dispatch Preview"]').click();
    await showsDispatch(page, 'SLOT_NAME');
    await page.locator('.pane-body .monaco-list-row', { hasText: '65 SLOT_QUERY' }).click({ button: 'right' });
    await page.locator('.monaco-menu .action-menu-item', { hasText: 'Show Dispatch Preview' }).hover();
    // A click that follows at once is taken for the end of the one that opened the menu.
    await page.keyboard.press('Enter');
    await showsDispatch(page, 'SLOT_QUERY');
  });
});

test('the walkthrough links to both views', async (context) => {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  const { page } = session;
  await withEvidence(session, 'walkthrough', async () => {
    const link = async (step: string, text: string, opens: string) => {
      await runCommand(page, 'Welcome: Open Walkthrough...');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'uapi header that lasts' }).click();
      await page.locator('.getting-started-step', { hasText: step }).click();
      const button = page.locator('.getting-started-step.expanded').getByRole('button', { name: text, exact: true });
      await button.click();
      // The page has a view of its own, with the text of the step.
      await page.locator('.tab', { hasText: opens }).waitFor();
      await page.locator('.tab', { hasText: 'Welcome' }).click({ button: 'middle' });
      await page.locator('.tab', { hasText: 'Welcome' }).waitFor({ state: 'detached' });
    };
    // The header is behind the page of the walkthrough, with its cursor in the line of a command.
    await openFile(page, 'slots.h');
    await goTo(page, 25, 12);
    await link('See the layout on every ABI', 'Show Layout View', 'slot_query');
    await webview(page).locator('h1', { hasText: 'struct slot_query' }).waitFor();
    await webview(page).locator('.map .cell').first().waitFor();
    await closeViews(page);
    await openFile(page, 'slots.h');
    await goTo(page, 38, 12);
    await link('Know what an ioctl does', 'Show Dispatch Preview', 'Dispatch: slots.h');
    await showsDispatch(page, 'SLOT_NAME');
  });
});
