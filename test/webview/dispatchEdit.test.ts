// The dispatch preview driven by mouse and keys, with the real language server behind it: what the caller passes is edited
// in every way that the view offers, and the run follows.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../harness/repository.js';
import { openPreview, type Preview } from './dispatchServer.js';

const example = readFileSync(path.join(repositoryRoot, 'examples/dispatch.h'), 'utf8');

const result = async ({ page }: Preview): Promise<string> => (await page.locator('#result').innerText()).trim();
const bytes = async ({ page }: Preview): Promise<string> =>
  (await page.locator('#caller-bytes [data-offset]').allInnerTexts()).join('');
const lastCall = async (preview: Preview) => (await preview.asked()).at(-1)!.call;

async function choose({ page, settled }: Preview, id: string, value: string): Promise<void> {
  await page.locator(`#${id}`).evaluate((element, next) => {
    (element as HTMLSelectElement).value = next;
    element.dispatchEvent(new Event('change'));
  }, value);
  await settled();
}

async function enter({ page, settled }: Preview, id: string, text: string): Promise<void> {
  const field = page.locator(`#${id} input`);
  await field.fill(text);
  await field.press('Enter');
  await settled();
}

test('the call is chosen: model, versions, ABI and a 32-bit caller', async (t) => {
  const preview = await openPreview(t, { text: example });
  assert.match(await result(preview), /^returned 0 · .* · size word fetched twice$/);
  await choose(preview, 'kernel', 'after:retries');
  await enter(preview, 'field-key', '1');
  assert.match(await result(preview), /^returned −1 E2BIG · .* · user memory unchanged · 2 STAC\/CLAC pairs/);
  await choose(preview, 'model', 'kivity-extensible');
  assert.match(await result(preview), /^returned 0/);
  await choose(preview, 'abi', 'aarch64');
  await preview.page.locator('#compat').click();
  await preview.settled();
  const { model, abi, compat, kernel } = await lastCall(preview);
  assert.deepEqual(
    { model, abi, compat, kernel },
    {
      model: 'kivity-extensible',
      abi: 'aarch64',
      compat: true,
      kernel: { kind: 'after', member: 'retries' },
    },
  );
});

test('a field takes what fits it, and says what does not', async (t) => {
  const preview = await openPreview(t, { text: example });
  const before = (await preview.asked()).length;
  await enter(preview, 'field-flags', '4294967296');
  const alert = preview.page.locator('.fields .wrong');
  assert.equal(await alert.innerText(), '4294967296 does not fit: flags holds 0 to 4294967295');
  assert.equal((await preview.asked()).length, before);
  await preview.page.locator('#field-flags input').press('Escape');
  assert.equal(await alert.count(), 0);
  assert.equal(await preview.page.locator('#field-flags input').inputValue(), '0');
  await enter(preview, 'field-flags', '0xff');
  assert.equal((await bytes(preview)).slice(0, 16), '28000000ff000000');
});

test('hex digits overwrite bytes, arrows move, and the size word is then the caller’s own', async (t) => {
  const preview = await openPreview(t, { text: example });
  const { page, settled } = preview;
  await page.locator('#caller-bytes [data-offset="0"]').focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'a', 'b', 'c']) await page.keyboard.press(key);
  await settled();
  assert.equal((await bytes(preview)).slice(16, 24), '00abc000');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-offset')), '10');
  await page.keyboard.press('Delete');
  await settled();
  assert.equal((await bytes(preview)).slice(16, 24), '00ab0000');
  assert.equal((await lastCall(preview)).ownsSizeWord, false);
  await page.keyboard.press('Control+Home');
  for (const key of ['f', 'f']) await page.keyboard.press(key);
  await settled();
  assert.equal((await lastCall(preview)).ownsSizeWord, true);
  // 255 bytes are claimed, and what lies behind the structure is zero.
  assert.match(await result(preview), /^returned 0/);
  await page.getByRole('button', { name: 'follow the size' }).click();
  await settled();
  assert.equal((await bytes(preview)).slice(0, 8), '28000000');
});

test('the edge changes the size by keys and by dragging, and finds the bytes again', async (t) => {
  const preview = await openPreview(t, { text: example });
  const { page, settled } = preview;
  await enter(preview, 'field-key', '0x7766554433221100');
  const edge = page.locator('#caller-edge');
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await settled();
  assert.deepEqual((await lastCall(preview)).caller, { kind: 'size', bytes: 39 });
  assert.equal(await edge.getAttribute('aria-valuetext'), '39 bytes');
  await page.keyboard.press('PageUp');
  await settled();
  assert.deepEqual((await lastCall(preview)).caller, { kind: 'after', member: 'cookie' });
  assert.equal(await edge.getAttribute('aria-valuetext'), '32 bytes, v4');
  assert.equal((await bytes(preview)).slice(0, 8), '20000000');

  const box = (await edge.boundingBox())!;
  const row = (await page.locator('#caller-bytes .map-row').first().boundingBox())!;
  await page.mouse.move(box.x + 3, box.y + 5);
  await page.mouse.down();
  await page.mouse.move(box.x + 3, box.y + 5 + row.height + 2, { steps: 5 });
  await page.mouse.up();
  await settled();
  assert.deepEqual((await lastCall(preview)).caller, { kind: 'whole' });
  assert.equal((await bytes(preview)).slice(64), '0011223344556677');
  await page.mouse.move(box.x, box.y);
  assert.equal((await bytes(preview)).length, 80);
});

