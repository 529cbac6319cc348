// The views in a language that nobody speaks: each text of the bundle stands in brackets. What a person reads or hears without
// brackets is a word that a translator cannot reach, unless it came from the header or the language server.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { repositoryRoot } from '../harness/repository.js';
import { openPreview } from './dispatchServer.js';
import { findings, historyOf, layoutMessage } from './layoutAnswers.js';
import { openView } from './viewPage.js';

const bundle: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(repositoryRoot, 'client', 'l10n', 'bundle.l10n.json'), 'utf8'),
);

/** `{0}⟦ is new⟧` of `{0} is new`: what is put into a text has to have brackets of its own. */
const words = Object.fromEntries(
  Object.entries(bundle).map(([text, english]) => [
    text,
    english
      .split(/(\{\d+\})/)
      .map((part) => (/^\{\d+\}$/.test(part) || part === '' ? part : `⟦${part}⟧`))
      .join(''),
  ]),
);

/** Every text that is shown, spoken or hinted at in the page, also inside the controls. */
function textsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const look = (node: Node): void => {
      if (node instanceof Element) {
        if (/^(STYLE|SCRIPT)$/.test(node.tagName)) return;
        for (const name of [
          'aria-label',
          'aria-valuetext',
          'aria-description',
          'title',
          'placeholder',
          'label',
          'heading',
          'alt',
        ]) {
          found.push(node.getAttribute(name) ?? '');
        }
        const { label, placeholder, options } = node as { label?: unknown; placeholder?: unknown; options?: unknown };
        found.push(...[label, placeholder].filter((each) => typeof each === 'string'));
        if (Array.isArray(options)) {
          for (const each of options) found.push(each.label ?? '', each.description ?? '');
        }
        if (node.shadowRoot !== null) for (const child of node.shadowRoot.childNodes) look(child);
      }
      if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
      for (const child of node.childNodes) look(child);
    };
    look(document.body);
    return found.filter((text) => text.trim() !== '');
  });
}

/** Names of things that are the same in every language. */
const names = new Set(['STAC', 'CLAC']);

/** A hint that the select of @vscode-elements/elements has written into it. */
const ofLibrary = 'Open the list of options';

/** @param given everything that the view was sent, as text: its words are not the view's */
function untranslated(texts: readonly string[], given: string): readonly string[] {
  const known = new Set(given.replaceAll('\\n', ' ').match(/\p{L}+/gu));
  return [
    ...new Set(
      texts
        .filter((text) => text !== ofLibrary)
        .filter((text) =>
          (text.replace(/⟦[^⟦⟧]*⟧/g, ' ').match(/\p{L}{2,}/gu) ?? []).some(
            (word) => !known.has(word) && !names.has(word),
          ),
        ),
    ),
  ].map((text) => text.trim());
}

test('the layout view has no word that cannot be translated', async (context) => {
  for (const record of ['slot_query', 'shape'] as const) {
    const message = await layoutMessage(context, record);
    const view = await openView(context, 'layout', { words });
    await view.hears('ready');
    const waiting = await textsOf(view.page);
    const sent = [message, { type: 'findings', findings }, historyOf(message)];
    await view.send(...sent);
    const given = `${JSON.stringify(sent)} union struct`;
    const texts = [...waiting, ...(await textsOf(view.page))];
    const press = async (text: string) => {
      await view.page.getByText(text, { exact: true }).first().click();
      await view.send();
      texts.push(...(await textsOf(view.page)));
    };
    await press('⟦Side by side⟧');
    await press('⟦Table⟧');
    await view.send({ type: 'history', revisions: [], reason: null }, { type: 'findings', findings: [] });
    texts.push(...(await textsOf(view.page)));
    assert.ok(texts.some((text) => text.includes('⟦')));
    assert.deepEqual(untranslated(texts, given), []);
  }
});

test('the dispatch preview has no word that cannot be translated', async (context) => {
  const text = readFileSync(join(repositoryRoot, 'examples', 'dispatch.h'), 'utf8');
  const preview = await openPreview(context, { text, words, height: 1400 });
  const { page } = preview;
  await preview.settled();
  const texts = [...(await textsOf(page))];
  const looked = async () => {
    await preview.settled();
    texts.push(...(await textsOf(page)));
  };
  for (const cell of ['[data-cell="v2 v4"]', '[data-cell="v5 v1"]']) {
    await page.locator(cell).click();
    await looked();
    for (const step of await page.locator('.step[aria-disabled="false"]').all()) {
      await step.click();
      texts.push(...(await textsOf(page)));
    }
  }
  await page.locator('vscode-collapsible').click({ position: { x: 40, y: 10 } });
  await page.locator('#fault').evaluate((field) => {
    Object.assign(field, { value: '9' });
    field.dispatchEvent(new Event('change'));
  });
  await looked();
  await page.getByText('⟦As table⟧', { exact: true }).click();
  await looked();
  const given = `${JSON.stringify(preview.recorded())} ${text}`;
  assert.ok(texts.some((each) => each.includes('⟦')));
  assert.deepEqual(untranslated(texts, given), []);
});
