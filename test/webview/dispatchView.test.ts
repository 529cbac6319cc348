// What the dispatch preview shows and how it fares: steps and memory, headers that change under it, messages and names that
// mean harm, a page that is made again.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { openPreview, type Preview } from './dispatchServer.js';
import type { Json } from './viewPage.js';

const example = readFileSync(path.join(repositoryRoot, 'examples/dispatch.h'), 'utf8');
const legacy = readFileSync(path.join(repositoryRoot, 'examples/legacy_widget.h'), 'utf8');

const result = async ({ page }: Preview): Promise<string> => (await page.locator('#result').innerText()).trim();
const chosenStep = ({ page }: Preview): Promise<string> =>
  page.locator('.step[aria-selected="true"] .step-name').innerText();
const problem = ({ page }: Preview) => page.locator('.problem');

/** Origins in a map of memory, run-length encoded: `8user 16zero`. */
async function origins({ page }: Preview, map: 'kernel' | 'user'): Promise<string> {
  const all = await page
    .locator(`.memory .maps > div:nth-child(${map === 'kernel' ? 1 : 2}) .byte`)
    .evaluateAll((cells) => cells.map((cell) => /by-(\w+)/.exec(cell.className)?.[1] ?? ''));
  const runs: string[] = [];
  for (let at = 0; at < all.length; ) {
    let end = at;
    while (end < all.length && all[end] === all[at]) end++;
    runs.push(`${end - at}${all[at]}`);
    at = end;
  }
  return runs.join(' ');
}

test('steps are scrubbed by keys, slider and mouse, and memory follows', async (t) => {
  const preview = await openPreview(t, { text: example });
  const { page, settled } = preview;
  await page.locator('[data-cell="v2 v4"]').click();
  await settled();
  const timeline = page.locator('#timeline');
  await timeline.focus();
  await page.keyboard.press('Home');
  assert.equal(await chosenStep(preview), 'MATCH');
  assert.equal(await page.locator('.memory .none').innerText(), 'There is none yet.');
  const seen: string[] = [];
  for (let at = 0; at < 5; at++) {
    await page.keyboard.press('ArrowDown');
    seen.push(`${await chosenStep(preview)}: ${await origins(preview, 'kernel')}`);
  }
  assert.deepEqual(seen, [
    'SIZE_FETCH: ',
    'ALLOC: 32uninit',
    'ZERO_FILL: 16uninit 16zero',
    'COPY_IN: 16user 16zero',
    'HANDLER: 16user 16zero',
  ]);
  assert.equal(await timeline.getAttribute('aria-activedescendant'), 'step-5');
  await page.locator('#scrubber').fill('1');
  assert.equal(await chosenStep(preview), 'MATCH');
  await page.locator('#step-4').click();
  assert.equal(await chosenStep(preview), 'COPY_IN');
  assert.match(await page.locator('#memory-title').innerText(), /after 5 COPY_IN/);
  // Scrubbing asks nobody.
  assert.equal((await preview.asked()).length, 2);
});

test('steps that were not reached are there, and say what they would have done', async (t) => {
  const preview = await openPreview(t, { text: example });
  await preview.page.locator('[data-cell="v5 v1"]').click();
  await preview.settled();
  assert.equal(await chosenStep(preview), 'TAIL_SCAN');
  const unreached = preview.page.locator('.step.unreached');
  assert.deepEqual(await unreached.locator('.step-name').allInnerTexts(), ['STATE', 'HANDLER', 'COPY_OUT']);
  assert.equal(await unreached.first().getAttribute('aria-disabled'), 'true');
  // Playwright takes an option that is not enabled for one that cannot be clicked.
  await unreached.last().click({ force: true });
  assert.match(await unreached.last().innerText(), /not reached.*writes the smaller of both sizes/s);
});

test('as a table: stretches of one member and one origin', async (t) => {
  const preview = await openPreview(t, { text: example });
  await preview.page.getByRole('button', { name: 'As table' }).click();
  const rows = await preview.page.locator('.memory .facts').first().locator('tbody tr').allInnerTexts();
  assert.deepEqual(
    rows[0].split('\t').map((cell) => cell.trim()),
    ['0..4', 'size', '28 00 00 00', 'caller'],
  );
  assert.equal(rows.length, 7);
  assert.equal((await preview.state()).asTable, true);
});

