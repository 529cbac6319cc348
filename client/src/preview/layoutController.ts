/**
 * What the layout view is told, and when. One request for each change; a change while an answer is awaited makes that
 * answer void. What cannot be shown is said, and the view keeps its last picture until there is an answer again.
 *
 * Nothing here knows VS Code: the panel passes its events in and its means as `LayoutHost`.
 */
import type { Finding, ToLayoutView } from '../../webview/layout/messages.js';
import { type LayoutAnswer, type Location, memberAt, type Position, readHistory, readLayout } from './layoutAnswer.js';

export interface LayoutHost {
  /** Rejects with the server's error; its message is for the user. */
  readonly request: (method: string, params: object, signal: AbortSignal) => Promise<unknown>;
  readonly post: (message: ToLayoutView) => void;
  /** What is wrong with the record in this answer, each finding with its remedies; void when the signal aborts. */
  readonly findings: (answer: LayoutAnswer, signal: AbortSignal) => Promise<readonly Finding[]>;
  /** VS Code's, for what the view says in this controller's words. */
  readonly l10n: { readonly t: (message: string, ...values: string[]) => string };
  /** The header as a person would name it. */
  readonly nameOf: (uri: string) => string;
}

/** LSP: the document changed while it was looked at. Another change is on its way. */
const CONTENT_MODIFIED = -32801;
/** Commits that the slider goes back. */
const HISTORY_LIMIT = 40;

export class LayoutController {
  readonly #host: LayoutHost;
  #uri: string;
  readonly #record: string;
  #answer: LayoutAnswer | undefined;
  #expanded: readonly string[] = [];
  #isReady = false;
  /** A layout is awaited: findings are looked for when it is known where the record stands now. */
  #isAwaited = false;
  /** The findings told are not those of the last layout. */
  #areFindingsOld = true;
  #cursor: string | null = null;
  #position: { readonly uri: string; readonly at: Position } | undefined;
  #layoutRequest = new AbortController();
  #findingsRequest = new AbortController();
  #historyRequest = new AbortController();

  constructor(host: LayoutHost, uri: string, record: string) {
    this.#host = host;
    this.#uri = uri;
    this.#record = record;
  }

  get uri(): string {
    return this.#uri;
  }

  get record(): string {
    return this.#record;
  }

  /** The last layout that the server gave. */
  get answer(): LayoutAnswer | undefined {
    return this.#answer;
  }

  /** The view listens, for the first time or after a reload. */
  async ready(): Promise<void> {
    this.#isReady = true;
    this.#areFindingsOld = true;
    this.#cursor = null;
    this.#host.post({ type: 'subject', uri: this.#uri, record: this.#record });
    await this.refresh();
    await this.refreshHistory();
  }

  /** The header was given another name. */
  async renamed(uri: string): Promise<void> {
    this.#uri = uri;
    this.#host.post({ type: 'subject', uri, record: this.#record });
    await this.refresh();
    await this.refreshHistory();
  }

  async expand(paths: readonly string[]): Promise<void> {
    this.#expanded = paths;
    await this.refresh();
  }

