// The kernel's buffer and the caller's memory as they are after a step, byte by byte with who produced each, and what
// that step touched. Scrubbing through the steps is asking this for one index after the other.

import type { L10n } from '../shared/l10n.js';
import type { Access, Origin, OriginRun, Run, RunEvent } from './run.js';

export interface ByteCell {
  readonly offset: number;
  readonly value: number;
  readonly origin: Origin;
  /** What the step did to this byte. */
  readonly touch: 'read' | 'written' | 'faulted' | undefined;
}

export interface MemoryView {
  readonly cells: readonly ByteCell[];
  /** `stack`, `heap`, or `user`. */
  readonly place: string;
}

/** The kernel's buffer after step `index`; `undefined` before it exists. A step not reached shows the end of the run. */
export function kernelAt({ events }: Run, index: number): MemoryView | undefined {
  const at = Math.min(index, events.length - 1);
  const state = lastWith(events, at, ({ kernel }) => kernel);
  if (state === undefined) return undefined;
  const before = lastWith(events, at - 1, ({ kernel }) => kernel);
  const fills = at === index && events[at].kernel !== undefined;
  const origins = originsOf(state.origins, state.bytes.length, 'uninit');
  const earlier = before === undefined ? undefined : originsOf(before.origins, before.bytes.length, 'uninit');
  const cells = Array.from(state.bytes, (value, offset): ByteCell => {
    const isNew =
      fills &&
      (earlier === undefined
        ? origins[offset] !== 'uninit'
        : earlier[offset] !== origins[offset] || before!.bytes[offset] !== value);
    return { offset, value, origin: origins[offset], touch: isNew ? 'written' : undefined };
  });
  return { cells, place: state.place };
}

/** The caller's structure after step `index`. */
export function userAt(run: Run, index: number): MemoryView {
  const { events, before } = run;
  const bytes = before.slice();
  const origins = originsOf([], before.length, 'user');
  for (const event of events.slice(0, index + 1)) {
    for (const { offset, bytes: part, origin } of event.stored) {
      const start = Math.max(offset, 0);
      const inside = part.subarray(start - offset, Math.max(start, before.length) - offset);
      if (start >= before.length) continue;
      bytes.set(inside, start);
      origins.fill(origin, start, start + inside.length);
    }
  }
  const access = events[index]?.access;
  const cells = Array.from(
    bytes,
    (value, offset): ByteCell => ({
      offset,
      value,
      origin: origins[offset],
      touch: access === undefined ? undefined : touchOf(access, offset),
    }),
  );
  return { cells, place: 'user' };
}

function touchOf({ op, offset, length, done, fault }: Access, at: number): ByteCell['touch'] {
  if (at < offset || at >= offset + length) return undefined;
  if (at >= offset + done) return fault ? 'faulted' : undefined;
  return op === 'read' || op === 'scan' ? 'read' : 'written';
}

function lastWith<T>(
  events: readonly RunEvent[],
  from: number,
  pick: (event: RunEvent) => T | undefined,
): T | undefined {
  for (let at = from; at >= 0; at--) {
    const found = pick(events[at]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Origin of every byte; ranges are clipped, the rest is `otherwise`. */
function originsOf(runs: readonly OriginRun[], length: number, otherwise: Origin): Origin[] {
  const origins = new Array<Origin>(length).fill(otherwise);
  for (const { start, end, origin } of runs) origins.fill(origin, Math.max(start, 0), Math.min(end, length));
  return origins;
}

/** The origins that occur, in the order of the legend. */
export function occurring(views: readonly (MemoryView | undefined)[]): readonly Origin[] {
  const seen = new Set(views.flatMap((view) => (view === undefined ? [] : view.cells.map(({ origin }) => origin))));
  return legendOrder.filter((origin) => seen.has(origin));
}

const legendOrder: readonly Origin[] = ['user', 'zero', 'kernel', 'handler', 'race', 'uninit'];

/** How an origin is called, and the sign that tells it apart without colour. */
export function originName(origin: Origin, l10n: L10n): string {
  switch (origin) {
    case 'user':
      return l10n.t('caller');
    case 'zero':
      return l10n.t('zero fill');
    case 'kernel':
      return l10n.t('dispatcher');
    case 'handler':
      return l10n.t('handler');
    case 'race':
      return l10n.t('other thread');
    case 'uninit':
      return l10n.t('nobody');
  }
}

/** The same in a sentence. */
export function originText(origin: Origin, l10n: L10n): string {
  switch (origin) {
    case 'user':
      return l10n.t('bytes of the caller');
    case 'zero':
      return l10n.t('zeros that the dispatcher stored');
    case 'kernel':
      return l10n.t('a value that the dispatcher stored');
    case 'handler':
      return l10n.t('stored by the handler');
    case 'race':
      return l10n.t('stored by another thread during the call');
    case 'uninit':
      return l10n.t('nobody wrote it: old stack or heap content');
  }
}

/** A row of the byte map, or equal rows in a fold. */
export type Row =
  | { readonly kind: 'row'; readonly offset: number; readonly cells: readonly ByteCell[] }
  | { readonly kind: 'fold'; readonly offset: number; readonly rows: number; readonly cells: readonly ByteCell[] };

export const rowBytes = 8;

/** Fewer rows are shown: a fold that saves nothing only hides. */
const leastFold = 8;

/**
 * Rows of 8 bytes. Rows with equal content are folded behind the first of them, unless `open` has the
 * offset of the fold.
 */
export function rowsOf({ cells }: MemoryView, open: ReadonlySet<number>): readonly Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < cells.length; start += rowBytes) {
    const row = cells.slice(start, start + rowBytes);
    rows.push({ kind: 'row', offset: start, cells: row });
    let next = start + rowBytes;
    while (next < cells.length && equalRows(row, cells, next)) next += rowBytes;
    const folded = (next - start) / rowBytes - 1;
    if (folded < leastFold) continue;
    if (open.has(start + rowBytes)) {
      for (let offset = start + rowBytes; offset < next; offset += rowBytes) {
        rows.push({ kind: 'row', offset, cells: cells.slice(offset, offset + rowBytes) });
      }
    } else {
      rows.push({ kind: 'fold', offset: start + rowBytes, rows: folded, cells: cells.slice(start + rowBytes, next) });
    }
    start = next - rowBytes;
  }
  return rows;
}

function equalRows(row: readonly ByteCell[], cells: readonly ByteCell[], start: number): boolean {
  if (start + row.length > cells.length || row.length < rowBytes) return false;
  return row.every(({ value, origin, touch }, at) => {
    const other = cells[start + at];
    return other.value === value && other.origin === origin && other.touch === touch;
  });
}
