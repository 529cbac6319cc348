// The bundle of the layout view in a browser, with what the real server answers: what is shown, and what the view says
// when it is used by mouse and keyboard.

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { findings, historyOf, type LayoutMessage, layoutMessage } from './layoutAnswers.js';
import { type Json, openView, type ViewOptions, type ViewPage } from './viewPage.js';

type Name = Parameters<typeof layoutMessage>[1];

async function opened(
  context: TestContext,
  record: Name,
  options: ViewOptions = {},
): Promise<{ readonly view: ViewPage; readonly message: LayoutMessage }> {
  const message = await layoutMessage(context, record);
  const view = await openView(context, 'layout', options);
  await view.hears('ready');
  await view.send(message, { type: 'findings', findings }, historyOf(message));
  return { view, message };
}

const names = (view: ViewPage, selector = '.map .cell'): Promise<string[]> =>
  view.page
    .locator(selector)
    .evaluateAll((cells) => cells.map((cell) => cell.querySelector('.name')?.textContent ?? ''));

/** Label of the cell that has the focus. */
const focused = (view: ViewPage): Promise<string> =>
  view.page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent ?? '');

async function press(view: ViewPage, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await view.page.keyboard.press(key);
}

test('the picture has the members and the hole where they are', async (t) => {
  const { view } = await opened(t, 'slot_query');
  assert.deepEqual(await names(view), ['size', 'flags', 'fd', '4-byte hole', 'token']);
  assert.equal(await view.page.locator('h1').innerText(), 'struct slot_query');
  assert.equal(await view.page.locator('.facts').innerText(), '24 bytes · align 8 · 1 hole');
  const numbers = await view.page.locator('.commands code').allInnerTexts();
  assert.deepEqual(numbers, ['0x0000e641', '0x2000e641', '0xc018e642', '0xc014e642']);
});

test('the grid has one tab stop, and keys lead through it', async (t) => {
  const { view } = await opened(t, 'shape');
  assert.equal(await view.page.locator('.cell[tabindex="0"]').count(), 1);
  await view.page.locator('.cell').first().focus();
  const walk: string[] = [];
  for (const key of [
    'ArrowRight',
    'ArrowDown',
    'ArrowDown',
    'ArrowDown',
    'End',
    'Home',
    'Control+End',
    'Control+Home',
  ]) {
    await press(view, key);
    walk.push(await focused(view));
  }
  assert.deepEqual(walk, ['flags', 'union', '2-byte hole', 'all', 'all', 'all', '3-byte tail padding', 'size']);
  assert.equal(await view.page.locator('.cell[tabindex="0"]').count(), 1);
});

test('Enter and a click show the member in the editor', async (t) => {
  const { view } = await opened(t, 'slot_query');
  await view.page.locator('.cell', { hasText: 'fd' }).click();
  assert.deepEqual(await view.hears('reveal'), { type: 'reveal', path: 'fd' });
  await press(view, 'ArrowUp', 'ArrowRight', 'Enter');
  assert.deepEqual(await view.hears('reveal'), { type: 'reveal', path: 'flags' });
});

test('Space opens and closes an array, and shows more of a long one', async (t) => {
  const { view } = await opened(t, 'page_of');
  assert.deepEqual(await names(view), ['count', 'pad', 'bytes']);
  await view.page.locator('.cell', { hasText: 'bytes' }).focus();
  await press(view, 'Space');
  assert.deepEqual((await names(view)).slice(2, 6), ['bytes', '[0]', '[1]', '[2]']);
  await view.page.getByText('1048512 more of bytes').click();
  assert.ok((await names(view)).includes('[128]'));
  await view.page.locator('.row.head .cell').focus();
  await press(view, 'Space');
  assert.deepEqual(await names(view), ['count', 'pad', 'bytes']);
});

test('a record declared elsewhere is asked for when it is opened, and again when it is closed', async (t) => {
  const { view } = await opened(t, 'shape');
  await view.page.locator('.cell', { hasText: 'struct point[2]' }).locator('.chevron').click();
  assert.deepEqual(await view.hears('expand'), { type: 'expand', paths: ['at'] });
  await view.send(await layoutMessage(t, 'shape+at'));
  const inside = await names(view);
  assert.ok(
    ['[0].x', '[0].y', '[1].x', '[1].y'].every((name) => inside.includes(name)),
    inside.join(),
  );
  await view.page.locator('.row.head .cell', { hasText: 'struct point' }).locator('.chevron').click();
  assert.deepEqual(await view.hears('expand'), { type: 'expand', paths: [] });
});

test('buttons say what was chosen', async (t) => {
  const { view } = await opened(t, 'slot_query');
  await view.page.locator('.fixes').getByText('Apply').click();
  assert.deepEqual(await view.hears('applyFix'), { type: 'applyFix', id: 1 });
  await view.page.getByRole('button', { name: '4 bytes of implicit padding' }).click();
  assert.deepEqual(await view.hears('revealFinding'), { type: 'revealFinding', id: 1 });
  await view.page.getByRole('button', { name: 'SLOT_QUERY_OLD' }).click();
  assert.deepEqual(await view.hears('revealCommand'), { type: 'revealCommand', name: 'SLOT_QUERY_OLD' });
  await view.page.getByText('Copy as Markdown').click();
  assert.deepEqual(await view.hears('copyMarkdown'), { type: 'copyMarkdown' });
});

