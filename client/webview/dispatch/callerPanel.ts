/** What the caller passes: its bytes, its fields, and the conditions of the call. */

import { html, nothing, type TemplateResult } from '../shared/components.js';
import { l10n } from '../shared/l10n.js';
import type { Answer, Parameter } from './answer.js';
import {
  current,
  enterField,
  type Field,
  fieldText,
  fieldValue,
  isInside,
  ofBytes,
  parseHex,
  parseInteger,
  toHex,
} from './callerBytes.js';
import { callerGrid } from './callerGrid.js';
import { conditionWords } from './conditionWords.js';
import { entry, select } from './controls.js';
import type { Actions, View } from './view.js';

export function callerPanel(view: View, actions: Actions): TemplateResult {
  const { answer } = view;
  return html`<section class="caller" aria-labelledby="caller-title">
    <h2 id="caller-title">${l10n.t("Caller's bytes")}</h2>
    ${answer === undefined ? nothing : recordChoice(view, answer, actions)} ${callerGrid(view, actions)} ${answer === undefined ? nothing : fieldTable(view, answer, actions)}
    ${hexEntry(view, actions)}
    ${answer === undefined ? nothing : conditions(view, answer, actions)}
  </section>`;
}

/** Which record names the bytes; the header does not always tell. */
function recordChoice({ call }: View, { record, records }: Answer, actions: Actions): TemplateResult | typeof nothing {
  if (records.length === 0) return nothing;
  const none = record === undefined ? [{ value: 'none', label: l10n.t('no record') }] : [];
  return html`<div class="record">
    ${select({
      id: 'record',
      label: 'struct',
      choices: [...none, ...records.map((value) => ({ value, label: value }))],
      value: call.record ?? record ?? 'none',
      filters: records.length > 12,
      onChoose: (value) => actions.choose({ record: value, caller: { kind: 'whole' }, kernel: { kind: 'whole' } }),
    })}
  </div>`;
}

/** Fields behind the first so many are reached by the bytes. */
const mostFields = 100;

function fieldTable(view: View, answer: Answer, actions: Actions): TemplateResult {
  const { fields } = answer;
  if (fields.length === 0)
    return html`<p class="faint">${l10n.t('The header ties no record to this command: its bytes have no names.')}</p>`;
  return html`<table class="fields">
      <caption class="only-spoken">${l10n.t("Fields of the caller's structure")}</caption>
      <thead class="only-spoken">
        <tr><th scope="col">${l10n.t('offset')}</th><th scope="col">${l10n.t('field')}</th><th scope="col">${l10n.t('value')}</th></tr>
      </thead>
      <tbody>
        ${fields.slice(0, mostFields).map((field) => fieldRow(field, view, answer, actions))}
      </tbody>
    </table>
    ${fields.length > mostFields ? html`<p class="faint">${l10n.t('{0} more fields', fields.length - mostFields)}</p>` : nothing}`;
}

function fieldRow(field: Field, view: View, answer: Answer, actions: Actions): TemplateResult {
  const { caller, call } = view;
  const inside = isInside(field, caller.size);
  const isUnknown = field.offset >= answer.run.kernelSize;
  const isSize = answer.sizeWord?.offset === field.offset && field.size === 4;
  const note = noteOf(field, view, answer, { inside, isUnknown, isSize });
  return html`<tr class="${inside === 'yes' ? '' : 'outside'} ${isUnknown ? 'unknown-field' : ''} ${note.startsWith('←') ? 'set' : ''}">
    <td class="number">${field.offset}${field.bitOffset === undefined ? nothing : html`:${field.bitOffset - field.offset * 8}`}</td>
    <th scope="row" class="mono" title=${typeOf(field)}>${field.path}</th>
    <td class="value">
      ${entry(view, actions, {
        id: `field-${field.path}`,
        label: `${field.path}, ${typeOf(field)}`,
        text: fieldText(current(caller), field, answer.littleEndian),
        isDisabled: inside !== 'yes',
        onEnter: (text) => {
          const next = enterField(caller, field, text, answer.littleEndian);
          if ('problem' in next) return next.problem;
          actions.edit(next, { start: field.offset, end: field.offset + field.size });
          return undefined;
        },
      })}
      ${note === '' ? nothing : html`<span class="note">${note}</span>`}
      ${
        isSize && call.ownsSizeWord
          ? html`<button class="link" @click=${() => actions.choose({ ownsSizeWord: false })}>${l10n.t('follow the size')}</button>`
          : nothing
      }
    </td>
  </tr>`;
}

function typeOf({ type, bitWidth }: Field): string {
  return bitWidth === undefined ? type : `${type} : ${bitWidth}`;
}

interface FieldFacts {
  readonly inside: 'yes' | 'partly' | 'no';
  readonly isUnknown: boolean;
  readonly isSize: boolean;
}

