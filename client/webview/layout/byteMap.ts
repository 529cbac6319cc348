/**
 * The picture: a grid of rows of which only those in sight are in the document, so that a record of ten thousand members
 * costs no more than one of ten. A row that is the same as before is not rendered again.
 */

import { guard, html, nothing, repeat, type TemplateResult } from '../shared/components.js';
import { type GridPlace, nextPlace } from '../shared/gridKeys.js';
import { l10n } from '../shared/l10n.js';
import { type Comparison, type Difference, placeText } from './compare.js';
import type { Layout } from './messages.js';
import { layoutTree, memberSpan } from './pieces.js';
import { bitsText, bytesText, type Cell, layoutRows, type OpenParts, type Row } from './rows.js';
import { inSight, sameRows } from './rowWindow.js';

/** Pixels, the gap included; layout.css has the same number. */
const ROW_HEIGHT = 32;

export interface MapEvents {
  readonly reveal: (path: string) => void;
  /** Opens, closes, or opens further what a cell stands for. */
  readonly toggle: (cell: Cell) => void;
  /** The picture must be drawn again: it was scrolled, or the focus moves. */
  readonly changed: () => void;
}

export interface MapContent {
  readonly layout: Layout;
  readonly open: OpenParts;
  /** Marks the members that differ; `isAfter` tells which side this picture is. */
  readonly comparison: Comparison | undefined;
  /** The other layout of the comparison. */
  readonly other: Layout | undefined;
  readonly isAfter: boolean;
  /** Path of the member at the cursor of the editor. */
  readonly cursor: string | null;
  readonly label: string;
}

export class ByteMap {
  readonly #events: MapEvents;
  #rows: readonly Row[] = [];
  #content: MapContent | undefined;
  #active: GridPlace = { row: 0, cell: 0 };
  #element: HTMLElement | undefined;
  #focusWanted = false;
  #shownCursor: string | null = null;
  #others = new Map<string, number>();

  constructor(events: MapEvents) {
    this.#events = events;
  }

