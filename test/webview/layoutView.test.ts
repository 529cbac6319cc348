// The bundle of the layout view in a browser, with what the real server answers.

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { findings, historyOf, type LayoutMessage, layoutMessages } from './layoutAnswers.js';
import { themeNames } from './themes.js';
import { openView, type ViewOptions, type ViewPage } from './viewPage.js';

async function opened(
  context: TestContext,
  record: string,
  options: ViewOptions = {},
): Promise<{ readonly view: ViewPage; readonly message: LayoutMessage }> {
  const [message] = await layoutMessages(context, [record]);
  const view = await openView(context, 'layout', options);
  await view.hears('ready');
  await view.send(message, { type: 'findings', findings }, historyOf(message));
  return { view, message };
}

const labels = (view: ViewPage, selector = '.map .cell'): Promise<string[]> =>
  view.page
    .locator(selector)
    .evaluateAll((cells) => cells.map((cell) => cell.querySelector('.name')?.textContent ?? ''));

test('the picture has the members and the hole where they are', async (t) => {
  const { view } = await opened(t, 'slot_query');
  assert.deepEqual(await labels(view), ['size', 'flags', 'fd', '4-byte hole', 'token']);
  assert.equal(await view.page.locator('h1').innerText(), 'struct slot_query');
  await view.picture('layout-one');
});

for (const theme of themeNames) {
  for (const width of [1180, 400]) {
    test(`no serious accessibility fault: ${theme}, ${width} px`, async (t) => {
      const { view, message } = await opened(t, 'slot_query', { theme, width });
      await view.page.getByText('Side by side').click();
      await view.send({ type: 'cursor', path: 'fd' });
      await view.picture(`layout-two-${theme}-${width}`);
      assert.deepEqual(await view.accessibilityFaults(), []);
      const [shape] = await layoutMessages(t, ['shape+at']);
      await view.send(
        shape,
        { type: 'findings', findings: [] },
        { type: 'history', revisions: [], reason: 'git is not asked before the folder is trusted.' },
      );
      await view.page.getByText('Side by side').click();
      for (const name of ['parts', 'at'])
        await view.page.locator('.cell', { hasText: name }).first().locator('.chevron').click();
      await view.picture(`layout-shape-${theme}-${width}`);
      assert.deepEqual(await view.accessibilityFaults(), []);
      await view.page.getByText('Table', { exact: true }).click();
      await view.picture(`layout-table-${theme}-${width}`);
      assert.deepEqual(await view.accessibilityFaults(), []);
      await view.send(message, { type: 'missing', reason: 'struct slot_query is no longer in slots.h.' });
      await view.page.getByText('Table', { exact: true }).click();
      await view.picture(`layout-missing-${theme}-${width}`);
      assert.deepEqual(await view.accessibilityFaults(), []);
    });
  }
}