test('the view follows the header while it is typed, one question for each change', async (t) => {
  const preview = await openPreview(t, { text: example });
  const before = (await preview.asked()).length;
  await preview.retype(example.replace('__aligned_u64 key;', '__aligned_u64 key;\n\t__u32 more;\n\t__u32 pad;'));
  assert.equal((await preview.asked()).length, before + 1);
  assert.equal(await preview.page.locator('#field-more').count(), 1);
  assert.equal(await preview.page.locator('#caller-bytes [data-offset]').count(), 48);
});

test('a command that vanishes: what is missing is said, the last run stays, and it comes back', async (t) => {
  const preview = await openPreview(t, { text: example, ioctl: 'PROBE_RUN' });
  const run = await result(preview);
  await preview.retype(example.replace('#define PROBE_RUN _IO', '#define OTHER_PROBE_RUN _IO'));
  assert.match(await problem(preview).innerText(), /has no ioctl 'PROBE_RUN'/);
  assert.equal(await result(preview), run);
  assert.equal(await preview.page.locator('.columns.stale').count(), 1);
  await preview.retype(example);
  assert.equal(await problem(preview).count(), 0);
  assert.equal(await preview.page.locator('.stale').count(), 0);
  await preview.retype(example.replace('#define PROBE_RUN _IO', '#define OTHER_PROBE_RUN _IO'));
  await preview.page.getByRole('button', { name: 'Start over' }).click();
  await preview.settled();
  assert.equal(await problem(preview).count(), 0);
  assert.match(
    await preview.page.locator('#ioctl').evaluate((each) => (each as HTMLSelectElement).value),
    /OTHER_PROBE_RUN/,
  );
});

test('a header that breaks, loses its record or everything, and a server that fails', async (t) => {
  const preview = await openPreview(t, { text: example });
  await preview.retype(example.replace('struct probe_run {', 'struct probe_run { struct nowhere n;'));
  assert.match(await problem(preview).innerText(), /probe_run.*incomplete/s);
  await preview.retype('');
  assert.match(await problem(preview).innerText(), /no ioctl/);
  await preview.send({ type: 'missing', message: 'The language server is not running.' });
  assert.match(await problem(preview).innerText(), /not running/);
  assert.equal(await preview.page.getByRole('button', { name: 'Start over' }).count(), 0);
  await preview.retype(example);
  assert.equal(await problem(preview).count(), 0);
});

test('a header without commands says so at once', async (t) => {
  const preview = await openPreview(t, { text: 'struct s { int a; };\n' });
  assert.match(await problem(preview).innerText(), /has no ioctl commands/);
});

test('messages of the wrong shape are ignored and reported, and change nothing', async (t) => {
  const preview = await openPreview(t, { text: example });
  const before = await preview.page.locator('#view').innerText();
  const wrong = [
    null,
    7,
    'answer',
    [],
    {},
    { type: 'answer' },
    { type: 'answer', id: 1, answer: { model: 'fwctl' } },
    { type: 'refused', id: 1, cause: 'weather', message: 'x' },
    { type: 'header', uri: 5, name: 'x' },
    { type: '__proto__' },
  ];
  await preview.send(...wrong);
  assert.equal(await preview.page.locator('#view').innerText(), before);
  const reports = (await preview.said()).filter(({ type }: Json) => type === 'problem');
  assert.equal(reports.length, wrong.length);
  // An answer to no question is dropped without a word.
  await preview.send({ type: 'refused', id: 99, cause: 'call', message: 'late' });
  assert.equal(await problem(preview).count(), 0);
});

