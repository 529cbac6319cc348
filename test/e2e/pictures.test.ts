// Both views in every theme, wide and narrow: axe finds no serious fault in them, and each is a picture for people to look
// at, in test/out/e2e/pictures. npm run pictures puts those of the documents into docs/images.

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
      settings: { 'workbench.colorTheme': themes[theme].setting },
    });
    const { page } = session;
    // A theme that VS Code does not know would be its own choice, and the pictures would show the wrong one.
    await page.locator(`.monaco-workbench.vscode-theme-defaults-themes-${themes[theme].file}-json`).waitFor();
    const take = async (view: string) => {
      for (const [size, width] of Object.entries(sizes)) {
        await useWidth(page, width);
        assert.deepEqual(await seriousFaults(page), [], `${view}, ${size}`);
        await takePicture(page, folder, `${view}-${theme}-${size}`);
      }
    };
    await withEvidence(session, `pictures-${theme}`, async () => {
      await openLayout(page);
      await take('layout');
      await closeViews(page);
      await openDispatch(page);
      await take('dispatch');
    });
  });
}
