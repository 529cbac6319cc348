// Both views in every theme, wide and narrow: axe finds no serious fault in them, and each is a picture for people to look
// at, in test/out/e2e/pictures. npm run pictures puts those of the documents into docs/images.

/// <reference lib="dom" />

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { openDispatch } from './harness/dispatchDrive.js';
import { closeViews } from './harness/driver.js';
import { openLayout } from './harness/layoutDrive.js';
import { seriousFaults, sizes, type ThemeName, takePicture, themes, useWidth } from './harness/pictures.js';
import { openSession } from './harness/session.js';

const folder = process.env.UAPI_PICTURES ?? join(repositoryRoot, 'test', 'out', 'e2e', 'pictures');

for (const theme of Object.keys(themes) as ThemeName[]) {
  test(`both views, wide and narrow, in the theme ${themes[theme].setting}`, async (context) => {
    const session = await openSession(context, {
      developmentPath: repositoryRoot,
      // A tooltip of the workbench would lie over the view; none comes within an hour.
      settings: { 'workbench.colorTheme': themes[theme].setting, 'workbench.hover.delay': 3_600_000 },
    });
    const { page } = session;
    // A theme that VS Code does not know would be its own choice, and the pictures would show the wrong one.
    await page.locator(`.monaco-workbench.vscode-theme-defaults-themes-${themes[theme].file}-json`).waitFor();
    const take = async (view: string, prepare: (size: string) => Promise<void> = async () => {}) => {
      for (const [size, width] of Object.entries(sizes)) {
        await useWidth(page, width);
        await prepare(size);
        assert.deepEqual(await seriousFaults(page), [], `${view}, ${size}`);
        await takePicture(page, folder, `${view}-${theme}-${size}`);
      }
    };
    await withEvidence(session, `pictures-${theme}`, async () => {
      const layout = await openLayout(page);
      // Two ABIs beside each other where there is room for them.
      await take('layout', async (size) => {
        await layout.getByText('Side by side').click();
        await layout.locator(size === 'wide' ? '.panes.two' : '.panes:not(.two)').waitFor();
      });
      await closeViews(page);
      const dispatch = await openDispatch(page);
      // A caller that is newer than the kernel, which looks at what it does not know.
      await dispatch.locator('[data-cell="v2 v1"]').click();
      await dispatch.locator('.result', { hasText: 'E2BIG' }).waitFor();
      await take('dispatch', () => dispatch.locator('#view').evaluate(() => scrollTo(0, 0)));
    });
  });
}
