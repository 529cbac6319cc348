/** The picture as a table, for reading, for searching, and for whoever does not see pictures. */

import { html, nothing, repeat, type TemplateResult } from '../shared/components.js';
import { l10n } from '../shared/l10n.js';
import type { Comparison, Difference } from './compare.js';
import type { Layout } from './messages.js';
import { tableRows } from './tableRows.js';

export interface TableEvents {
  readonly reveal: (path: string) => void;
  /** More rows are wanted. */
  readonly more: () => void;
}

const FIRST_ROWS = 500;

/** @param more rows beyond the first ones */
export function tableView(
  layout: Layout,
  comparison: Comparison | undefined,
  cursor: string | null,
  more: number,
  events: TableEvents,
): TemplateResult {
  const rows = tableRows(layout);
  const about = `${layout.kind} ${layout.name}`;
  const shown = rows.slice(0, FIRST_ROWS + more);
  return html`<div class="table" tabindex="0" role="region" aria-label=${l10n.t('Table of {0}', about)}>
    <table>
      <caption class="only-spoken">
        ${l10n.t('Members of {0} on {1}', about, layout.abis.join(', '))}
      </caption>
      <thead>
        <tr>
          <th scope="col">${l10n.t('Offset')}</th>
          <th scope="col">${l10n.t('Size')}</th>
          <th scope="col">${l10n.t('Member')}</th>
          <th scope="col">${l10n.t('Type')}</th>
          <th scope="col">${l10n.t('Note')}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          shown,
          ({ key }) => key,
          ({ offset, size, name, type, note, path }) => {
            const difference = path === undefined ? undefined : comparison?.differences.get(path);
            return html`<tr class=${`${path === undefined ? 'hatched padding' : ''}${path !== undefined && path === cursor ? 'lit' : ''}`}>
              <td class="number">${offset}</td>
              <td class="number">${size}</td>
              <th scope="row">
                ${
                  path === undefined
                    ? nothing
                    : html`<button class="text mono" type="button" @click=${() => events.reveal(path)}>${name}</button>`
                }
              </th>
              <td class="mono">${type}</td>
              <td>${[difference && differenceText(difference), note].filter((part) => part !== undefined && part !== '').join(' · ')}</td>
            </tr>`;
          },
        )}
      </tbody>
    </table>
    ${
      shown.length === rows.length
        ? nothing
        : html`<vscode-button secondary @click=${events.more}>${l10n.t('Show more of {0} rows', rows.length)}</vscode-button>`
    }
  </div>`;
}

function differenceText(difference: Difference): string {
  switch (difference) {
    case 'moved':
      return l10n.t('moved');
    case 'resized':
      return l10n.t('resized');
    case 'added':
      return l10n.t('added');
    case 'removed':
      return l10n.t('removed');
  }
}
