// What a person does with the extension, by mouse and keyboard, as steps that the tests of each variant share: the
// extension from its folder, the packaged one, and the one in a browser's worker. Each step ends in the state that it says.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { cursorAt, editor, goTo, openFile, runCommand, squiggle } from './driver.js';

/** Opens slots.h and waits for its findings. */
export async function openHeader(page: Page): Promise<void> {
  await openFile(page, 'slots.h');
  await squiggle(page);
  // Lenses push the lines down: what the mouse pointed at before they came is elsewhere now.
  await page.locator('.codelens-decoration', { hasText: 'used by 1 ioctl' }).first().waitFor();
}

/** The mouse rests on a member, and its hover tells where it lies. The text of the hover. */
export async function hoverMember(page: Page): Promise<string> {
  await editor(page).locator('.view-line', { hasText: '__u64' }).getByText('token').first().hover();
  const hover = page.locator('.monaco-hover:visible', { hasText: /Offset: \d/ });
  await hover.waitFor();
  const text = await hover.innerText();
  assert.match(text, /Offset: 16/);
  assert.match(text, /Size: 8/);
  await page.keyboard.press('Escape');
  return text;
}

/** The lightbulb names the padding and makes the member aligned; undone afterwards. */
export async function fixByLightbulb(page: Page): Promise<void> {
  await goTo(page, 23, 12);
  // A key that comes before the light bulb asks for nothing.
  await page.locator('.lightBulbWidget:visible, [class*="codicon-gutter-lightbulb"]:visible').first().click();
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: '__reserved' }).first();
  await fix.waitFor();
  await fix.click();
  await editor(page).locator('.view-line', { hasText: '__reserved' }).first().waitFor();
  await page.keyboard.press('Control+Z');
  await editor(page).locator('.view-line', { hasText: '__reserved' }).first().waitFor({ state: 'detached' });
}

/** The explorer lists the ioctls of slots.h and planted.h with what is free between them; a click opens one. */
export async function exploreIoctls(page: Page): Promise<void> {
  await page.locator('.activitybar .action-label[aria-label^="UAPI"]').click();
  const row = (text: string) => page.locator('.pane-body .monaco-list-row', { hasText: text });
  await row('65 SLOT_QUERY').waitFor();
  await row('66 free').waitFor();
  await row('68–95 free').waitFor();
  await row('96 PLANTED_RUN').waitFor();
  await row('97 is next').waitFor();
  await row('67 SLOT_NAME').click();
  await cursorAt(page, 38, 18);
  await page.keyboard.press('Control+Shift+E');
  await page.locator('.explorer-folders-view').waitFor();
}

/** The number of a line of strace is looked up, and leads to the command. */
export async function decode(page: Page): Promise<void> {
  await runCommand(page, 'UAPI: Find ioctl by Number or Name');
  const input = page.locator('.quick-input-widget input[placeholder="0xc0189436"]');
  await input.fill('ioctl(3, _IOC(_IOC_NONE, 0x73, 0x41, 0), 0x7ffc) = 0');
  await page.keyboard.press('Enter');
  const found = page.locator('.quick-input-list .monaco-list-row', { hasText: 'SLOT_QUERY' });
  await found.first().waitFor();
  await page.keyboard.press('Enter');
  await cursorAt(page, 25, 19);
}