test('hints and facts are for who asks', async (t) => {
  const { view } = await opened(t, 'slot_query');
  const text = () => view.page.locator('section', { hasText: 'What a reviewer would say' }).first().innerText();
  assert.doesNotMatch(await text(), /x86_64: 24 bytes|which i386 aligns/);
  await view.page.getByText('The facts').click();
  await view.page.getByText('1 hint').click();
  assert.match(await text(), /x86_64: 24 bytes[\s\S]*which i386 aligns/);
});

test('two ABIs side by side: what moved is marked and said', async (t) => {
  const { view } = await opened(t, 'slot_query');
  await view.page.getByText('Side by side').click();
  assert.deepEqual(await names(view, '.pane:nth-child(2) .cell.moved'), ['token', 'token']);
  const sentence = view.page.locator('.abis .sentence');
  assert.equal(await sentence.innerText(), 'token moves 16 → 12; size 24 → 20; alignment 8 → 4');
  assert.equal(await view.page.locator('[role=status]').last().innerText(), await sentence.innerText());
  await view.page.locator('.pane:nth-child(2) .chip', { hasText: 'm68k' }).click();
  assert.match(await sentence.innerText(), /alignment 8 → 2/);
  await view.page.locator('.pane:nth-child(2) .chip', { hasText: 'x86_64' }).click();
  assert.equal(await sentence.innerText(), 'the same layout');
});

test('the cursor of the editor lights its member, also one far away', async (t) => {
  const members = Array.from({ length: 10_000 }, (_, i) => ({ path: `m${i}`, offset: i * 4, size: 4, type: '__u32' }));
  const message = await layoutMessage(t, 'small');
  const view = await openView(t, 'layout');
  const layout = { ...message.layouts[0], members, size: 40_000, holes: [], blocks: [] };
  await view.send({ ...message, layouts: [layout] });
  await view.send({ type: 'cursor', path: 'm7000' });
  assert.deepEqual(await names(view, '.cell.lit'), ['m7000']);
  const lit = view.page.locator('.cell.lit');
  const inMap = await lit.evaluate((cell) => {
    const map = cell.closest('.map')?.getBoundingClientRect();
    const box = cell.getBoundingClientRect();
    return map !== undefined && box.top >= map.top - 1 && box.bottom <= map.bottom + 1;
  });
  assert.ok(inMap, 'the lit member is not in sight');
  await view.send({ type: 'cursor', path: null });
  assert.equal(await lit.count(), 0);
});

test('a large record has no large document, and its end can be reached', async (t) => {
  const { view, message } = await opened(t, 'page_of');
  const count = () => view.page.evaluate(() => document.querySelectorAll('*').length);
  const few = await count();
  const members = Array.from({ length: 10_000 }, (_, i) => ({ path: `m${i}`, offset: i * 4, size: 4, type: '__u32' }));
  await view.send({ ...message, layouts: [{ ...message.layouts[0], members, size: 40_000 }] });
  assert.ok((await count()) < few + 600, `${await count()} elements after ${few}`);
  await view.page.locator('.cell').first().focus();
  await press(view, 'Control+End');
  assert.equal(await focused(view), 'm9999');
  await press(view, 'PageUp');
  assert.match(await focused(view), /^m99/);
  await view.page.getByText('Table', { exact: true }).click();
  assert.equal(await view.page.locator('tbody tr').count(), 500);
  await view.page.getByText('Show more of').click();
  assert.equal(await view.page.locator('tbody tr').count(), 1000);
});

test('an edit renders the rows that it changed, and no other', async (t) => {
  const { view, message } = await opened(t, 'shape');
  await view.page.evaluate(() => {
    const map = document.querySelector('.map') as Element;
    const touched = new Set<string>();
    Object.assign(window, { touched });
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        touched.add(element?.closest('.row')?.getAttribute('aria-rowindex') ?? 'map');
      }
    }).observe(map, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const layouts = message.layouts.map((layout) => ({
    ...layout,
    members: layout.members.map((member) => (member.path === 'flags' ? { ...member, path: 'options' } : member)),
  }));
  await view.send({ ...message, layouts }, { type: 'findings', findings });
  assert.deepEqual(await view.page.evaluate(() => [...(window as Json).touched]), ['1']);
  assert.ok((await names(view)).includes('options'));
});