function noteOf(
  field: Field,
  { caller, call }: View,
  answer: Answer,
  { inside, isUnknown, isSize }: FieldFacts,
): string {
  if (inside === 'no') return l10n.t('the caller does not have it');
  if (inside === 'partly') return l10n.t('cut by the size');
  if (isSize) return call.ownsSizeWord ? l10n.t('as entered') : l10n.t('follows the size');
  if (!isUnknown) return '';
  const value = fieldValue(current(caller), field, answer.littleEndian);
  return value === 0n ? l10n.t('unknown to this kernel, zero') : `← ${l10n.t('unknown to this kernel')}`;
}

function hexEntry(view: View, actions: Actions): TemplateResult {
  const isLong = view.caller.size > 4096;
  const hex = toHex(current(view.caller).subarray(0, 4096)).replace(/(.{8})(?=.)/g, '$1 ');
  return html`<div class="hex">
    <span class="choice-label" aria-hidden="true">${l10n.t('hex')}</span>
    ${entry(view, actions, {
      id: 'hex',
      label: l10n.t("All of the caller's bytes as hex"),
      text: isLong ? '' : hex,
      placeholder: isLong ? l10n.t('{0} bytes: too many to edit in a line', view.caller.size) : '',
      isDisabled: isLong,
      onEnter: (text) => {
        const bytes = parseHex(text);
        if ('problem' in bytes) return bytes.problem;
        actions.edit(ofBytes(bytes), { start: 0, end: bytes.length });
        return undefined;
      },
    })}
  </div>`;
}

function conditions(view: View, answer: Answer, actions: Actions): TemplateResult {
  const words = conditionWords(view.call, answer, l10n);
  return html`<vscode-collapsible
    class="conditions"
    heading=${l10n.t('Conditions')}
    .open=${view.showsConditions}
    @vsc-collapsible-toggle=${(event: CustomEvent<{ open: boolean }>) => actions.showConditions(event.detail.open)}
  >
    <span slot="decorations" class="condition-words">${words.length === 0 ? l10n.t('none') : words.join(', ')}</span>
    ${fault(view, actions)} ${readOnly(view, actions)} ${minSize(view, answer, actions)} ${race(view, actions)} ${handler(view, actions)}
    ${parameters(view, answer, actions)}
  </vscode-collapsible>`;
}

function fault(view: View, actions: Actions): TemplateResult {
  const { faultAt } = view.call;
  return html`<div class="condition">
    <span class="choice-label" aria-hidden="true">${l10n.t('first byte that faults')}</span>
    ${entry(view, actions, {
      id: 'fault',
      label: l10n.t('First byte that faults'),
      text: faultAt === undefined ? '' : `${faultAt}`,
      placeholder: l10n.t('none'),
      onEnter: (text) => {
        if (text.trim() === '') return choosing(actions, { faultAt: undefined });
        const value = parseInteger(text);
        if (value === undefined || value < 0n || value > BigInt(view.caller.size + 4096)) {
          return l10n.t('an offset from 0 to {0}, or nothing', view.caller.size + 4096);
        }
        return choosing(actions, { faultAt: Number(value) });
      },
    })}
  </div>`;
}

function choosing(actions: Actions, change: Parameters<Actions['choose']>[0]): undefined {
  actions.choose(change);
  return undefined;
}

function minSize(view: View, { run }: Answer, actions: Actions): TemplateResult {
  const { minSize: least } = view.call;
  return html`<div class="condition" title=${l10n.t('The size up to the last member that every caller must have')}>
    <span class="choice-label" aria-hidden="true">${l10n.t('kernel takes at least')}</span>
    ${entry(view, actions, {
      id: 'min-size',
      label: l10n.t('The smallest size that the kernel takes'),
      text: least === undefined ? '' : `${least}`,
      placeholder: `${Math.min(run.callerSize, run.kernelSize)}`,
      onEnter: (text) => {
        if (text.trim() === '') return choosing(actions, { minSize: undefined });
        const value = parseInteger(text);
        if (value === undefined || value < 0n || value > 65536n) return l10n.t('a number of bytes, or nothing');
        return choosing(actions, { minSize: Number(value) });
      },
    })}
  </div>`;
}

function readOnly({ call }: View, actions: Actions): TemplateResult {
  return html`<div class="condition">
    <vscode-checkbox
      id="read-only"
      label=${l10n.t('memory is read-only')}
      .checked=${call.isReadonly}
      @change=${(event: Event) => actions.choose({ isReadonly: (event.target as HTMLInputElement).checked })}
    ></vscode-checkbox>
  </div>`;
}

