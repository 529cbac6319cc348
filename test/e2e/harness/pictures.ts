// Pictures of the views in the workbench, in each theme, wide and narrow, and what axe finds in them.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';

/** VS Code's own themes, by the name in a picture's file: what the settings call one, and the file that it is in. */
export const themes = {
  dark: { setting: 'Dark Modern', file: 'dark_modern' },
  light: { setting: 'Light Modern', file: 'light_modern' },
  contrast: { setting: 'Default High Contrast', file: 'hc_black' },
} as const;

/** Widths of the view in pixels. */
export const sizes = { wide: 1000, narrow: 400 } as const;

/** Of the window, in pixels. */
const height = 1000;

export type ThemeName = keyof typeof themes;

/** The frame in which the view's document is. */
export async function viewFrame(page: Page): Promise<Frame> {
  const element = await page
    .locator('iframe.webview.ready')
    .contentFrame()
    .locator('iframe#active-frame')
    .elementHandle();
  const frame = await element?.contentFrame();
  if (frame === null || frame === undefined) throw new Error('the view has no document');
  return frame;
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe calls serious or critical in the view, one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const frame = await viewFrame(page);
  // By evaluation, since the view's policy lets no script in.
  await frame.evaluate(readFileSync(axePath, 'utf8'));
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html}: ${failureSummary}`),
      );
  });
}

/** Gives the view a width in pixels: the window is widened or narrowed, and half of what is gained is the view's. */
export async function useWidth(page: Page, width: number): Promise<void> {
  const view = page.locator('iframe.webview.ready');
  await page.setViewportSize({ width: 360 + 2 * width, height });
  // VS Code lays the window out some time after its size changed: then the view ends at the window's right edge again.
  await page.waitForFunction(
    "Math.abs(innerWidth - document.querySelector('iframe.webview.ready').getBoundingClientRect().right) < 40",
  );
  const { width: actual } = (await view.boundingBox()) ?? { width };
  await page.setViewportSize({ width: 360 + 2 * width + Math.round(2 * (width - actual)), height });
}

/** Takes a picture of the view into a folder. */
export async function takePicture(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // The mouse rests outside of the view, where nothing is drawn otherwise because of it.
  await page.mouse.move(200, 600);
  if ((await page.locator('.workbench-hover-container:visible').count()) > 0)
    throw new Error('a tooltip is in the picture');
  await page
    .locator('iframe.webview.ready')
    .screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
