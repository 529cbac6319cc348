/** What is called, by whom and on which kernel; and the buttons of the whole view. */

import { html, nothing, type TemplateResult } from '../shared/components.js';
import { l10n } from '../shared/l10n.js';
import type { Answer } from './answer.js';
import { entry, select } from './controls.js';
import type { Side } from './messages.js';
import { sideChoices, sideOf, sideValue } from './sides.js';
import type { Actions, View } from './view.js';

export function toolbar(view: View, actions: Actions): TemplateResult {
  const { answer, call, asTable, name } = view;
  return html`<header class="toolbar" role="toolbar" aria-label=${l10n.t('The call')}>
    <h1 class="only-spoken">${l10n.t('Dispatch preview of {0}', name)}</h1>
    ${answer === undefined ? html`<strong class="mono">${call.ioctl ?? name}</strong>` : choices(view, answer, actions)}
    <span class="buttons">
      <vscode-button secondary class="toggle" aria-pressed=${asTable} @click=${actions.toggleTable}
        >${asTable ? l10n.t('As map') : l10n.t('As table')}</vscode-button
      >
      <vscode-button ?disabled=${answer === undefined} @click=${actions.copyMail}>${l10n.t('Copy for a mail')}</vscode-button>
    </span>
  </header>`;
}

function choices(view: View, answer: Answer, actions: Actions): TemplateResult {
  const { call } = view;
  const { run, ioctls, models, abis, compatAbi } = answer;
  const ioctl = call.ioctl ?? answer.ioctl ?? '';
  const known = ioctls.includes(ioctl) ? ioctls : [ioctl, ...ioctls];
  return html`${select({
    id: 'ioctl',
    label: l10n.t('command'),
    choices: known.map((value) => ({ value, label: value })),
    value: ioctl,
    filters: known.length > 12,
    isBare: true,
    onChoose: actions.chooseIoctl,
  })}
  ${select({
    id: 'model',
    label: l10n.t('under'),
    choices: models.map(({ id, title }) => ({ value: id, label: id, description: title })),
    value: call.model ?? run.model,
    filters: true,
    onChoose: (value) => actions.choose({ model: value, parameters: [] }),
  })}
  ${side(view, answer, actions, 'caller')} ${side(view, answer, actions, 'kernel')}
  ${select({
    id: 'abi',
    label: l10n.t('ABI'),
    choices: abis.map((value) => ({ value, label: value })),
    value: call.abi ?? (abis.includes('x86_64') ? 'x86_64' : (abis[0] ?? '')),
    filters: true,
    onChoose: (value) => actions.choose({ abi: value, compat: false }),
  })}
  ${
    compatAbi === undefined
      ? nothing
      : html`<vscode-checkbox
          id="compat"
          label=${l10n.t('{0} caller', compatAbi)}
          .checked=${call.compat}
          @change=${(event: Event) => actions.choose({ compat: (event.target as HTMLInputElement).checked })}
        ></vscode-checkbox>`
  }`;
}

function side(view: View, { run, versions }: Answer, actions: Actions, which: 'caller' | 'kernel'): TemplateResult {
  const chosen = view.call[which];
  const size = which === 'caller' ? run.callerSize : run.kernelSize;
  const choose = (next: Side): void => actions.choose(which === 'caller' ? { caller: next } : { kernel: next });
  return html`${select({
    id: which,
    label: which === 'caller' ? l10n.t('caller') : l10n.t('kernel'),
    choices: sideChoices(which, chosen, versions, size),
    value: sideValue(chosen),
    onChoose: (value) => choose(sideOf(value, size)),
  })}
  ${
    chosen.kind !== 'revision'
      ? nothing
      : html`<span class="entry">${entry(view, actions, {
          id: `${which}-revision`,
          label: which === 'caller' ? l10n.t('revision of the caller') : l10n.t('revision of the kernel'),
          text: chosen.name,
          placeholder: l10n.t('v6.1 or ../old.h'),
          onEnter: (text) => {
            if (text.trim() === '') return l10n.t('write a revision of git, or a file');
            choose({ kind: 'revision', name: text.trim() });
            return undefined;
          },
        })}</span>`
  }`;
}
