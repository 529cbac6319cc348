/**
 * The caller's bytes as a grid with one tab stop: arrows move, hexadecimal digits overwrite, and the edge behind the last
 * byte is a slider that makes the structure longer or shorter, by mouse or keys.
 */

import { html, nothing, type TemplateResult } from '../shared/components.js';
import { type GridShape, nextPlace } from '../shared/gridKeys.js';
import { l10n } from '../shared/l10n.js';
import type { Answer } from './answer.js';
import { foldRow, mostRows } from './byteMap.js';
import { current, fieldAt, mostEditedBytes, stored } from './callerBytes.js';
import { type ByteCell, type Row, rowBytes, rowsOf } from './memoryAtStep.js';
import { versionOf } from './sides.js';
import type { Actions, View } from './view.js';

const pageRows = 8;

export function callerGrid(view: View, actions: Actions): TemplateResult {
  const { caller, call, answer } = view;
  const rows = callerRows(view);
  const last = rows.at(-1);
  const shown = last === undefined ? 0 : last.offset + last.cells.length;
  const knownBytes = answer?.run.kernelSize ?? Number.POSITIVE_INFINITY;
  return html`<div class="caller-map">
    <div
      class="map"
      role="grid"
      id="caller-bytes"
      aria-label=${l10n.t("Caller's bytes, {0} in all", caller.size)}
      aria-describedby="caller-keys"
      @keydown=${(event: KeyboardEvent) => pressed(event, view, actions)}
    >
      ${rows.map((row) =>
        row.kind === 'fold'
          ? html`<div role="row"><div role="gridcell">${foldRow(row, () => actions.openFold(`caller:${row.offset}`))}</div></div>`
          : html`<div class="map-row" role="row">
              <span class="offset" role="rowheader">${row.offset}</span>
              ${row.cells.map((cell) => gridCell(cell, view, actions, knownBytes))}
              ${row.offset + row.cells.length === caller.size && row.cells.length < rowBytes ? edge(view, actions) : nothing}
            </div>`,
      )}
    </div>
    ${caller.size % rowBytes === 0 ? html`<div class="map-row"><span class="offset">${caller.size}</span>${edge(view, actions)}</div>` : nothing}
    ${shown < caller.size ? html`<p class="faint">${l10n.t('{0} more bytes, which the fields reach.', caller.size - shown)}</p>` : nothing}
    ${call.faultAt !== undefined && call.faultAt >= caller.size ? html`<p class="faint">${l10n.t('The first byte that faults, {0}, lies behind the structure.', call.faultAt)}</p>` : nothing}
    <p class="faint keys" id="caller-keys">
      ${l10n.t('Type hex digits to change a byte.')} <kbd>x</kbd> ${l10n.t('places the fault,')} <kbd>r</kbd> ${l10n.t('the race.')}
      ${l10n.t('Drag the edge to change the size.')}
    </p>
  </div>`;
}

function callerRows({ caller, openFolds }: View): readonly Row[] {
  const cells = Array.from(
    current(caller),
    (value, offset): ByteCell => ({ offset, value, origin: 'user', touch: undefined }),
  );
  const open = new Set(
    [...openFolds].filter((fold) => fold.startsWith('caller:')).map((fold) => Number(fold.split(':')[1])),
  );
  return rowsOf({ cells, place: 'user' }, open).slice(0, mostRows);
}

function gridCell({ offset, value }: ByteCell, view: View, actions: Actions, knownBytes: number): TemplateResult {
  const { call, answer, byte, halfTyped, caller } = view;
  const faults = call.faultAt !== undefined && offset >= call.faultAt;
  const member = answer === undefined ? undefined : fieldAt(answer.fields, offset);
  const hasFocus = offset === Math.min(byte, caller.size - 1);
  const words = faults ? l10n.t('faults') : offset >= knownBytes ? l10n.t('unknown to this kernel') : '';
  const state = words === '' ? '' : `, ${words}`;
  const kind = faults ? 'faults' : offset >= knownBytes ? 'unknown' : 'by-user';
  const hex = value.toString(16).padStart(2, '0');
  return html`<span
    role="gridcell"
    class="byte ${kind} ${offset === member?.offset ? 'starts' : ''} ${hasFocus && halfTyped ? 'half' : ''}"
    data-offset=${offset}
    tabindex=${hasFocus ? 0 : -1}
    title="${offset}${member === undefined ? '' : ` ${member.path}`}${state}"
    aria-label="${hex}, ${member === undefined ? l10n.t('byte {0}', offset) : l10n.t('byte {0} of {1}', offset, member.path)}${state}"
    @click=${() => actions.focusByte(offset)}
    @focus=${() => {
      if (offset !== view.byte) actions.focusByte(offset);
    }}
    >${hex}</span
  >`;
}

