// Both views in every theme, wide and narrow: axe finds no serious fault in them, and each is a picture for people to look
// at, in test/out/e2e/pictures. npm run pictures puts those of the documents into docs/images.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { withEvidence } from './harness/browser.js';
import { openDispatch } from './harness/dispatchDrive.js';
import { openLayout } from './harness/layoutDrive.js';
import { seriousFaults, sizes, type ThemeName, takePicture, themes, useTheme } from './harness/pictures.js';
import { openSession } from './harness/session.js';

const folder = process.env.UAPI_PICTURES ?? join(repositoryRoot, 'test', 'out', 'e2e', 'pictures');

async function pictures(context: TestContext, name: 'layout' | 'dispatch', open: typeof openLayout): Promise<void> {
  const session = await openSession(context, { developmentPath: repositoryRoot });
  const { page } = session;
  await withEvidence(session, `pictures-${name}`, async () => {
    await open(page);
    for (const theme of Object.keys(themes) as ThemeName[]) {
      await useTheme(session, theme);
      for (const [size, width] of Object.entries(sizes)) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await seriousFaults(page), [], `${name}, ${theme}, ${size}`);
        await takePicture(page, folder, `${name}-${theme}-${size}`);
      }
    }
  });
}

test('the layout view in every theme and width', (context) => pictures(context, 'layout', openLayout));

test('the dispatch preview in every theme and width', (context) => pictures(context, 'dispatch', openDispatch));