  /** Rows shown now, with the same objects as before where they are the same picture. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  set content(content: MapContent) {
    const before = this.#content;
    this.#content = content;
    if (before?.layout !== content.layout || before.open !== content.open) {
      const activeKey = this.#rows[this.#active.row]?.key;
      this.#rows = sameRows(this.#rows, layoutRows(layoutTree(content.layout), content.open));
      const row = this.#rows.findIndex(({ key }) => key === activeKey);
      this.#active = this.#within(row < 0 ? this.#active : { ...this.#active, row });
    }
    if (before?.other !== content.other) {
      this.#others = new Map(content.other?.members.map((member) => [member.path, memberSpan(member).startBits]));
    }
  }

  #within({ row, cell }: GridPlace): GridPlace {
    const inRows = Math.max(0, Math.min(row, this.#rows.length - 1));
    return { row: inRows, cell: Math.max(0, Math.min(cell, (this.#rows[inRows]?.cells.length ?? 1) - 1)) };
  }

  render(): TemplateResult {
    const content = this.#content;
    if (content === undefined) return html``;
    const { layout, label } = content;
    if (this.#rows.length === 0)
      return html`<p class="faint">${l10n.t('{0} has no members.', `${layout.kind} ${layout.name}`)}</p>`;
    // The picture is never higher than the window, and may grow to that without being scrolled.
    const { first, end } = inSight(this.#element?.scrollTop ?? 0, window.innerHeight, ROW_HEIGHT, this.#rows.length);
    const indexes = Array.from({ length: end - first }, (_, i) => first + i);
    // What has the focus stays in the document when it is scrolled away.
    if (this.#active.row < first) indexes.unshift(this.#active.row);
    else if (this.#active.row >= end) indexes.push(this.#active.row);
    return html`<div
      class="map"
      role="grid"
      aria-label=${label}
      aria-rowcount=${this.#rows.length}
      @keydown=${this.#keyDown}
      @scroll=${this.#scrolled}
      @focusin=${this.#focusIn}
    >
      <div class="sizer" role="presentation" .style=${`height:${this.#rows.length * ROW_HEIGHT}px`}>
        ${repeat(
          indexes,
          (index) => this.#rows[index].key,
          (index) => this.#row(index, content),
        )}
      </div>
    </div>`;
  }

  #row(index: number, content: MapContent): unknown {
    const row = this.#rows[index];
    const { comparison, cursor } = content;
    const active = this.#active.row === index ? this.#active.cell : -1;
    const marks = row.cells.map(({ path }) => {
      const difference = path === undefined ? undefined : comparison?.differences.get(path);
      return `${difference ?? ''}${difference === undefined ? '' : this.#others.get(path ?? '')}`;
    });
    const lit = row.cells.map(({ path }) => (cursor !== null && path === cursor ? '1' : ''));
    return guard([row, index, active, marks.join(), lit.join()], () => this.#rowTemplate(row, index, active, content));
  }

  #rowTemplate(row: Row, index: number, active: number, content: MapContent): TemplateResult {
    const { kind, startBits, depth, layer, isLayerStart } = row;
    const byteInRow = kind === 'bytes' ? Math.floor(startBits / 64) * 8 : Math.floor(startBits / 8);
    const offset = kind === 'bits' ? placeText(startBits) : `${byteInRow}`;
    const tint = layer === 0 ? '' : ` layer${layer % 2}`;
    return html`<div
      class=${`row ${kind}${isLayerStart ? ' layer-start' : ''}${tint}`}
      role="row"
      aria-rowindex=${index + 1}
      .style=${`top:${index * ROW_HEIGHT}px;--depth:${depth}`}
    >
      <span class="offset" role="rowheader" aria-label=${kind === 'bits' ? l10n.t('bits {0}', offset) : l10n.t('byte {0}', offset)}
        ><span class="number">${offset}</span
        ><span class="layer-name" aria-hidden="true">${isLayerStart ? layer : nothing}</span></span
      >
      <div class="cells" role="presentation">
        ${row.cells.map((cell, at) => this.#cell(cell, at, row, index, active === at, content))}
      </div>
    </div>`;
  }

  #cell(cell: Cell, at: number, row: Row, index: number, isActive: boolean, content: MapContent): TemplateResult {
    const { kind, startBits, endBits, name, detail, path, colour, toggles, isOpen } = cell;
    const difference = path === undefined ? undefined : content.comparison?.differences.get(path);
    const isLit = content.cursor !== null && path === content.cursor;
    const isFirst = !cell.continuesBefore;
    const change = !isFirst ? '' : changeText(difference, this.#others.get(path ?? ''), content.isAfter);
    const words = spoken(cell, row, change);
    const left = (100 * startBits) / row.widthBits;
    const width = (100 * (endBits - startBits)) / row.widthBits;
    const isEmpty = kind === 'hole' || kind === 'tail' || kind === 'unnamed';
    const classes = [
      'cell',
      kind,
      isEmpty ? 'hatched' : '',
      colour < 0 ? 'plain' : `colour${colour % 5}`,
      cell.continuesBefore ? 'from' : '',
      cell.continuesAfter ? 'to' : '',
      difference ?? '',
      isLit ? 'lit' : '',
      (endBits - startBits) / row.widthBits <= 1 / 8 ? 'tight' : '',
    ];
    const chevron =
      toggles === undefined || !isFirst
        ? nothing
        : html`<span class="chevron" aria-hidden="true" @click=${(event: Event) => {
            event.stopPropagation();
            this.#events.toggle(cell);
          }}>${kind === 'rest' ? '⋯' : isOpen ? '▾' : '▸'}</span>`;
    return html`<div
      class=${classes.filter((each) => each !== '').join(' ')}
      role="gridcell"
      tabindex=${isActive ? 0 : -1}
      data-place=${`${index}:${at}`}
      aria-label=${words}
      title=${words}
      aria-expanded=${toggles === undefined || kind === 'rest' ? nothing : isOpen}
      aria-current=${isLit ? 'true' : nothing}
      .style=${`left:${left}%;width:${width}%`}
      @click=${() => this.#choose(cell)}
    >
      ${chevron} <span class="name">${name}</span>
      ${detail === '' || !isFirst ? nothing : html`<span class="detail">${detail}</span>`}
      ${change === '' ? nothing : html`<span class="change">${change}</span>`}
    </div>`;
  }

  /** After each rendering: the element may be new, and what should have the focus is there now. */
  rendered(container: Element): void {
    const element = container.querySelector<HTMLElement>('[role="grid"]') ?? undefined;
    const isNew = element !== this.#element;
    this.#element = element;
    if (isNew && element !== undefined) this.#events.changed();
    this.#showCursor();
    if (!this.#focusWanted || element === undefined) return;
    this.#focusWanted = false;
    const { row, cell } = this.#active;
    element.querySelector<HTMLElement>(`[data-place="${row}:${cell}"]`)?.focus({ preventScroll: true });
  }

  /** Scrolls to the member at the editor's cursor when the cursor moves there. */
  #showCursor(): void {
    const cursor = this.#content?.cursor ?? null;
    if (cursor === this.#shownCursor) return;
    this.#shownCursor = cursor;
    const row = cursor === null ? -1 : this.#rows.findIndex(({ cells }) => cells.some(({ path }) => path === cursor));
    if (row >= 0) this.#scrollTo(row);
  }

  #scrollTo(row: number): void {
    const element = this.#element;
    if (element === undefined) return;
    const top = row * ROW_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW_HEIGHT > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + ROW_HEIGHT - element.clientHeight;
    }
  }

  readonly #scrolled = (): void => this.#events.changed();

  readonly #focusIn = (event: FocusEvent): void => {
    const place = (event.target as HTMLElement).dataset.place?.split(':').map(Number);
    if (place === undefined || place.some((each) => !Number.isInteger(each))) return;
    const [row, cell] = place;
    if (row === this.#active.row && cell === this.#active.cell) return;
    this.#active = { row, cell };
    this.#events.changed();
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    const cell = this.#rows[this.#active.row]?.cells[this.#active.cell];
    if (cell === undefined || event.altKey) return;
    if (event.key === 'Enter') this.#choose(cell);
    else if (event.key === ' ') {
      if (cell.toggles !== undefined) this.#events.toggle(cell);
    } else {
      const pageRows = Math.max(1, Math.floor((this.#element?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
      const shape = {
        rowCount: this.#rows.length,
        cells: (row: number) =>
          this.#rows[row].cells.map(({ startBits, endBits }) => ({
            start: startBits / this.#rows[row].widthBits,
            end: endBits / this.#rows[row].widthBits,
          })),
      };
      const next = nextPlace(shape, this.#active, event, pageRows);
      if (next === undefined) return;
      this.#active = next;
      this.#focusWanted = true;
      this.#scrollTo(next.row);
      this.#events.changed();
    }
    event.preventDefault();
  };

  #choose(cell: Cell): void {
    if (cell.kind === 'rest') this.#events.toggle(cell);
    else if (cell.path !== undefined) this.#events.reveal(cell.path);
    else if (cell.toggles !== undefined) this.#events.toggle(cell);
  }
}

