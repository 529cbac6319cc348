// The layout view as a person uses it, by mouse and keyboard. slots.h is open and the view is not.

import assert from 'node:assert/strict';
import type { FrameLocator, Page } from 'playwright-core';
import { cursorAt, goTo, openFile, runCommand, webview } from './driver.js';

/** Opens the view of struct slot_query from the palette; it shows the picture. */
export async function openLayout(page: Page): Promise<FrameLocator> {
  await openFile(page, 'slots.h');
  await goTo(page, 20, 5);
  await runCommand(page, 'UAPI: Show Layout View');
  const view = webview(page);
  await view.locator('.map .cell', { hasText: 'token' }).waitFor();
  return view;
}

/** What the view shows, as the names in the cells. */
export function cellNames(view: FrameLocator): Promise<string[]> {
  return view.locator('.map').first().locator('.cell .name').allInnerTexts();
}

export async function driveLayout(page: Page): Promise<void> {
  const view = await openLayout(page);
  assert.equal(await view.locator('h1').innerText(), 'struct slot_query');
  assert.deepEqual(await cellNames(view), ['size', 'flags', 'fd', '4-byte hole', 'token']);

  // A click goes to the member; the cursor in the editor lights the member.
  await view.locator('.map .cell', { hasText: 'fd' }).click();
  await cursorAt(page, 22, 13);
  await view.locator('.map .cell[aria-current="true"]', { hasText: 'fd' }).waitFor();

  // By keyboard: the arrow keys move in the grid, Enter goes to the member.
  await view.locator('.map .cell', { hasText: 'size' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await cursorAt(page, 21, 16);

  // Two ABIs beside each other; what moved is said.
  await view.getByText('Side by side').click();
  await view.locator('.panes.two').waitFor();
  await view.getByText('Side by side').click();
  await view.locator('.panes:not(.two)').waitFor();

  // The table says the same.
  await view.getByText('Table', { exact: true }).click();
  await view.locator('table').getByText('token').first().waitFor();
  await view.getByText('Table', { exact: true }).click();

  // An edit is in the picture, and so is taking it back.
  await goTo(page, 23, 1);
  await page.keyboard.insertText('\t__u32 __reserved;\n');
  await view.locator('.map .cell', { hasText: '__reserved' }).waitFor();
  assert.deepEqual(await cellNames(view), ['size', 'flags', 'fd', '__reserved', 'token']);
  await goTo(page, 23, 1);
  await page.keyboard.press('Control+Shift+K');
  await view.locator('.map .cell', { hasText: '4-byte hole' }).waitFor();
  await page.keyboard.press('Control+S');
  await page.locator('.tab.dirty').waitFor({ state: 'detached' });
}
