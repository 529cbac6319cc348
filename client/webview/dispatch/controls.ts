/** Selects and text fields of the component library, each with its label, drawn anew only where something changed. */
import { guard, html, live, nothing, type TemplateResult } from '../shared/components.js';
import type { Actions, View } from './view.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

interface SelectOptions {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChoose: (value: string) => void;
  /** More than a screenful: typing filters. */
  readonly filters?: boolean;
  /** The label is spoken only. */
  readonly isBare?: boolean;
}

export function select({ id, label, choices, value, onChoose, filters, isBare }: SelectOptions): TemplateResult {
  const chosen = (event: Event): void => {
    const next = (event.target as HTMLSelectElement).value;
    if (next !== value && next !== '') onChoose(next);
  };
  // A select whose options or value are set again forgets where its list was.
  const key = JSON.stringify([choices, value]);
  const options = choices.map((choice) => ({ ...choice, selected: choice.value === value }));
  return html`<span class="choice">
    ${isBare === true ? nothing : html`<span class="choice-label" aria-hidden="true">${label}</span>`}
    ${guard(
      [key],
      () => html`<vscode-single-select
        id=${id}
        .label=${label}
        .options=${options}
        .value=${live(value)}
        ?combobox=${filters === true}
        @change=${chosen}
      ></vscode-single-select>`,
    )}
  </span>`;
}

interface EntryOptions {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** @returns what is wrong with the text, in one line */
  readonly onEnter: (text: string) => string | undefined;
}

/** A text field that is read when it is left or Enter is pressed; Escape takes back what was typed. */
export function entry(
  { refused }: View,
  actions: Actions,
  { id, label, text, placeholder, isDisabled, onEnter }: EntryOptions,
): TemplateResult {
  const wrong = refused.get(id);
  const entered = (event: Event): void => {
    const typed = (event.target as HTMLInputElement).value;
    if (typed === text && wrong === undefined) return;
    actions.refuse(id, typed, typed === text ? undefined : onEnter(typed));
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    (event.target as HTMLInputElement).value = text;
    actions.refuse(id, text);
  };
  return html`<vscode-textfield
      id=${id}
      .label=${wrong === undefined ? label : `${label}: ${wrong.problem}`}
      .value=${wrong?.text ?? text}
      .placeholder=${placeholder}
      ?invalid=${wrong !== undefined}
      ?disabled=${isDisabled === true}
      @change=${entered}
      @keydown=${pressed}
    ></vscode-textfield
    >${wrong === undefined ? nothing : html`<span class="wrong" role="alert">${wrong.problem}</span>`}`;
}
