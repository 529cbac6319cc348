/**
 * Memory as rows of 8 bytes, each byte with the colour and the pattern of who produced it; or, as a table, stretches of one
 * member and one origin.
 */

import { html, nothing, type TemplateResult } from '../shared/components.js';
import { l10n } from '../shared/l10n.js';
import { type Field, fieldAt } from './callerBytes.js';
import { type ByteCell, type MemoryView, originName, originText, type Row, rowsOf } from './memoryAtStep.js';
import type { Origin } from './run.js';
import type { Actions, View } from './view.js';

/** More rows than this are cut: a page is no hex editor. */
export const mostRows = 256;

interface MapOptions {
  /** Tells the folds of one map from those of another. */
  readonly id: string;
  readonly label: string;
  readonly memory: MemoryView;
  readonly fields: readonly Field[];
}

export function byteMap(view: View, actions: Actions, options: MapOptions): TemplateResult {
  return view.asTable ? asTable(options) : asMap(view, actions, options);
}

function asMap({ openFolds }: View, actions: Actions, { id, label, memory, fields }: MapOptions): TemplateResult {
  const open = new Set(
    [...openFolds].filter((fold) => fold.startsWith(`${id}:`)).map((fold) => Number(fold.split(':')[1])),
  );
  const rows = rowsOf(memory, open);
  const spoken = stretches(memory.cells, []).map(({ text }) => text);
  return html`<div class="map" role="group" aria-label=${label}>
    <p class="only-spoken">${spoken.join('; ')}</p>
    ${rows.slice(0, mostRows).map((row) =>
      row.kind === 'fold'
        ? foldRow(row, () => actions.openFold(`${id}:${row.offset}`))
        : html`<div class="map-row" aria-hidden="true">
            <span class="offset">${row.offset}</span>${row.cells.map((cell) => byte(cell, fields))}
          </div>`,
    )}
    ${rows.length > mostRows ? html`<p class="faint">${l10n.t('{0} more rows', rows.length - mostRows)}</p>` : nothing}
  </div>`;
}

export function foldRow({ offset, rows, cells }: Extract<Row, { kind: 'fold' }>, open: () => void): TemplateResult {
  const [{ value, origin }] = cells;
  const isOne = cells.every((cell) => cell.value === value);
  const what = isOne ? digitsOf(value, origin) : l10n.t('the row above');
  return html`<div class="map-row fold">
    <span class="offset">${offset}</span
    ><button class="link" @click=${open} title=${l10n.t('Show them')}>⋯ ${l10n.t('{0} bytes of {1}, {2}', rows * 8, what, originName(origin, l10n))}</button>
  </div>`;
}

function byte({ offset, value, origin, touch }: ByteCell, fields: readonly Field[]): TemplateResult {
  const member = fieldAt(fields, offset);
  const title = `${offset}${member === undefined ? '' : ` ${member.path}`}: ${originText(origin, l10n)}`;
  return html`<span class="byte by-${origin} ${touch ?? ''}" title=${title}>${digitsOf(value, origin)}</span>`;
}

/** What nobody wrote is not known. */
function digitsOf(value: number, origin: Origin): string {
  return origin === 'uninit' ? '··' : value.toString(16).padStart(2, '0');
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly member: string;
  readonly origin: Origin;
  readonly touch: ByteCell['touch'];
  readonly bytes: readonly number[];
  readonly text: string;
}

/** Stretches of one origin and one member. */
function stretches(cells: readonly ByteCell[], fields: readonly Field[]): readonly Stretch[] {
  const found: Stretch[] = [];
  const memberOf = (offset: number): string => fieldAt(fields, offset)?.path ?? '';
  for (let start = 0; start < cells.length; ) {
    const { origin, touch } = cells[start];
    const member = memberOf(start);
    let end = start + 1;
    while (
      end < cells.length &&
      cells[end].origin === origin &&
      cells[end].touch === touch &&
      memberOf(end) === member
    ) {
      end++;
    }
    const bytes = cells.slice(start, end).map(({ value }) => value);
    const touched = touch === undefined ? '' : `, ${touchWords[touch]}`;
    const text = `${l10n.t('{0} to {1}', start, end)}: ${originName(origin, l10n)}${touched}`;
    found.push({ start, end, member, origin, touch, bytes, text });
    start = end;
  }
  return found;
}

const touchWords = {
  read: l10n.t('read in this step'),
  written: l10n.t('written in this step'),
  faulted: l10n.t('not reached: fault'),
} as const;

function asTable({ label, memory, fields }: MapOptions): TemplateResult {
  const rows = stretches(memory.cells, fields);
  return html`<table class="facts">
    <caption class="only-spoken">${label}</caption>
    <thead>
      <tr><th scope="col">${l10n.t('bytes')}</th><th scope="col">${l10n.t('member')}</th><th scope="col">${l10n.t('content')}</th><th scope="col">${l10n.t('from')}</th></tr>
    </thead>
    <tbody>
      ${rows.slice(0, mostRows).map(
        ({ start, end, member, origin, touch, bytes }) => html`<tr>
          <td class="number">${start}..${end}</td>
          <td class="mono">${member}</td>
          <td class="mono">${origin === 'uninit' ? l10n.t('not known') : contentOf(bytes)}</td>
          <td>${originName(origin, l10n)}${touch === undefined ? nothing : html`<br /><em>${touchWords[touch]}</em>`}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function contentOf(bytes: readonly number[]): string {
  if (bytes.length > 1 && bytes.every((byte) => byte === bytes[0])) {
    return `${bytes.length} × ${bytes[0].toString(16).padStart(2, '0')}`;
  }
  const shown = bytes.slice(0, 16).map((byte) => byte.toString(16).padStart(2, '0'));
  return `${shown.join(' ')}${bytes.length > 16 ? ' …' : ''}`;
}

/** What the colours and patterns mean, for the origins that occur. */
export function legend(origins: readonly Origin[]): TemplateResult {
  return html`<ul class="legend" aria-label=${l10n.t('Who produced the bytes')}>
    ${origins.map(
      (origin) =>
        html`<li title=${originText(origin, l10n)}>
          <span class="byte by-${origin}" aria-hidden="true"></span> ${originName(origin, l10n)}
        </li>`,
    )}
  </ul>`;
}
