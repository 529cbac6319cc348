/** The picture as a table, for reading, for searching, and for whoever does not see pictures. */
import { html, nothing, repeat, type TemplateResult } from '../shared/components.js';
import type { Comparison } from './compare.js';
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
  const shown = rows.slice(0, FIRST_ROWS + more);
  return html`<div class="table" tabindex="0" role="region" aria-label=${`Table of ${layout.kind} ${layout.name}`}>
    <table>
      <caption class="only-spoken">
        Members of ${layout.kind} ${layout.name} on ${layout.abis.join(', ')}
      </caption>
      <thead>
        <tr>
          <th scope="col">Offset</th>
          <th scope="col">Size</th>
          <th scope="col">Member</th>
          <th scope="col">Type</th>
          <th scope="col">Note</th>
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
              <td>${[difference, note].filter((part) => part !== undefined && part !== '').join(' · ')}</td>
            </tr>`;
          },
        )}
      </tbody>
    </table>
    ${
      shown.length === rows.length
        ? nothing
        : html`<vscode-button secondary @click=${events.more}>Show more of ${rows.length} rows</vscode-button>`
    }
  </div>`;
}
