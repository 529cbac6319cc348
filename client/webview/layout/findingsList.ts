/** What a reviewer would say of the record, each with its remedy, and the ioctls that pass it. */

import { html, nothing, type TemplateResult } from '../shared/components.js';
import { l10n } from '../shared/l10n.js';
import { groupTitle } from './abiLabels.js';
import type { Command, Finding, FromLayoutView } from './messages.js';

const severityWords = {
  error: l10n.t('error'),
  warning: l10n.t('warning'),
  info: l10n.t('note'),
  hint: l10n.t('hint'),
} as const;

/** @param isStale the text that they are about is not there at the moment */
export function findingsList(findings: readonly Finding[], isStale: boolean, post: Post): TemplateResult {
  return html`<section aria-labelledby="findings-title">
    <h2 id="findings-title">${l10n.t('What a reviewer would say')}</h2>
    ${
      findings.length === 0
        ? html`<p class="faint">${isStale ? l10n.t('Unknown at the moment.') : l10n.t('Nothing: no finding in this record.')}</p>`
        : html`${findingItems(findings.filter(isWorthSaying), post)}${hintItems(
            findings.filter((finding) => !isWorthSaying(finding)),
            post,
          )}`
    }
  </section>`;
}

export function commandsList(commands: readonly Command[], post: Post): TemplateResult {
  return html`<section aria-labelledby="commands-title">
    <h2 id="commands-title">${l10n.t('Ioctls that pass it')}</h2>
    ${
      commands.length === 0
        ? html`<p class="faint">${l10n.t('None in this header.')}</p>`
        : html`<ul class="commands">
            ${commands.map((command) => commandItem(command, post))}
          </ul>`
    }
  </section>`;
}

function isWorthSaying({ severity }: Finding): boolean {
  return severity !== 'hint';
}

function findingItems(findings: readonly Finding[], post: Post): TemplateResult {
  return html`<ul class="findings">
    ${findings.map((finding) => findingItem(finding, post))}
  </ul>`;
}

/** Hints are for who asks. */
function hintItems(hints: readonly Finding[], post: Post): TemplateResult | typeof nothing {
  if (hints.length === 0) return nothing;
  return html`<details class="hints">
    <summary>${hints.length === 1 ? l10n.t('1 hint') : l10n.t('{0} hints', hints.length)}</summary>
    ${findingItems(hints, post)}
  </details>`;
}

type Post = (message: FromLayoutView) => void;

function findingItem({ id, severity, rule, message, fixes }: Finding, post: Post): TemplateResult {
  const [first = '', ...rest] = message.split('\n');
  const help = rest.filter(isHelp);
  const facts = rest.filter((line) => !isHelp(line));
  return html`<li class=${severity}>
    <span class="severity">${severityWords[severity]}</span>
    <div class="words">
    <button class="text" type="button" @click=${() => post({ type: 'revealFinding', id })}>${first}</button>
    ${help.map((line) => html`<div class="faint more">${line}</div>`)}
      ${
        facts.length === 0
          ? nothing
          : html`<details>
            <summary class="faint">${l10n.t('The facts')}</summary>
            ${facts.map((line) => html`<div class="faint more">${line}</div>`)}
          </details>`
      }
      <code class="faint rule">${rule}</code>
    ${
      fixes.length === 0
        ? nothing
        : html`<ul class="fixes">
            ${fixes.map(
              (fix) => html`<li>
                <span><strong>${l10n.t('Fix:')}</strong> ${fix.title}</span>
                <vscode-button secondary aria-label=${l10n.t('Apply: {0}', fix.title)} @click=${() => post({ type: 'applyFix', id: fix.id })}
                  >${l10n.t('Apply')}</vscode-button
                >
              </li>`,
            )}
          </ul>`
    }
    </div>
  </li>`;
}

/** The server ends its messages with the remedy. */
function isHelp(line: string): boolean {
  return line.startsWith('help: ');
}

function commandItem({ name, numbers }: Command, post: Post): TemplateResult {
  return html`<li>
    <button class="text mono" type="button" @click=${() => post({ type: 'revealCommand', name })}>${name}</button>
    ${numbers.map(
      ({ number, abis }, index) =>
        html`${index === 0 ? ' ' : html`<span class="faint"> · </span>`}<code>0x${number.toString(16).padStart(8, '0')}</code>
          ${numbers.length === 1 ? nothing : html`<span class="faint" title=${abis.join(', ')}>${l10n.t('on {0}', groupTitle(abis, 3))}</span>`}`,
    )}
  </li>`;
}