function race(view: View, actions: Actions): TemplateResult {
  const { call, steps } = view;
  const accesses = steps.filter(({ access }) => access !== undefined);
  const chosen = call.race;
  const none = { value: '0', label: l10n.t('no other thread') };
  const known = accesses.map(({ index, name }) => ({
    value: `${index + 1}`,
    label: l10n.t('before {0} {1}', index + 1, name),
  }));
  const gone =
    chosen !== undefined && !known.some(({ value }) => value === `${chosen.event}`)
      ? [{ value: `${chosen.event}`, label: l10n.t('before {0}: no access there', chosen.event) }]
      : [];
  return html`<div class="condition">
    <span class="choice-label" aria-hidden="true">${l10n.t('race')}</span>
    ${select({
      id: 'race',
      label: l10n.t('Another thread writes'),
      isBare: true,
      choices: [none, ...known, ...gone],
      value: `${chosen?.event ?? 0}`,
      onChoose: (value) =>
        actions.choose({
          race: value === '0' ? undefined : { offset: 0, bytes: 'ffffffff', ...chosen, event: Number(value) },
        }),
    })}
    ${
      chosen === undefined
        ? nothing
        : html`<span class="entry">
            ${entry(view, actions, {
              id: 'race-bytes',
              label: l10n.t('Offset and bytes that the other thread writes'),
              text: `${chosen.offset}=${chosen.bytes}`,
              onEnter: (text) => {
                const given = bytesAt(text);
                if ('problem' in given) return given.problem;
                return choosing(actions, { race: { ...chosen, offset: given.offset, bytes: toHex(given.bytes) } });
              },
            })}</span
          >`
    }
  </div>`;
}

const handlerText = /^(?:ret=-?\d{1,10}|errno=E[A-Z0-9]{1,20}|fd)$/;

function handler(view: View, actions: Actions): TemplateResult {
  const { handler: result, handlerWrite } = view.call;
  return html`<div class="condition">
      <span class="choice-label" aria-hidden="true">${l10n.t('handler returns')}</span>
      ${entry(view, actions, {
        id: 'handler',
        label: l10n.t('What the handler returns'),
        text: result ?? '',
        placeholder: 'ret=0',
        onEnter: (text) => {
          const given = text.trim();
          if (given !== '' && !handlerText.test(given)) return l10n.t('ret=N, errno=ENAME or fd');
          return choosing(actions, { handler: given === '' ? undefined : given });
        },
      })}
    </div>
    <div class="condition">
      <span class="choice-label" aria-hidden="true">${l10n.t('handler stores')}</span>
      ${entry(view, actions, {
        id: 'handler-write',
        label: l10n.t('What the handler stores, as OFFSET=HEX'),
        text: handlerWrite ?? '',
        placeholder: l10n.t('nothing'),
        onEnter: (text) => {
          if (text.trim() === '') return choosing(actions, { handlerWrite: undefined });
          const given = bytesAt(text);
          if ('problem' in given) return given.problem;
          return choosing(actions, { handlerWrite: `${given.offset}=${toHex(given.bytes)}` });
        },
      })}
    </div>`;
}

/** `OFFSET=HEX`. */
function bytesAt(text: string): { readonly offset: number; readonly bytes: Uint8Array } | { readonly problem: string } {
  const [, offset, digits = ''] = /^\s*(\d{1,5})\s*=(.*)$/.exec(text) ?? [];
  if (offset === undefined) return { problem: l10n.t('write OFFSET=HEX, as 0=18000000') };
  const bytes = parseHex(digits);
  return 'problem' in bytes ? bytes : { offset: Number(offset), bytes };
}

function parameters(view: View, { run, models }: Answer, actions: Actions): TemplateResult {
  const model = models.find(({ id }) => id === run.model);
  return html`${(model?.params ?? []).map((parameter) => parameterEntry(parameter, view, actions))}`;
}

function parameterEntry(parameter: Parameter, view: View, actions: Actions): TemplateResult {
  const { name, value, choices, text } = parameter;
  const { parameters: set } = view.call;
  const own = set.find((each) => each.name === name)?.value ?? `${value}`;
  const choose = (next: string): undefined => {
    const others = set.filter((each) => each.name !== name);
    return choosing(actions, {
      parameters: next === `${value}` ? others : [...others, { name, value: next }],
    });
  };
  const id = `parameter-${name}`;
  if (typeof value === 'boolean') {
    return html`<div class="condition" title=${text}>
      <vscode-checkbox
        id=${id}
        label=${name}
        .checked=${own === 'true'}
        @change=${(event: Event) => choose(`${(event.target as HTMLInputElement).checked}`)}
      ></vscode-checkbox>
    </div>`;
  }
  return html`<div class="condition" title=${text}>
    <span class="choice-label" aria-hidden="true">${name}</span>
    ${
      choices === undefined
        ? entry(view, actions, {
            id,
            label: `${name}: ${text}`,
            text: own,
            onEnter: (typed) =>
              parseInteger(typed) === undefined && typeof value === 'number'
                ? l10n.t('a whole number')
                : choose(typed.trim()),
          })
        : select({
            id,
            label: `${name}: ${text}`,
            isBare: true,
            choices: choices.map((choice) => ({ value: choice, label: choice })),
            value: own,
            onChoose: choose,
          })
    }
  </div>`;
}
