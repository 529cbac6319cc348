/** Everything around the picture: what the record is, the choice of ABIs, what differs, what a reviewer would say. */

import { live } from 'lit/directives/live.js';
import { createAnnouncer } from '../shared/announcer.js';
import { html, nothing, repeat, type TemplateResult } from '../shared/components.js';
import { l10n } from '../shared/l10n.js';
import { groupLabel, groupTitle, indexOfAbi } from './abiLabels.js';
import { ByteMap } from './byteMap.js';
import { differenceSentence } from './compare.js';
import { commandsList, findingsList } from './findingsList.js';
import { historySlider } from './historySlider.js';
import type { FromLayoutView, Layout } from './messages.js';
import { type Model, otherAbi, type Panes, panesOf, toggled } from './model.js';
import { bytesText } from './rows.js';
import { tableView } from './tableView.js';

export interface ViewActions {
  readonly post: (message: FromLayoutView) => void;
  readonly change: (model: Model) => void;
  readonly redraw: () => void;
}

/** More than this many layouts are chosen from a list. */
const CHIPS = 5;

export class LayoutView {
  readonly #actions: ViewActions;
  readonly #maps: readonly [ByteMap, ByteMap];
  readonly #announce: (text: string) => void;
  #model: Model | undefined;
  #said = '';
  #tableRows = 0;

  constructor(actions: ViewActions) {
    this.#actions = actions;
    this.#announce = createAnnouncer();
    const events = {
      reveal: (path: string) => actions.post({ type: 'reveal', path }),
      toggle: (cell: Parameters<typeof toggled>[1]) => {
        if (this.#model !== undefined) actions.change(toggled(this.#model, cell));
      },
      changed: () => actions.redraw(),
    };
    this.#maps = [new ByteMap(events), new ByteMap(events)];
  }

  render(model: Model): TemplateResult {
    this.#model = model;
    const { shown, missing } = model;
    const panes = panesOf(model);
    if (shown === undefined || panes === undefined) {
      return html`<p class="empty" role="status">${missing ?? l10n.t('Reading the header …')}</p>`;
    }
    const { kind, name, header, commands } = shown;
    const { left, right, comparison, past } = panes;
    const sentence = comparison === undefined ? '' : differenceSentence(comparison);
    this.#say(missing ?? (comparison === undefined ? '' : sentence));
    return html`
      <header>
        <h1><code>${kind} ${name}</code></h1>
        ${right === undefined ? html`<span class="facts">${facts(left)}</span>` : nothing}
        <span class="faint file">${header}</span>
        ${this.#toolbar(model)}
      </header>
      ${missing === undefined ? nothing : html`<p class="missing" role="alert">${missing} ${l10n.t('The picture is the last one that was true.')}</p>`}
      <div class=${missing === undefined ? 'content' : 'content stale'}>
        ${
          past !== undefined && right === undefined
            ? html`<p class="sentence">${l10n.t('{0} has no layout at {1}.', name, past.revision)}</p>`
            : nothing
        }
        <div class=${right === undefined ? 'panes' : 'panes two'}>
          ${this.#pane(0, model, panes, left, '')}
          ${right === undefined ? nothing : this.#pane(1, model, panes, right, sentence)}
        </div>
        ${
          this.#maps.some(({ rows }) => rows.some(({ kind: row }) => row === 'bits')) && !model.asTable
            ? html`<p class="faint note">${l10n.t(
                'Bits are counted as they lie in memory: from the least significant one on little-endian ABIs, from the most significant one on big-endian ABIs.',
              )}</p>`
            : nothing
        }
        <div class="below">
          ${findingsList(model.findings, missing !== undefined, this.#actions.post)}
          <div>
            ${historySlider(model, (revision) => this.#actions.change({ ...model, revision }))}
            ${commandsList(commands, this.#actions.post)}
          </div>
        </div>
      </div>
    `;
  }

  #say(text: string): void {
    if (text === this.#said) return;
    this.#said = text;
    this.#announce(text);
  }

  #toolbar(model: Model): TemplateResult {
    const { change, post } = this.#actions;
    const canCompare = otherAbi(model) !== null && model.revision === undefined;
    return html`<vscode-toolbar-container class="tools">
      ${
        canCompare
          ? html`<vscode-toolbar-button
            toggleable
            .checked=${live(model.right !== null)}
            @change=${() => change({ ...model, right: model.right === null ? otherAbi(model) : null })}
            >${l10n.t('Side by side')}</vscode-toolbar-button
          >`
          : nothing
      }
      <vscode-toolbar-button
        toggleable
        .checked=${live(model.asTable)}
        @change=${() => change({ ...model, asTable: !model.asTable })}
        >${l10n.t('Table')}</vscode-toolbar-button
      >
      <vscode-toolbar-button @click=${() => post({ type: 'copyMarkdown' })}>${l10n.t('Copy as Markdown')}</vscode-toolbar-button>
    </vscode-toolbar-container>`;
  }