function changeText(difference: Difference | undefined, otherBits: number | undefined, isAfter: boolean): string {
  switch (difference) {
    case undefined:
      return '';
    case 'moved':
      return otherBits === undefined
        ? ''
        : isAfter
          ? l10n.t('was at {0}', placeText(otherBits))
          : `→ ${placeText(otherBits)}`;
    case 'resized':
      return l10n.t('other size');
    case 'added':
      return isAfter ? l10n.t('new') : '';
    case 'removed':
      return isAfter ? '' : l10n.t('gone later');
  }
}

/** What a screen reader says of a cell, and what the pointer shows. */
function spoken(
  { kind, label, detail: type, continuesBefore, wholeStartBits, wholeEndBits, toggles, isOpen }: Cell,
  row: Row,
  change: string,
): string {
  const size = wholeEndBits - wholeStartBits;
  const detail = continuesBefore ? l10n.t('continued') : type;
  const isBits = row.kind === 'bits' || size % 8 !== 0;
  const at = placeText(wholeStartBits);
  const place =
    size === 0 ? l10n.t('at {0}', at) : l10n.t('{0} at {1}', isBits ? bitsText(size) : bytesText(size / 8), at);
  const opens =
    toggles === undefined
      ? ''
      : kind === 'rest'
        ? l10n.t('Space shows more')
        : isOpen
          ? l10n.t('Space closes it')
          : l10n.t('Space opens it');
  return [label, detail, change, place, opens].filter((part) => part !== '').join(', ');
}