test('names with a meaning to JavaScript are names', async (t) => {
  const text = `#include <linux/types.h>
#include <linux/ioctl.h>
struct hostile { __u32 size; __u32 __proto__; __u32 constructor; __u32 toString; };
#define __proto__X _IO('h', 1)
#define HOSTILE _IOWR('h', 2, struct hostile)
`;
  const preview = await openPreview(t, { text, ioctl: 'HOSTILE' });
  const { page, settled } = preview;
  await page.locator('#field-__proto__ input').fill('7');
  await page.locator('#field-__proto__ input').press('Enter');
  await settled();
  assert.equal((await page.locator('#caller-bytes [data-offset="4"]').innerText()).trim(), '07');
  await page.locator('#field-constructor input').fill('x');
  await page.locator('#field-constructor input').press('Enter');
  assert.equal(await page.locator('.fields .wrong').count(), 1);
});

test('markup in what the server says stays text', async (t) => {
  const preview = await openPreview(t, { text: example });
  const markup = '<img src=x onerror="document.title=\'harmed\'"><a href="command:workbench.action.quit">x</a>';
  await preview.page.evaluate(() => window.postMessage({ type: 'changed' }));
  const { id } = await preview.hears('simulate');
  await preview.settled();
  await preview.send({ type: 'changed' });
  const answers = await preview.recorded();
  const answer = JSON.parse(JSON.stringify(answers.at(-1)));
  answer.title = markup;
  answer.notes = [markup];
  answer.preview.fields[0].path = markup;
  answer.preview.fields[0].type = markup;
  answer.preview.ioctls = [markup];
  answer.preview.versions[0].last = markup;
  answer.preview.warnings = [{ id: markup, text: markup }];
  for (const event of answer.events)
    Object.assign(event, { text: markup, step: markup, source: markup, warnings: [markup] });
  answer.matrix[0].cells[0].when = markup;
  await preview.settled();
  const next = ((await preview.asked()).at(-1)?.id ?? id) + 1;
  await preview.pause();
  await preview.send({ type: 'changed' }, { type: 'answer', id: next, answer });
  assert.ok((await preview.page.locator('#view').innerText()).includes('onerror'));
  assert.equal(await preview.page.locator('#view img, #view a').count(), 0);
  assert.notEqual(await preview.page.title(), 'harmed');
});

test('a reload restores the call', async (t) => {
  const preview = await openPreview(t, { text: example });
  const { page, settled } = preview;
  await page.locator('[data-cell="v5 v3"]').click();
  await settled();
  const before = await result(preview);
  const state = await preview.state();
  const again = await openPreview(t, { text: example, state });
  assert.equal(await result(again), before);
  assert.equal(await again.page.locator('.matrix [aria-selected="true"]').getAttribute('data-cell'), 'v5 v3');
});

test('a saved state of another shape is not used', async (t) => {
  const preview = await openPreview(t, { text: example, state: { uri: 'x', call: { bytes: 'zz' } } });
  assert.match(await result(preview), /^returned 0/);
});

test('sixteen kilobytes are drawn folded', async (t) => {
  const preview = await openPreview(t, { text: legacy, ioctl: 'LEGACY_WIDGET_LOAD' });
  const { page } = preview;
  assert.ok((await page.locator('#view *').count()) < 2000);
  await page.locator('#caller-bytes .fold button').first().click();
  assert.ok((await page.locator('#caller-bytes .fold').count()) < 2);
});

test('everything is reached by the Tab key, and nothing holds it', async (t) => {
  const preview = await openPreview(t, { text: example });
  const { page } = preview;
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  const reached = new Set<string>();
  for (let at = 0; at < 60; at++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      return (
        element?.id ||
        element?.getAttribute('data-cell') ||
        element?.textContent?.trim().slice(0, 20) ||
        element?.tagName ||
        ''
      );
    });
    if (reached.has(name) && name === [...reached][0]) break;
    reached.add(name);
  }
  for (const wanted of [
    'ioctl',
    'model',
    'caller',
    'kernel',
    'abi',
    'compat',
    'As table',
    'Copy for a mail',
    'caller-edge',
    'field-size',
    'field-key',
    'hex',
    'scrubber',
    'timeline',
    'v5 v5',
    'switch',
  ]) {
    assert.ok(reached.has(wanted), `${wanted} is not among ${[...reached].join(', ')}`);
  }
});
