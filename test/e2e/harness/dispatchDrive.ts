// The dispatch preview as a person uses it, by mouse and keyboard. slots.h is open and the view is not.

import type { FrameLocator, Page } from 'playwright-core';
import { goTo, openFile, runCommand, webview } from './driver.js';

/** Opens the preview of SLOT_QUERY from the palette; it shows a run. */
export async function openDispatch(page: Page): Promise<FrameLocator> {
  await openFile(page, 'slots.h');
  await goTo(page, 25, 12);
  await runCommand(page, 'UAPI: Show Dispatch Preview');
  const view = webview(page);
  await view.locator('.timeline .step').first().waitFor();
  await view
    .locator('.result')
    .getByText(/returned/)
    .first()
    .waitFor();
  return view;
}

export async function driveDispatch(page: Page): Promise<void> {
  const view = await openDispatch(page);
  const result = view.locator('.result');
  const ends = (text: RegExp) => result.getByText(text).first().waitFor();

  // The caller's size is dragged by keyboard: beyond what the kernel knows, a byte that is not zero ends with E2BIG.
  const edge = view.getByRole('slider', { name: "Size of the caller's structure" });
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  await view.getByRole('grid', { name: "Caller's bytes, 25 in all" }).waitFor();
  await view.getByRole('gridcell', { name: /byte 24\b/ }).click();
  await page.keyboard.type('01');
  await ends(/E2BIG/);

  // The steps by keyboard: each has its name, and the one that is chosen tells its source.
  const steps = view.locator('.timeline');
  await steps.focus();
  await page.keyboard.press('Home');
  await view.locator('.timeline .step[aria-selected="true"]').first().waitFor();
  await page.keyboard.press('End');
  await view.locator('.timeline .step[aria-selected="true"]').last().waitFor();

  // Back to zero, and the call works.
  await view.getByRole('gridcell', { name: /byte 24\b/ }).click();
  await page.keyboard.type('00');
  await result.getByText(/E2BIG/).waitFor({ state: 'detached' });

  // A cell of the matrix opens its run.
  await view.locator('.matrix tbody [role="gridcell"]').first().click();
  await ends(/returned/);
}
