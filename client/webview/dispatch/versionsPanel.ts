/** Every version of the record as caller against every version as kernel, and the same call under other models. */

import { html, nothing, type TemplateResult } from '../shared/components.js';
import { nextPlace } from '../shared/gridKeys.js';
import { l10n } from '../shared/l10n.js';
import type { Answer, OtherOutcome } from './answer.js';
import { footnoteSign, matrixTable, type TableCell } from './matrixTable.js';
import { versionOf } from './sides.js';
import type { Actions, View } from './view.js';

export function versionsPanel(view: View, answer: Answer, actions: Actions): TemplateResult {
  const { run, matrix } = answer;
  return html`<section class="versions" aria-labelledby="versions-title">
    <h2 id="versions-title">${l10n.t('Caller × kernel')} <span class="faint">${run.model}</span></h2>
    ${matrix.length === 0 ? html`<p class="faint">${l10n.t('Without a record there are no versions to compare.')}</p>` : table(view, answer, actions)}
    ${others(answer, actions)}
  </section>`;
}

function table(view: View, answer: Answer, actions: Actions): TemplateResult {
  const { versions, run, matrix } = answer;
  const { callers, kernels, rows, notes } = matrixTable(matrix);
  const here = {
    caller: versionOf('caller', view.call.caller, versions, run.callerSize)?.name,
    kernel: versionOf('kernel', view.call.kernel, versions, run.kernelSize)?.name,
  };
  const stop = view.cell ?? {
    row: Math.max(callers.indexOf(here.caller ?? ''), 0),
    cell: Math.max(kernels.indexOf(here.kernel ?? ''), 0),
  };
  const lastOf = (name: string): string => versions.find((version) => version.name === name)?.last ?? '';
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      actions.openCell(callers[stop.row], kernels[stop.cell]);
    } else {
      const spans = kernels.map((_, at) => ({ start: at, end: at + 1 }));
      const place = nextPlace({ rowCount: callers.length, cells: () => spans }, stop, event, 4);
      if (place === undefined) return;
      actions.focusCell(place);
    }
    event.preventDefault();
  };
  return html`<div class="scrolled"><table class="matrix" role="grid" aria-labelledby="versions-title" @keydown=${pressed}>
      <thead>
        <tr role="row">
          <td class="corner" role="gridcell"><span aria-hidden="true">${l10n.t('kernel')} →<br />${l10n.t('caller')} ↓</span></td>
          ${kernels.map(
            (kernel) => html`<th scope="col" role="columnheader" title=${l10n.t('up to {0}', lastOf(kernel))}>
              <span class="only-spoken">${l10n.t('kernel')} </span>${kernel}
            </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells, row) => html`<tr role="row">
            <th scope="row" role="rowheader" title=${l10n.t('up to {0}', lastOf(callers[row]))}>
              <span class="only-spoken">${l10n.t('caller')} </span>${callers[row]}
            </th>
            ${cells.map((cell, column) =>
              cell === undefined
                ? html`<td role="gridcell"></td>`
                : matrixCell(cell, {
                    isHere: cell.caller === here.caller && cell.kernel === here.kernel,
                    hasStop: row === stop.row && column === stop.cell,
                    open: () => actions.openCell(cell.caller, cell.kernel),
                  }),
            )}
          </tr>`,
        )}
      </tbody>
    </table></div>
    <ol class="notes">
      ${notes.map((note, at) => html`<li><sup>${footnoteSign(at + 1)}</sup> ${note}</li>`)}
    </ol>
    <ul class="notes versions-key">
      ${versions.map(({ name, last, callerSize, kernelSize }) => {
        const size =
          callerSize === kernelSize
            ? l10n.t('{0} bytes', callerSize)
            : l10n.t('{0} bytes in the caller, {1} in the kernel', callerSize, kernelSize);
        return html`<li><strong>${name}</strong> ${l10n.t('ends with')} <code>${last}</code>, ${size}</li>`;
      })}
    </ul>`;
}

interface CellState {
  readonly isHere: boolean;
  readonly hasStop: boolean;
  readonly open: () => void;
}

function matrixCell(cell: TableCell, { isHere, hasStop, open }: CellState): TemplateResult {
  const { caller, kernel, outcome, when, tone, note } = cell;
  return html`<td
    role="gridcell"
    class="outcome ${tone}"
    tabindex=${hasStop ? 0 : -1}
    aria-selected=${isHere}
    data-cell="${caller} ${kernel}"
    title=${note === undefined ? l10n.t('Open this run') : when}
    @click=${open}
  ><span class="only-spoken">${l10n.t('caller {0} on kernel {1}:', caller, kernel)} </span>${outcome}${
    note === undefined ? nothing : html`<sup>${footnoteSign(note)}</sup><span class="only-spoken"> ${when}</span>`
  }</td>`;
}

function others({ others: outcomes }: Answer, actions: Actions): TemplateResult | typeof nothing {
  if (outcomes.length === 0) return nothing;
  return html`<h3>${l10n.t('The same call under')}</h3>
    <ul class="others">
      ${outcomes.map((other) => {
        const { text, tone } = wordsOf(other);
        return html`<li>
          <button class="link mono" @click=${() => actions.choose({ model: other.model, parameters: [] })}>${other.model}</button>
          <span class=${tone}>${text}</span>
        </li>`;
      })}
    </ul>`;
}

/** How another model ends the call, in the fewest words that tell it from the others. */
export function wordsOf({ errno, ret, warnings }: OtherOutcome): { readonly text: string; readonly tone: string } {
  if (errno !== null) return { text: errno, tone: 'bad' };
  if (warnings.includes('tail-dropped')) return { text: l10n.t('new fields dropped silently'), tone: 'lost' };
  if (warnings.includes('tail-kept-stale')) return { text: l10n.t('tail never read, kept as it was'), tone: 'lost' };
  const [first] = warnings.filter((id) => id !== 'double-fetch-benign' && id !== 'double-fetch-neutralised');
  return first === undefined
    ? { text: l10n.t('returns {0}', ret), tone: 'good' }
    : { text: `${l10n.t('returns {0}', ret)}, ${first}`, tone: 'partial' };
}
