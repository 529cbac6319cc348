/** What the kernel does, step by step, with a slider through it; beside it memory as it is after the step. */

import { html, nothing, type TemplateResult } from '../shared/components.js';
import { l10n } from '../shared/l10n.js';
import type { Answer } from './answer.js';
import { byteMap, legend } from './byteMap.js';
import { kernelAt, occurring, userAt } from './memoryAtStep.js';
import { accessText, type Step } from './timeline.js';
import type { Actions, View } from './view.js';

export function stepsPanel(view: View, { run }: Answer, actions: Actions): TemplateResult {
  const { steps, step } = view;
  const last = run.events.length;
  const shown = Math.min(step, last - 1);
  return html`<section class="steps" aria-labelledby="steps-title">
    <h2 id="steps-title">${l10n.t('What the kernel does')}</h2>
    <div class="scrubber">
      <input
        id="scrubber"
        type="range"
        min="1"
        max=${Math.max(last, 1)}
        .value=${`${shown + 1}`}
        aria-label=${l10n.t('Step')}
        aria-valuetext=${steps[shown] === undefined ? l10n.t('no step') : l10n.t('step {0} of {1}, {2}', shown + 1, last, steps[shown].name)}
        @input=${(event: Event) => actions.goTo(Number((event.target as HTMLInputElement).value) - 1)}
      />
      <span class="faint">${l10n.t('{0} of {1}', shown + 1, last)}</span>
    </div>
    <ol
      id="timeline"
      class="timeline"
      role="listbox"
      tabindex="0"
      aria-labelledby="steps-title"
      aria-activedescendant="step-${step}"
      @keydown=${(event: KeyboardEvent) => pressed(event, view, actions)}
    >
      ${steps.map((each) => stepRow(each, each.index === step, actions))}
    </ol>
    ${
      steps.some(({ window }) => window !== undefined)
        ? html`<p class="faint keys"><span class="window-key" aria-hidden="true"></span> ${l10n.t('user memory stands open to the kernel, from STAC to CLAC')}</p>`
        : nothing
    }
  </section>`;
}

function pressed(event: KeyboardEvent, { step, steps }: View, actions: Actions): void {
  const last = steps.length - 1;
  const next: Record<string, number> = {
    ArrowUp: step - 1,
    ArrowLeft: step - 1,
    ArrowDown: step + 1,
    ArrowRight: step + 1,
    Home: 0,
    End: last,
    PageUp: step - 5,
    PageDown: step + 5,
  };
  if (!Object.hasOwn(next, event.key)) return;
  event.preventDefault();
  actions.goTo(Math.min(Math.max(next[event.key], 0), last));
}

function stepRow(step: Step, isChosen: boolean, actions: Actions): TemplateResult {
  const { index, name, text, source, state, errno, access, window, warnings } = step;
  return html`<li
    id="step-${index}"
    role="option"
    class="step ${state} ${window === undefined ? '' : `window ${window.edge}`}"
    aria-selected=${isChosen}
    aria-disabled=${state === 'unreached'}
    @click=${() => actions.goTo(index)}
  >
    <span class="gutter" title=${window === undefined ? '' : l10n.t('STAC/CLAC window {0}', window.number)}
      >${window !== undefined && (window.edge === 'only' || window.edge === 'first') ? window.number : nothing}</span
    >
    <code class="step-name">${name}</code>
    <span class="step-text">
      ${state === 'unreached' ? html`<em>${l10n.t('not reached')}</em>` : text}
      ${errno === undefined ? nothing : html` → <strong class="errno">${errno}</strong>`}
      ${warnings.map(({ id }) => html` <span class="warning-mark">${id}</span>`)}
      ${isChosen ? details(step) : nothing}
      ${
        window === undefined
          ? nothing
          : html`<span class="only-spoken">${l10n.t('inside STAC/CLAC window {0}', window.number)}, ${access === undefined ? '' : accessText(access)}</span>`
      }
      ${isChosen && source !== undefined ? html`<span class="source">${source}</span>` : nothing}
    </span>
  </li>`;
}

function details({ state, text, warnings, access }: Step): TemplateResult {
  return html`${state === 'unreached' ? html`<span class="detail">${text}</span>` : nothing}
  ${access === undefined ? nothing : html`<span class="detail">${accessText(access)}</span>`}
  ${warnings.map(({ text: why }) => html`<span class="detail warning-text">${why}</span>`)}`;
}

/** The kernel's buffer and the caller's memory after the chosen step. */
export function memoryPanel(view: View, { run, fields, kernelFields }: Answer, actions: Actions): TemplateResult {
  const { step, steps } = view;
  const kernel = kernelAt(run, step);
  const user = userAt(run, step);
  const when = steps[Math.min(step, run.events.length - 1)];
  const after = when === undefined ? '' : l10n.t('after {0} {1}', when.index + 1, when.name);
  return html`<section class="memory" aria-labelledby="memory-title">
    <h2 id="memory-title">${l10n.t('Memory')} <span class="faint">${after}</span></h2>
    <div class="maps">
      <div>
        <h3>${l10n.t("Kernel's buffer")} <span class="faint">${kernel === undefined ? '' : `${l10n.t('{0} bytes', kernel.cells.length)}, ${placeName(kernel.place)}`}</span></h3>
        ${
          kernel === undefined
            ? html`<p class="faint none">${l10n.t('There is none yet.')}</p>`
            : byteMap(view, actions, {
                id: 'kernel',
                label: l10n.t("The kernel's buffer {0}", after),
                memory: kernel,
                fields: kernelFields,
              })
        }
      </div>
      <div>
        <h3>${l10n.t('User memory')} <span class="faint">${l10n.t('{0} bytes', user.cells.length)}</span></h3>
        ${byteMap(view, actions, { id: 'user', label: l10n.t('User memory {0}', after), memory: user, fields })}
      </div>
    </div>
    ${legend(occurring([kernel, user]))}
  </section>`;
}

/** Where the kernel's copy is, as the model says. */
function placeName(place: string): string {
  if (place === 'stack') return l10n.t('stack');
  return place === 'heap' ? l10n.t('heap') : place;
}