  /** What the server reads changed. */
  async refresh(): Promise<void> {
    if (!this.#isReady) return;
    this.#layoutRequest.abort();
    const request = new AbortController();
    this.#layoutRequest = request;
    this.#isAwaited = true;
    const uri = this.#uri;
    const { l10n } = this.#host;
    const params = { textDocument: { uri }, record: this.#record, expand: this.#expanded };
    let given: unknown;
    try {
      given = await this.#host.request('uapi/layout', params, request.signal);
    } catch (error) {
      if (request.signal.aborted) return;
      this.#isAwaited = false;
      if (codeOf(error) !== CONTENT_MODIFIED) this.#missing(messageOf(error));
      return;
    }
    if (request.signal.aborted) return;
    this.#isAwaited = false;
    const answer = readLayout(given, uri);
    if (answer === undefined) {
      this.#missing(l10n.t('The language server answered in a way that this view does not know.'));
      return;
    }
    const { layouts, kind, name, commands, reason } = answer;
    if (layouts === null) {
      const what = `${kind} ${name}`;
      this.#missing(
        reason === undefined ? l10n.t('{0} has no layout', what) : l10n.t('{0} has no layout: {1}', what, reason),
      );
      return;
    }
    this.#answer = answer;
    this.#host.post({
      type: 'layout',
      header: this.#host.nameOf(uri),
      kind,
      name,
      layouts: [...layouts],
      commands: commands.map(({ name: command, numbers }) => ({ name: command, numbers })),
    });
    this.#tellCursor();
    // New findings come by themselves after a change, before the layout or after it.
    if (this.#areFindingsOld) await this.refreshFindings();
  }

  /** The server's findings changed. */
  async refreshFindings(): Promise<void> {
    const answer = this.#answer;
    this.#areFindingsOld = true;
    if (!this.#isReady || this.#isAwaited || answer === undefined) return;
    this.#areFindingsOld = false;
    this.#findingsRequest.abort();
    const request = new AbortController();
    this.#findingsRequest = request;
    const findings = await this.#host.findings(answer, request.signal);
    if (!request.signal.aborted) this.#host.post({ type: 'findings', findings: [...findings] });
  }

  /** The header was saved or the workspace trusted: git may know more. */
  async refreshHistory(): Promise<void> {
    const layouts = this.#answer?.layouts ?? null;
    if (!this.#isReady || layouts === null) return;
    this.#historyRequest.abort();
    const request = new AbortController();
    this.#historyRequest = request;
    // One ABI of each group: the others of the group agree now, and analysing them for each commit would cost as much.
    const abis = layouts.flatMap(({ abis: [first] }) => (first === undefined ? [] : [first]));
    const params = { textDocument: { uri: this.#uri }, record: this.#record, abis, limit: HISTORY_LIMIT };
    let given: unknown;
    try {
      given = await this.#host.request('uapi/recordHistory', params, request.signal);
    } catch (error) {
      if (request.signal.aborted || codeOf(error) === CONTENT_MODIFIED) return;
      this.#host.post({ type: 'history', revisions: [], reason: sentence(messageOf(error)) });
      return;
    }
    if (request.signal.aborted) return;
    const revisions = readHistory(given);
    this.#host.post({
      type: 'history',
      revisions: [...(revisions ?? [])],
      reason:
        revisions === undefined ? this.#host.l10n.t('The language server does not tell the history of records.') : null,
    });
  }

  /** The cursor of an editor moved. */
  cursorAt(uri: string, at: Position): void {
    this.#position = { uri, at };
    this.#tellCursor();
  }

  /** The server stopped for good. */
  serverFailed(): void {
    const { l10n } = this.#host;
    this.#missing(l10n.t('The language server is not running. Start it with “UAPI: Restart Language Server”.'));
  }

  /** Where a member stands, as of the last answer. */
  placeOf(path: string): Location | undefined {
    return this.#answer?.places.get(path);
  }

  dispose(): void {
    for (const request of [this.#layoutRequest, this.#findingsRequest, this.#historyRequest]) request.abort();
    this.#isReady = false;
  }

  #missing(reason: string): void {
    if (!this.#isReady) return;
    this.#findingsRequest.abort();
    this.#areFindingsOld = true;
    this.#host.post({ type: 'missing', reason: sentence(reason) });
  }

  #tellCursor(): void {
    const { places } = this.#answer ?? {};
    if (!this.#isReady || places === undefined) return;
    const position = this.#position;
    const path = position === undefined ? null : memberAt(places, position.uri, position.at);
    if (path === this.#cursor) return;
    this.#cursor = path;
    this.#host.post({ type: 'cursor', path });
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The server's messages begin in lower case and have no full stop. */
function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