  #pane(side: 0 | 1, model: Model, panes: Panes, layout: Layout, sentence: string): TemplateResult {
    const { comparison, past, left, right } = panes;
    const when = past !== undefined && right !== undefined ? (side === 0 ? past.revision : l10n.t('now')) : '';
    const on = l10n.t('{0} on {1}', `${layout.kind} ${layout.name}`, groupTitle(layout.abis));
    const about = when === '' ? on : `${on}, ${when}`;
    const map = this.#maps[side];
    map.content = {
      layout,
      open: model.open,
      comparison,
      other: side === 0 ? right : left,
      isAfter: side === 1,
      cursor: model.cursor,
      label: l10n.t('Bytes of {0}', about),
    };
    return html`<section class="pane" aria-label=${about}>
      ${this.#chooser(side, model, panes)}
      <p class="abis">
        ${when === '' ? nothing : html`<strong>${when}</strong> `}<span class="faint" title=${layout.abis.join(', ')}>${groupTitle(layout.abis)}</span>
        ${
          right === undefined
            ? nothing
            : html`<span class="line"
                ><span class="faint">${facts(layout)}</span>${
                  side === 0 || comparison === undefined
                    ? nothing
                    : html`<span class="sentence">${sentence === '' ? l10n.t('the same layout') : sentence}</span>`
                }</span
              >`
        }
      </p>
      ${
        model.asTable
          ? tableView(layout, comparison, model.cursor, this.#tableRows, {
              reveal: (path) => this.#actions.post({ type: 'reveal', path }),
              more: () => {
                this.#tableRows += 500;
                this.#actions.redraw();
              },
            })
          : map.render()
      }
    </section>`;
  }

  /** Which ABI a pane shows. Of two times, both show the same one, which is chosen on the left. */
  #chooser(side: 0 | 1, model: Model, { past, right }: Panes): TemplateResult {
    const { shown } = model;
    const layouts = shown?.layouts ?? [];
    if (layouts.length < 2 || (past !== undefined && right !== undefined && side === 1)) {
      return html`<div class="chooser"></div>`;
    }
    const current = indexOfAbi(layouts, side === 0 ? model.left : model.right);
    const choose = (index: number): void => {
      const abi = layouts[index]?.abis[0] ?? null;
      this.#actions.change(side === 0 ? { ...model, left: abi } : { ...model, right: abi });
    };
    const label = side === 0 ? l10n.t('ABI') : l10n.t('Compared with');
    if (layouts.length > CHIPS) {
      return html`<label class="chooser"
        ><span class="faint">${label}</span>
        <vscode-single-select
          label=${label}
          .selectedIndex=${current}
          @change=${(event: Event) => choose((event.target as HTMLElement & { selectedIndex: number }).selectedIndex)}
        >
          ${layouts.map(({ abis, size }, index) => {
            const { name, others } = groupLabel(abis);
            return html`<vscode-option value=${`${index}`} ?selected=${index === current}
              >${name} ${others} · ${bytesText(size)}</vscode-option
            >`;
          })}
        </vscode-single-select></label
      >`;
    }
    return html`<div class="chooser" role="group" aria-label=${label}>
      ${repeat(
        layouts,
        ({ abis }) => abis[0],
        ({ abis }, index) => {
          const { name, others } = groupLabel(abis);
          return html`<vscode-toolbar-button
            class="chip"
            toggleable
            title=${abis.join(', ')}
            .checked=${live(index === current)}
            @change=${() => {
              choose(index);
              this.#actions.redraw();
            }}
            ><span class="chip-text"><strong>${name}</strong>${others === '' ? nothing : html` <span class="others">${others}</span>`}</span></vscode-toolbar-button
          >`;
        },
      )}
    </div>`;
  }

  rendered(root: Element): void {
    const panes = root.querySelectorAll('.pane');
    this.#maps.forEach((map, side) => {
      const pane = panes[side];
      if (pane !== undefined) map.rendered(pane);
    });
  }
}

function facts({ size, align, holes }: Layout): string {
  const count = (kinds: readonly string[]): number => holes.filter(({ kind }) => kinds.includes(kind)).length;
  const inner = count(['hole', 'unnamed']);
  const parts = [bytesText(size), l10n.t('align {0}', align)];
  if (inner > 0) parts.push(inner === 1 ? l10n.t('1 hole') : l10n.t('{0} holes', inner));
  if (count(['tail']) > 0) parts.push(l10n.t('tail padding'));
  return parts.join(' · ');
}
