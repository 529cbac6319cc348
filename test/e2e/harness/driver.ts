// The workbench by mouse and keyboard, as a person uses it. Each function returns when what it did can be seen.

import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Waits until the workbench can be used. */
export async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
  await page.locator('.statusbar-item').first().waitFor();
}

/** Opens a file by name with quick open, and waits for its first line. */
export async function openFile(page: Page, name: string): Promise<void> {
  await pick(page, 'Control+P', name, name);
  await page.locator('.tab.active', { hasText: name }).first().waitFor();
  await editor(page).locator('.view-line').first().waitFor();
}

/** Runs a command by its title in the palette, as `UAPI: Show Log`; what it opens is to be waited for. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, 'F1', `>${title}`, title);
}

async function pick(page: Page, key: string, text: string, label: string): Promise<void> {
  await page.keyboard.press(key);
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.fill(text);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
}

/** The text editor that has, or had last, the focus. */
export function editor(page: Page): Locator {
  return page.locator('.editor-group-container.active .monaco-editor[role="code"]').first();
}

/** Puts the keyboard into the text editor of the first group, wherever it was. */
export async function focusEditor(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.locator('.monaco-editor.focused').first().waitFor();
}

/** Puts the cursor of the first group's editor at a line and column, both counted from 1. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await focusEditor(page);
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input[type="text"]').fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  // The cursor is there while the line is still being typed; keys are the editor's when the input is gone.
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await page.locator('.monaco-editor.focused').first().waitFor();
  await cursorAt(page, line, column);
}

/** Waits until the status bar says that the cursor is there. */
export async function cursorAt(page: Page, line: number, column: number): Promise<void> {
  await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
}

/** Waits until the editor underlines something as an error. */
export async function squiggle(page: Page): Promise<void> {
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
}

/** The content of the webview that is shown; there must be one. */
export function webview(page: Page): FrameLocator {
  return page.locator('iframe.webview.ready').contentFrame().frameLocator('iframe#active-frame');
}

/** Reloads the window as VS Code does, which first keeps what is open; a reload by the browser would not. */
export async function reloadWindow(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load');
  await runCommand(page, 'Developer: Reload Window');
  await loaded;
  await ready(page);
}

/** Closes all editors and views of the window. */
export async function closeViews(page: Page): Promise<void> {
  await runCommand(page, 'View: Close All Editor Groups');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
}
