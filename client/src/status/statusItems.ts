/**
 * Three language status items of a header: its ABIs, style and profile, as they hold after `.uapi.json`, the header's own
 * comment and the settings. Each opens a list to change the setting.
 */
import {
  type Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextEditor,
  window,
} from 'vscode';
import { type HeaderSettingsAnswer, readHeaderSettings } from '../answers.js';
import type { Services } from '../services.js';

/** Milliseconds without a change of a text until its style is asked for anew. */
const REFRESH_DELAY = 300;

export class StatusItems implements Disposable {
  readonly #services: Services;
  readonly #abis: LanguageStatusItem;
  readonly #style: LanguageStatusItem;
  readonly #profile: LanguageStatusItem;
  readonly #subscriptions: readonly Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(services: Services) {
    this.#services = services;
    const { headers, server } = services;
    const item = (id: string, name: string, command: string): LanguageStatusItem => {
      const made = languages.createLanguageStatusItem(id, headers.selector);
      made.name = name;
      made.command = { command, title: l10n.t('Change') };
      return made;
    };
    this.#abis = item('uapi.abis', l10n.t('UAPI: ABIs of findings'), 'uapi.selectAbis');
    this.#style = item('uapi.style', l10n.t('UAPI: Interface style'), 'uapi.selectStyle');
    this.#profile = item('uapi.profile', l10n.t('UAPI: Profile'), 'uapi.selectProfile');
    this.#subscriptions = [
      this.#abis,
      this.#style,
      this.#profile,
      window.onDidChangeActiveTextEditor(() => this.#refreshSoon(0)),
      server.onDidChangeContent(() => this.#refreshSoon(REFRESH_DELAY)),
      server.onDidChangeState(() => this.#refreshSoon(0)),
      headers.onDidChange(() => {
        for (const each of [this.#abis, this.#style, this.#profile]) each.selector = headers.selector;
      }),
    ];
    this.#refreshSoon(0);
  }

  #refreshSoon(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(window.activeTextEditor), delay);
  }

  async #refresh(editor: TextEditor | undefined): Promise<void> {
    const { headers, server, log } = this.#services;
    if (editor === undefined || !headers.has(editor.document)) return;
    if (server.state === 'failed') return this.#showFailure();
    if (server.state !== 'running') return this.#setBusy(server.state === 'starting');
    try {
      const textDocument = { uri: editor.document.uri.toString() };
      const answer = readHeaderSettings(await server.request('uapi/headerSettings', { textDocument }));
      if (answer !== undefined && window.activeTextEditor === editor) this.#show(answer);
    } catch (error) {
      log.debug(`uapi/headerSettings: ${String(error)}`);
    }
  }

  #show({ profile, style, abis, file, problem }: HeaderSettingsAnswer): void {
    this.#setBusy(false);
    const source = file === undefined ? l10n.t('from the settings') : l10n.t('from .uapi.json and the settings');
    this.#abis.text = abisText(abis);
    this.#abis.detail = l10n.t('ABIs of findings');
    this.#style.text = style.name;
    this.#style.detail = style.reason === '' ? l10n.t('interface style') : style.reason;
    this.#profile.text = profile;
    this.#profile.detail = problem ?? l10n.t('profile, {0}', source);
    this.#profile.severity = LanguageStatusSeverity[problem === undefined ? 'Information' : 'Error'];
  }

  #showFailure(): void {
    this.#setBusy(false);
    this.#profile.severity = LanguageStatusSeverity.Error;
    this.#profile.text = l10n.t('UAPI server stopped');
    this.#profile.detail = l10n.t('Run “UAPI: Restart Language Server”');
  }

  #setBusy(isBusy: boolean): void {
    for (const each of [this.#abis, this.#style, this.#profile]) each.busy = isBusy;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** Two names are read at a glance; of more the number says enough. */
function abisText(abis: readonly string[]): string {
  return abis.length <= 3 ? abis.join(', ') : l10n.t('{0} and {1} more', abis.slice(0, 2).join(', '), abis.length - 2);
}