test('what is gone is said; the last picture stays until there is another', async (t) => {
  const { view, message } = await opened(t, 'slot_query');
  await view.send({ type: 'missing', reason: 'No record "slot_query" in this header.' });
  assert.match(await view.page.locator('.missing').innerText(), /No record "slot_query"/);
  assert.equal(await view.page.locator('.stale .map').count(), 1);
  assert.deepEqual(await names(view), ['size', 'flags', 'fd', '4-byte hole', 'token']);
  assert.equal(await view.page.locator('.fixes').count(), 0);
  await view.send(message);
  assert.equal(await view.page.locator('.missing, .stale').count(), 0);
});

test('a view that was never told of a layout says why', async (t) => {
  const view = await openView(t, 'layout');
  await view.send({ type: 'missing', reason: 'Cannot read slots.h.' });
  assert.equal(await view.page.locator('.empty').innerText(), 'Cannot read slots.h.');
});

test('what was chosen is there after a reload', async (t) => {
  const { view, message } = await opened(t, 'page_of');
  await view.send({ type: 'subject', uri: 'file:///slots.h', record: 'page_of' });
  await view.page.locator('.chevron').click();
  await view.page.reload();
  await view.send(message);
  assert.ok((await names(view)).includes('[0]'));
  const state = await view.state();
  assert.deepEqual([state.uri, state.record], ['file:///slots.h', 'page_of']);
  await view.page.getByText('Table', { exact: true }).click();
  await view.page.reload();
  await view.send(message);
  assert.equal(await view.page.locator('table').count(), 1);
});

test('a state that something else left behind is no state', async (t) => {
  const { view } = await opened(t, 'slot_query', { state: { left: 7, open: 'all' } });
  assert.equal(await view.page.locator('.map').count(), 1);
});

test('the slider goes back in history, with what was added since', async (t) => {
  const { view } = await opened(t, 'slot_query');
  const slider = view.page.getByRole('slider');
  await slider.focus();
  await press(view, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  assert.deepEqual(await names(view, '.pane:nth-child(1) .cell'), ['size', 'flags']);
  assert.equal(await view.page.locator('.abis .sentence').innerText(), 'fd and token are new; size 8 → 24');
  assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^v6\.1, 2022-12-11, 8 bytes, slots: Add/);
  await press(view, 'End');
  assert.equal(await view.page.locator('.pane').count(), 1);
});

test('without a history there is no slider but a reason', async (t) => {
  const { view } = await opened(t, 'slot_query');
  await view.send({ type: 'history', revisions: [], reason: 'Git is not asked before the folder is trusted.' });
  assert.equal(await view.page.getByRole('slider').count(), 0);
  assert.match(await view.page.locator('.history').innerText(), /Git is not asked/);
});

test('messages of another shape are ignored and logged', async (t) => {
  const { view, message } = await opened(t, 'slot_query');
  const wrong = [7, null, 'layout', {}, { type: 'evil' }, { ...message, layouts: 'all' }, { ...message, layouts: [] }];
  await view.send(...wrong, { type: 'cursor' }, { type: 'findings', findings: [{ id: -1 }] });
  const problems = (await view.said()).filter(({ type }) => type === 'problem');
  assert.equal(problems.length, wrong.length + 2);
  assert.ok(problems.every(({ text }) => text.startsWith('ignored a message of the wrong shape: ')));
  assert.deepEqual(await names(view), ['size', 'flags', 'fd', '4-byte hole', 'token']);
});

test('names are text, whatever they look like', async (t) => {
  const { view, message } = await opened(t, 'slot_query');
  const hostile = ['<img src=x onerror="alert(1)">', '__proto__', '{{alert(1)}}', '"onclick="alert(1)', 'constructor'];
  let dialogs = 0;
  view.page.on('dialog', async (dialog) => {
    dialogs++;
    await dialog.dismiss();
  });
  const members = hostile.map((path, i) => ({ path, offset: i * 8, size: 8, type: '<b>__u64</b>' }));
  const [layout] = message.layouts;
  const evil = { ...layout, name: hostile[0], members, size: 40, holes: [], abis: ['<i>x</i>'] };
  const commands = [{ name: hostile[0], numbers: [{ number: 1, abis: ['<u>'] }] }];
  const found = [{ ...findings[0], message: `${hostile[0]}\n[run](command:evil)`, rule: hostile[0] }];
  await view.send(
    { ...message, name: hostile[0], header: hostile[0], layouts: [evil, { ...evil, size: 48, abis: ['b'] }], commands },
    { type: 'findings', findings: found },
  );
  assert.deepEqual(await names(view), hostile);
  await view.page.getByText('Table', { exact: true }).click();
  assert.equal(await view.page.locator('img, b, i, u, a').count(), 0);
  assert.equal(dialogs, 0);
  assert.ok((await view.page.locator('.findings').textContent())?.includes('[run](command:evil)'));
});

test('nothing moves for those who asked for it', async (t) => {
  const { view } = await opened(t, 'slot_query', { reducedMotion: true });
  await view.page.getByText('Side by side').click();
  const moving = await view.page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return transitionDuration !== '0s' || animationName !== 'none';
      })
      .map(({ className }) => className),
  );
  assert.deepEqual(moving, []);
});
