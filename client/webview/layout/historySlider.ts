/** The record through the history of its header: a slider over the revisions that changed it, the size of each above it. */

import { html, nothing, type TemplateResult } from '../shared/components.js';
import { l10n } from '../shared/l10n.js';
import { indexOfAbi } from './abiLabels.js';
import type { Revision } from './messages.js';
import type { Model } from './model.js';
import { bytesText } from './rows.js';

export function historySlider(model: Model, choose: (revision: number | undefined) => void): TemplateResult {
  const { revisions, noHistory } = model;
  const title = html`<h2 id="history-title">${l10n.t('Growth')}</h2>`;
  if (noHistory !== undefined)
    return html`<section class="history">${title}<p class="faint">${noHistory}</p></section>`;
  if (revisions === undefined)
    return html`<section class="history">${title}<p class="faint">${l10n.t('Reading the history …')}</p></section>`;
  if (revisions.length === 0) {
    return html`<section class="history">${title}<p class="faint">${l10n.t('git knows no revision of this header.')}</p></section>`;
  }
  const now = revisions.length;
  const value = model.revision ?? now;
  const present = model.shown?.layouts[indexOfAbi(model.shown.layouts, model.left)]?.size ?? 0;
  const sizes = [...revisions.map((revision) => sizeAt(revision, model.left)), present];
  const largest = Math.max(1, ...sizes.map((size) => size ?? 0));
  return html`<section class="history" aria-labelledby="history-title">
    ${title}
    <div class="slide">
      <div class="growth" aria-hidden="true">
        ${sizes.map(
          (size, index) =>
            html`<span
              class=${`bar${index === value ? ' chosen' : ''}${size === undefined ? ' none' : ''}`}
              .style=${`height:${Math.round((100 * (size ?? 0)) / largest)}%`}
            ></span>`,
        )}
      </div>
      <input
        type="range"
        min="0"
        max=${now}
        step="1"
        .value=${`${value}`}
        aria-labelledby="history-title"
        aria-valuetext=${spoken(revisions[value], sizes[value])}
        @input=${(event: Event) => {
          const next = Number((event.target as HTMLInputElement).value);
          choose(next >= now ? undefined : next);
        }}
      />
    </div>
    <p class="revision">${describe(revisions[value], sizes[value])}</p>
  </section>`;
}

/** Bytes on the ABI that is shown; undefined where the record was not there. */
function sizeAt({ layouts }: Revision, abi: string | null): number | undefined {
  return layouts?.[indexOfAbi(layouts, abi)]?.size;
}

function describe(revision: Revision | undefined, size: number | undefined): TemplateResult {
  const bytes = sizeText(size);
  if (revision === undefined) return html`<strong>${l10n.t('now')}</strong> <span class="faint">· ${bytes}</span>`;
  return html`<code>${revision.revision}</code> <span class="faint">${day(revision)} · ${bytes}</span>
    ${revision.subject === '' ? nothing : revision.subject}`;
}

function spoken(revision: Revision | undefined, size: number | undefined): string {
  const bytes = sizeText(size);
  return revision === undefined
    ? `${l10n.t('now')}, ${bytes}`
    : `${revision.revision}, ${day(revision)}, ${bytes}, ${revision.subject}`;
}

function sizeText(size: number | undefined): string {
  return size === undefined ? l10n.t('no layout') : bytesText(size);
}

function day({ date }: Revision): string {
  return date.slice(0, 10);
}
