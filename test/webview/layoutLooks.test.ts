// How the layout view looks: no serious accessibility fault in any theme, wide or narrow, and pictures for people.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings, historyOf, layoutMessage } from './layoutAnswers.js';
import { themeNames } from './themes.js';
import { openView } from './viewPage.js';

for (const theme of themeNames) {
  for (const width of [1180, 400]) {
    test(`no serious accessibility fault: ${theme}, ${width} px`, async (t) => {
      const [query, shape] = [await layoutMessage(t, 'slot_query'), await layoutMessage(t, 'shape+at')];
      const view = await openView(t, 'layout', { theme, width });
      const look = async (name: string): Promise<void> => {
        await view.picture(`layout-${name}-${theme}-${width}`);
        assert.deepEqual(await view.accessibilityFaults(), [], name);
        const overflow = await view.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${name}: ${overflow} px wider than the window`);
      };
      await view.send(query, { type: 'findings', findings }, historyOf(query), { type: 'cursor', path: 'fd' });
      await view.page.getByText('Side by side').click();
      await look('two');
      await view.page.getByRole('slider').focus();
      await view.page.keyboard.press('Home');
      await look('growth');
      await view.send(
        shape,
        { type: 'findings', findings: [] },
        { type: 'history', revisions: [], reason: 'Git is not asked before the folder is trusted.' },
      );
      await view.page.getByText('Side by side').click();
      for (const name of ['parts', 'struct point']) {
        await view.page.locator('.cell', { hasText: name }).first().locator('.chevron').click();
      }
      await look('shape');
      await view.page.getByText('Table', { exact: true }).click();
      await look('table');
      await view.page.getByText('Table', { exact: true }).click();
      await view.send({ type: 'missing', reason: 'No record "shape" in this header.' });
      await look('missing');
    });
  }
}