test('all bytes are pasted as hex, and the structure has their number', async (t) => {
  const preview = await openPreview(t, { text: example });
  await enter(preview, 'hex', '18000000 00000000 0x01 00 00 00 00 00 00 00 07000000 00000000');
  assert.equal((await preview.asked()).length, 2);
  assert.deepEqual((await lastCall(preview)).caller, { kind: 'after', member: 'retries' });
  assert.equal(await preview.page.locator('#field-timeout_ms input').inputValue(), '7');
  await enter(preview, 'hex', '123');
  assert.match(await preview.page.locator('.hex .wrong').innerText(), /3 digits: a byte has two/);
});

test('the fault, read-only memory, the race and the handler', async (t) => {
  const preview = await openPreview(t, { text: example });
  const { page, settled } = preview;
  await page.locator('#caller-bytes [data-offset="20"]').focus();
  await page.keyboard.press('x');
  await settled();
  assert.match(await result(preview), /^returned −1 EFAULT/);
  assert.match((await page.locator('#caller-bytes [data-offset="20"]').getAttribute('aria-label'))!, /faults$/);
  await page.keyboard.press('x');
  await settled();
  assert.match(await result(preview), /^returned 0/);

  await page.locator('vscode-collapsible').evaluate((element) => {
    (element as HTMLElement & { open: boolean }).open = true;
  });
  await page.locator('#read-only').click();
  await settled();
  assert.match(await result(preview), /^returned −1 EFAULT · .* · user memory unchanged/);
  await page.locator('#read-only').click();
  await settled();

  await choose(preview, 'race', '6');
  await enter(preview, 'race-bytes', '36=beef');
  assert.deepEqual((await lastCall(preview)).race, { event: 6, offset: 36, bytes: 'beef' });
  await enter(preview, 'race-bytes', 'soon');
  assert.match(await page.locator('.condition .wrong').innerText(), /OFFSET=HEX/);
  await page.locator('#race-bytes input').press('Escape');
  await enter(preview, 'handler', 'errno=ENOENT');
  assert.match(await result(preview), /^returned −1 ENOENT/);
});

test('a cell of the matrix opens its run, by mouse and by keys', async (t) => {
  const preview = await openPreview(t, { text: example });
  const { page, settled } = preview;
  await page.locator('[data-cell="v5 v2"]').click();
  await settled();
  assert.match(await result(preview), /^returned −1 E2BIG/);
  assert.equal(await page.locator('.matrix [aria-selected="true"]').getAttribute('data-cell'), 'v5 v2');
  await page.locator('[data-cell="v5 v2"]').focus();
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await settled();
  assert.equal(await page.locator('.matrix [aria-selected="true"]').getAttribute('data-cell'), 'v3 v4');
  assert.match(await result(preview), /^returned 0/);
  const { caller, kernel } = await lastCall(preview);
  assert.deepEqual(
    [caller, kernel],
    [
      { kind: 'after', member: 'retries' },
      { kind: 'after', member: 'cookie' },
    ],
  );
});

test('every cell of the matrix ends as its own run does', async (t) => {
  const preview = await openPreview(t, { text: example });
  const { page, settled } = preview;
  for (const caller of ['v1', 'v4']) {
    for (const kernel of ['v2', 'v5']) {
      await enter(preview, 'hex', '08000000 00000000');
      await page.locator(`[data-cell="${caller} ${kernel}"]`).click();
      await settled();
      const outcome = await page.locator(`[data-cell="${caller} ${kernel}"]`).innerText();
      const expected = outcome.includes('E2BIG') ? /^returned −1 E2BIG/ : /^returned 0/;
      assert.match(await result(preview), expected, `${caller} ${kernel}: ${outcome}`);
    }
  }
});

test('the run is copied for a mail', async (t) => {
  const preview = await openPreview(t, { text: example });
  await preview.page.locator('[data-cell="v5 v4"]').click();
  await preview.settled();
  await preview.page.getByRole('button', { name: 'Copy for a mail' }).click();
  const { text } = await preview.hears('copy');
  assert.match(text, /^### PROBE_RUN \(0x000050e0\) under fwctl\n/);
  assert.match(text, /\n {3}32 {2}key {9}0x101010101010101\n/);
  assert.match(text, /-> E2BIG/);
  assert.match(text, /\| caller v5 \|.*works/);
});
