/**
 * The dispatch preview: what one call does, step by step. Each change of the call is one question to the server; nothing is
 * simulated here.
 */
import { inEnglish, l10n } from '../shared/l10n.js';
import './dispatch.css';
import { createAnnouncer } from '../shared/announcer.js';
import { openChannel } from '../shared/channel.js';
import { html, nothing, render, type TemplateResult } from '../shared/components.js';
import { noBytes } from './callerBytes.js';
import { callerPanel } from './callerPanel.js';
import { createCallQueue } from './callQueue.js';
import { conditionWords } from './conditionWords.js';
import { mailMarkdown } from './mail.js';
import { matrixTable } from './matrixTable.js';
import {
  anyCall,
  type Call,
  type FromView,
  type SavedState,
  stateSchema,
  type ToView,
  toViewSchema,
} from './messages.js';
import { resultParts } from './resultLine.js';
import { firstView, withAnswer, withBytes, withCell, withProblem, withRefusal, withSize } from './state.js';
import { memoryPanel, stepsPanel } from './stepsPanel.js';
import { toolbar } from './toolbar.js';
import { versionsPanel } from './versionsPanel.js';
import type { Actions, Problem, View } from './view.js';

const page = document.getElementById('view')!;
const announce = createAnnouncer();
const channel = openChannel<ToView, FromView, SavedState>({
  messages: toViewSchema,
  state: stateSchema,
  receive,
});

let uri = channel.restored?.uri ?? '';
let view: View = firstView(channel.restored);
let isDirty = false;

const queue = createCallQueue<Call>((id, call) => {
  isDirty = false;
  channel.post({ type: 'simulate', id, call });
});

function receive(message: ToView): void {
  switch (message.type) {
    case 'header':
      uri = message.uri;
      view = { ...view, name: message.name };
      if (message.ioctl !== undefined && message.ioctl !== view.call.ioctl) {
        view = { ...firstView(undefined), name: message.name, asTable: view.asTable };
        view = { ...view, call: { ...view.call, ioctl: message.ioctl } };
      }
      queue.restart(view.call);
      break;
    case 'changed':
      queue.restart(view.call);
      return;
    case 'answer': {
      const isNewest = !isDirty;
      if (!queue.settled(message.id)) return;
      view = withAnswer(view, message.answer, isNewest);
      announceResult();
      break;
    }
    case 'refused':
      if (!queue.settled(message.id)) return;
      view = withProblem(view, { cause: message.cause, message: message.message });
      break;
    case 'missing':
      view = withProblem(view, { cause: 'server', message: message.message });
      break;
  }
  show();
}

function saved(): SavedState {
  return { uri, name: view.name, call: view.call, step: view.step, asTable: view.asTable };
}

function announceResult(): void {
  if (view.answer === undefined) return;
  const [returned, ...rest] = resultParts(view.answer.run, view.answer.sizeWord, l10n);
  announce([returned, ...rest].map(({ text }) => text).join(', '));
}

/** Draws the state that follows, and asks if it is another call. */
function become(next: View): void {
  const asks = next.call !== view.call;
  view = next;
  if (asks) {
    isDirty = true;
    queue.ask(view.call);
  }
  show();
}

const actions: Actions = {
  choose: (change) => become({ ...view, call: { ...view.call, ...change } }),
  chooseIoctl: (ioctl) =>
    become({ ...view, call: { ...anyCall, ioctl, abi: view.call.abi }, caller: noBytes, byte: 0 }),
  edit: (bytes, touched) => become(withBytes(view, bytes, touched)),
  resize: (size) => {
    if (size === view.caller.size) return;
    // The edge moves to another row, and takes the focus along.
    const hasFocus = document.activeElement?.id === 'caller-edge';
    become(withSize(view, size));
    if (hasFocus) page.querySelector<HTMLElement>('#caller-edge')?.focus();
  },
  goTo: (step) => {
    become({ ...view, step });
    page.querySelector(`#step-${step}`)?.scrollIntoView({ block: 'nearest' });
  },
  focusByte: (byte, halfTyped = false) => {
    become({ ...view, byte, halfTyped });
    page.querySelector<HTMLElement>(`#caller-bytes [data-offset="${byte}"]`)?.focus();
  },
  focusCell: (cell) => {
    become({ ...view, cell });
    page.querySelector<HTMLElement>('.matrix [tabindex="0"]')?.focus();
  },
  openCell: (caller, kernel) => become(withCell(view, caller, kernel)),
  refuse: (input, text, problem) => become(withRefusal(view, input, text, problem)),
  toggleTable: () => become({ ...view, asTable: !view.asTable }),
  showConditions: (showsConditions) => become({ ...view, showsConditions }),
  openFold: (fold) => become({ ...view, openFolds: new Set([...view.openFolds, fold]) }),
  startOver: () => become({ ...view, call: { ...anyCall }, caller: noBytes }),
  copyMail: () => {
    const { answer, call } = view;
    if (answer === undefined) return;
    const text = mailMarkdown({
      run: answer.run,
      ioctl: answer.ioctl ?? view.name,
      abi: call.abi ?? 'x86_64',
      littleEndian: answer.littleEndian,
      fields: answer.fields,
      table: answer.matrix.length === 0 ? undefined : matrixTable(answer.matrix),
      conditions: conditionWords(call, answer, inEnglish),
      sizeWord: answer.sizeWord,
    });
    channel.post({ type: 'copy', text });
    announce(l10n.t('Copied'));
  },
};

function show(): void {
  channel.save(saved());
  render(template(), page);
}

function template(): TemplateResult {
  const { answer, problem } = view;
  return html`${toolbar(view, actions)}
  ${problem === undefined ? nothing : problemLine(problem)}
  ${
    answer === undefined
      ? problem === undefined
        ? html`<p class="waiting faint">${l10n.t('Waiting for the language server.')}</p>`
        : nothing
      : html`${resultStrip()}
          <div class="columns ${problem === undefined ? '' : 'stale'}">
            ${callerPanel(view, actions)} ${stepsPanel(view, answer, actions)} ${memoryPanel(view, answer, actions)}
            ${versionsPanel(view, answer, actions)}
          </div>`
  }`;
}

function problemLine({ cause, message }: Problem): TemplateResult {
  const kept = view.answer === undefined ? '' : l10n.t('What is shown is the last run.');
  return html`<p class="problem" role="alert">
    <strong>${l10n.t('No run:')}</strong> ${message} <span class="faint">${kept}</span>
    ${cause === 'call' ? html`<button class="link" @click=${actions.startOver}>${l10n.t('Start over')}</button>` : nothing}
  </p>`;
}

function resultStrip(): TemplateResult | typeof nothing {
  const { answer, problem } = view;
  if (answer === undefined) return nothing;
  const { run, sizeWord, notes } = answer;
  const parts = resultParts(run, sizeWord, l10n);
  return html`<div class="result ends-${parts[0].tone} ${problem === undefined ? '' : 'stale'}">
    <p id="result">
      ${parts.map(({ text, tone }, at) => html`${at === 0 ? nothing : ' · '}<span class=${tone}>${text}</span>`)}
    </p>
    ${run.warnings.map(({ id, text }) => html`<p><strong class="warning-mark">${id}</strong> ${text}</p>`)}
    ${notes.map((note) => html`<p class="faint mono">${note}</p>`)}
  </div>`;
}

show();
