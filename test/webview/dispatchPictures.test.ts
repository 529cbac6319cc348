// Pictures of the dispatch preview for people to look at, and what axe-core says of them, in every theme and two widths.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { openPreview, type Preview } from './dispatchServer.js';
import { themeNames } from './themes.js';

const text = readFileSync(path.join(repositoryRoot, 'examples/dispatch.h'), 'utf8');

async function enter({ page, settled }: Preview, id: string, value: string): Promise<void> {
  const field = page.locator(`#${id} input`);
  await field.fill(value);
  await field.press('Enter');
  await settled();
}

/** A program built with a newer header than the kernel, that uses the new member. */
async function newerCaller({ page, settled }: Preview): Promise<void> {
  await page.locator('[data-cell="v5 v3"]').click();
  await settled();
}

/** Every origin of bytes at once: an older caller, a handler that stores, and another thread. */
async function everyOrigin(preview: Preview): Promise<void> {
  const { page, settled } = preview;
  await page.getByRole('button', { name: 'kivity-extensible' }).click();
  await settled();
  await page.locator('[data-cell="v5 v4"]').click();
  await settled();
  await page.locator('vscode-collapsible').click({ position: { x: 40, y: 10 } });
  await enter(preview, 'handler-write', '20=c0ffee');
  await enter(preview, 'field-addr', '0x7f00dead');
  await enter(preview, 'field-key', '0');
  await page.locator('#timeline').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.locator('#caller-bytes [data-offset="36"]').focus();
  await page.keyboard.press('r');
  await settled();
}

/** The command vanishes while it is shown. */
async function vanished(preview: Preview): Promise<void> {
  await newerCaller(preview);
  await preview.retype(text.replace('#define PROBE_RUN', '#define OTHER_RUN'));
}

const scenes = { vanished, e2big: newerCaller, origins: everyOrigin } as const;

for (const theme of themeNames) {
  for (const [name, scene] of Object.entries(scenes)) {
    test(`${theme}, ${name}, wide and narrow: no serious fault`, async (t) => {
      const preview = await openPreview(t, { text, theme, width: 1500, height: 900 });
      await scene(preview);
      for (const width of [1500, 1100, 400]) {
        await preview.page.setViewportSize({ width, height: 900 });
        await preview.picture(`dispatch-${name}-${theme}-${width}`);
        assert.equal(
          await preview.page.evaluate(() => document.documentElement.scrollWidth),
          width,
          'scrolls sideways',
        );
        if (width !== 1100) assert.deepEqual(await preview.accessibilityFaults(), []);
      }
    });
  }
}
