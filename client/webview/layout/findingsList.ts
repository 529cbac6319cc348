/** What a reviewer would say of the record, each with its remedy, and the ioctls that pass it. */
import { html, nothing, type TemplateResult } from '../shared/components.js';
import { groupTitle } from './abiLabels.js';
import type { Command, Finding, FromLayoutView } from './messages.js';

const severityWords = { error: 'error', warning: 'warning', info: 'note', hint: 'hint' } as const;

/** @param isStale the text that they are about is not there at the moment */
export function findingsList(findings: readonly Finding[], isStale: boolean, post: Post): TemplateResult {
  return html`<section aria-labelledby="findings-title">
    <h2 id="findings-title">What a reviewer would say</h2>
    ${
      findings.length === 0
        ? html`<p class="faint">${isStale ? 'Unknown at the moment.' : 'Nothing: no finding in this record.'}</p>`
        : html`<ul class="findings">
            ${findings.map((finding) => findingItem(finding, post))}
          </ul>`
    }
  </section>`;
}

export function commandsList(commands: readonly Command[], post: Post): TemplateResult {
  return html`<section aria-labelledby="commands-title">
    <h2 id="commands-title">Ioctls that pass it</h2>
    ${
      commands.length === 0
        ? html`<p class="faint">None in this header.</p>`
        : html`<ul class="commands">
            ${commands.map((command) => commandItem(command, post))}
          </ul>`
    }
  </section>`;
}

type Post = (message: FromLayoutView) => void;

function findingItem({ id, severity, rule, message, fixes }: Finding, post: Post): TemplateResult {
  const [first = '', ...rest] = message.split('\n');
  return html`<li class=${severity}>
    <span class="severity">${severityWords[severity]}</span>
    <div class="words">
    <button class="text" type="button" @click=${() => post({ type: 'revealFinding', id })}>${first}</button>
    ${rest.map((line) => html`<div class="faint more">${line}</div>`)}
    <code class="faint rule">${rule}</code>
    ${
      fixes.length === 0
        ? nothing
        : html`<div class="fixes">
          ${fixes.map(
            (fix) =>
              html`<vscode-button secondary @click=${() => post({ type: 'applyFix', id: fix.id })}
                >Fix: ${fix.title}</vscode-button
              >`,
          )}
        </div>`
    }
    </div>
  </li>`;
}

function commandItem({ name, numbers }: Command, post: Post): TemplateResult {
  return html`<li>
    <button class="text mono" type="button" @click=${() => post({ type: 'revealCommand', name })}>${name}</button>
    ${numbers.map(
      ({ number, abis }, index) =>
        html`${index === 0 ? ' ' : html`<span class="faint"> · </span>`}<code>0x${number.toString(16).padStart(8, '0')}</code>
          ${numbers.length === 1 ? nothing : html`<span class="faint" title=${abis.join(', ')}>on ${groupTitle(abis, 3)}</span>`}`,
    )}
  </li>`;
}