function pressed(event: KeyboardEvent, view: View, actions: Actions): void {
  const { byte, caller, halfTyped } = view;
  const at = Math.min(byte, caller.size - 1);
  if (at < 0 || event.altKey || !(event.target as HTMLElement).matches('[data-offset]')) return;
  const plain = !event.ctrlKey && !event.metaKey;
  if (plain && /^[0-9a-fA-F]$/.test(event.key)) {
    const digit = Number.parseInt(event.key, 16);
    const old = current(caller)[at];
    const value = halfTyped ? old - (old % 16) + digit : digit * 16 + (old % 16);
    actions.edit(stored(caller, at, Uint8Array.of(value)), { start: at, end: at + 1 });
    actions.focusByte(halfTyped ? Math.min(at + 1, caller.size - 1) : at, !halfTyped);
  } else if (plain && (event.key === 'Delete' || event.key === 'Backspace')) {
    actions.edit(stored(caller, at, Uint8Array.of(0)), { start: at, end: at + 1 });
    actions.focusByte(event.key === 'Delete' ? at : Math.max(at - 1, 0));
  } else if (plain && event.key === 'x') {
    actions.choose({ faultAt: view.call.faultAt === at ? undefined : at });
  } else if (plain && event.key === 'r') {
    const accesses = view.steps.filter(({ access }) => access !== undefined);
    const next = accesses.find(({ index }) => index >= view.step) ?? accesses[0];
    if (next !== undefined) actions.choose({ race: { event: next.index + 1, offset: at, bytes: 'ff' } });
  } else if (!move(event, view, actions, at)) {
    return;
  }
  event.preventDefault();
}

function move(event: KeyboardEvent, view: View, actions: Actions, at: number): boolean {
  const rows = callerRows(view).filter((row) => row.kind === 'row');
  const shape: GridShape = {
    rowCount: rows.length,
    cells: (row) => rows[row].cells.map((_, column) => ({ start: column, end: column + 1 })),
  };
  const row = rows.findIndex(({ offset }) => at >= offset && at < offset + rowBytes);
  const place = nextPlace(shape, { row: Math.max(row, 0), cell: at % rowBytes }, event, pageRows);
  if (place === undefined) return false;
  actions.focusByte(rows[place.row].cells[place.cell].offset);
  return true;
}

/** The edge: a slider whose value is the size in bytes. */
function edge(view: View, actions: Actions): TemplateResult {
  const { caller, answer, call } = view;
  const version = answer === undefined ? undefined : versionOf('caller', call.caller, answer.versions, caller.size);
  return html`<span
    id="caller-edge"
    class="edge"
    role="slider"
    tabindex="0"
    aria-label=${l10n.t("Size of the caller's structure")}
    aria-valuemin="0"
    aria-valuemax=${mostEditedBytes}
    aria-valuenow=${caller.size}
    aria-valuetext="${l10n.t('{0} bytes', caller.size)}${version === undefined ? '' : `, ${version.name}`}"
    title=${l10n.t('{0} bytes: drag, or use the arrow keys', caller.size)}
    @keydown=${(event: KeyboardEvent) => edgePressed(event, answer, caller.size, actions)}
    @pointerdown=${(event: PointerEvent) => drag(event, caller.size, actions)}
  ></span>`;
}

function edgePressed(event: KeyboardEvent, answer: Answer | undefined, size: number, actions: Actions): void {
  const sizes = answer?.versions.map(({ callerSize }) => callerSize) ?? [];
  const next: Record<string, number | undefined> = {
    ArrowLeft: size - 1,
    ArrowRight: size + 1,
    ArrowUp: size - rowBytes,
    ArrowDown: size + rowBytes,
    PageUp: sizes.findLast((each) => each < size),
    PageDown: sizes.find((each) => each > size),
    Home: sizes[0] ?? 0,
    End: sizes.at(-1),
  };
  const wanted = Object.hasOwn(next, event.key) ? next[event.key] : undefined;
  if (wanted === undefined) return;
  event.preventDefault();
  actions.resize(wanted);
}

/** Follows the pointer by the size of a byte on the screen, whatever was scrolled or folded. */
function drag(event: PointerEvent, size: number, actions: Actions): void {
  const handle = event.currentTarget as HTMLElement;
  const sample = handle.closest('.caller-map')?.querySelector('.byte')?.getBoundingClientRect();
  const width = (sample?.width ?? 24) + gap;
  const height = (sample?.height ?? 22) + gap;
  const { clientX, clientY } = event;
  let last = size;
  const moved = (now: PointerEvent): void => {
    const rows = Math.round((now.clientY - clientY) / height);
    const columns = Math.round((now.clientX - clientX) / width);
    const wanted = Math.max(0, size + rows * rowBytes + columns);
    if (wanted === last) return;
    last = wanted;
    actions.resize(wanted);
  };
  const stop = new AbortController();
  // The handle itself is drawn elsewhere while it moves, so the window is what listens.
  window.addEventListener('pointermove', moved, { signal: stop.signal });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    window.addEventListener(end, () => stop.abort(), { signal: stop.signal });
  }
  event.preventDefault();
  handle.focus();
}

/** CSS pixels between two bytes (`.map-row` in dispatch.css). */
const gap = 2;
