// Text of a header stays text: markup and command links in kernel-doc and names such as __proto__ do nothing, in a hover
// and in both views. And the views outlive a reload of the window.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { openDispatch } from './harness/dispatchDrive.js';
import { closeViews, editor, goTo, openFile, reloadWindow, runCommand, webview } from './harness/driver.js';
import { openLayout } from './harness/layoutDrive.js';
import { viewFrame } from './harness/pictures.js';
import { policyHolds } from './harness/policy.js';
import { openSession } from './harness/session.js';

test('markup and command links in a header do nothing', async (context) => {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  const { page } = session;
  const outside: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('planted.invalid')) outside.push(request.url());
  });
  await withEvidence(session, 'planted', async () => {
    await openFile(page, 'planted.h');
    // A lens moves the lines below it when it comes.
    await page.locator('.codelens-decoration', { hasText: 'no holes' }).waitFor();
    await editor(page).locator('.view-line', { hasText: 'struct planted {' }).getByText('planted').first().hover();
    const hover = page.locator('.monaco-hover:visible', { hasText: 'bytes' });
    await hover.first().waitFor();
    assert.equal(await hover.locator('img, b#planted, script, a[data-href^="command:"]').count(), 0);
    await page.keyboard.press('Escape');
    for (const [title, selector] of [
      ['UAPI: Show Layout View', '.map .cell'],
      ['UAPI: Show Dispatch Preview', '.timeline .step'],
    ]) {
      await openFile(page, 'planted.h');
      await goTo(page, 19, 9);
      await runCommand(page, title);
      const view = webview(page);
      await view.locator(selector).first().waitFor();
      await view.getByText('__proto__').first().waitFor();
      assert.equal(await view.locator('img, b#planted, body script:not([nonce])').count(), 0);
      assert.notEqual(await (await viewFrame(page)).title(), 'intruded');
      await policyHolds(page);
      await closeViews(page);
    }
    assert.notEqual(await page.title(), 'intruded');
    assert.deepEqual(outside, []);
  });
});

test('both views are there again after a reload', async (context) => {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  const { page } = session;
  await withEvidence(session, 'reload', async () => {
    const layout = await openLayout(page);
    await layout.getByText('Table', { exact: true }).click();
    await layout.locator('table').getByText('token').first().waitFor();
    await reloadWindow(page);
    // It is shown as it was: the table, not the map.
    await webview(page).locator('table').getByText('token').first().waitFor();
    await closeViews(page);
    const dispatch = await openDispatch(page);
    await dispatch.getByRole('slider', { name: "Size of the caller's structure" }).focus();
    await page.keyboard.press('ArrowRight');
    await dispatch.getByRole('grid', { name: "Caller's bytes, 25 in all" }).waitFor();
    await reloadWindow(page);
    await webview(page).getByRole('grid', { name: "Caller's bytes, 25 in all" }).waitFor();
  });
});
