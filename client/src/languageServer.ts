/**
 * The life of the language server: started when something needs it, started again after a crash but never in a loop, and
 * told what VS Code knows and LSP does not say (workspace trust). Everything else is left to `vscode-languageclient`.
 */
import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  extensions,
  type LogOutputChannel,
  l10n,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
  State,
  type StaticFeature,
} from 'vscode-languageclient';
import type { CommandId } from './commandIds.js';
import { createCrashPolicy } from './crashPolicy.js';
import type { HeaderSet } from './headerSet.js';
import { serveFiles } from './serveFiles.js';
import type { ServerConnection, ServerState } from './serverConnection.js';
import { languageExtensions, serverSettings } from './serverSettings.js';

/** Makes the client for one run of the server: a process on the desktop, a worker in a browser. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

export interface LanguageServerParts {
  readonly createClient: CreateClient;
  /** The headers and sources that the server is told of; their selector is asked for at each start. */
  readonly headers: Pick<HeaderSet, 'servedSelector' | 'hasUri'>;
  readonly log: LogOutputChannel;
}

export class LanguageServer implements ServerConnection, Disposable {
  readonly #parts: LanguageServerParts;
  readonly #crashes = createCrashPolicy();
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly #restarted = new EventEmitter<void>();
  readonly #contentChanged = new EventEmitter<void>();
  readonly onDidChangeState = this.#stateChanged.event;
  readonly onDidRestart = this.#restarted.event;
  readonly onDidChangeContent = this.#contentChanged.event;
  #client: BaseLanguageClient | undefined;
  #starting: Promise<BaseLanguageClient> | undefined;
  #state: ServerState = 'stopped';
  #hasRun = false;

  constructor(parts: LanguageServerParts) {
    this.#parts = parts;
  }

  get state(): ServerState {
    return this.#state;
  }

  async request<R>(method: string, params: object, token?: CancellationToken): Promise<R> {
    const client = await this.start();
    return token === undefined ? client.sendRequest<R>(method, params) : client.sendRequest<R>(method, params, token);
  }

  /** Starts the server where it does not run. One that crashed too often is started by `restart` alone. */
  start(): Promise<BaseLanguageClient> {
    if (this.#state === 'failed') {
      return Promise.reject(
        new Error(l10n.t('The language server is not running. Start it with “UAPI: Restart Language Server”.')),
      );
    }
    this.#starting ??= this.#startClient();
    return this.#starting;
  }

  /** Starts a new server in place of the one that runs, whatever state it is in. */
  async restart(): Promise<void> {
    this.#crashes.forget();
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#starting = undefined;
    this.#setState('stopped');
    try {
      await client?.dispose();
    } catch (error) {
      // A server that crashed or hangs cannot say goodbye; its process was ended.
      this.#parts.log.debug(`stopping the server: ${String(error)}`);
    }
  }

  /** The user trusted the workspace: the server may read beyond its folders. */
  async trustGranted(): Promise<void> {
    if (this.#client === undefined) return;
    await this.#client.sendNotification('uapi/didGrantTrust', {});
    this.#contentChanged.fire();
  }

  /** Makes the server ask for its settings again. VS Code tells it by itself when a setting was changed. */
  async settingsChanged(): Promise<void> {
    await this.#client?.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  dispose(): Promise<void> {
    for (const emitter of [this.#stateChanged, this.#restarted, this.#contentChanged]) emitter.dispose();
    return this.stop();
  }

  async #startClient(): Promise<BaseLanguageClient> {
    const client = this.#parts.createClient(this.#options());
    this.#client = client;
    serveFiles(client);
    client.registerFeature(viewCommands);
    client.onDidChangeState(({ newState }) => {
      if (this.#client !== client) return;
      if (newState === State.Starting) this.#setState('starting');
      if (newState === State.Running) {
        this.#setState('running');
        this.#parts.log.info(`language server ${client.initializeResult?.serverInfo?.version ?? ''} runs`);
        if (this.#hasRun) this.#restarted.fire();
        this.#hasRun = true;
      }
      if (newState === State.Stopped && this.#state !== 'failed') this.#setState('stopped');
    });
    try {
      await client.start();
    } catch (error) {
      // A later request may try again: what was in the way may be gone.
      if (this.#client === client) {
        this.#client = undefined;
        this.#starting = undefined;
        if (this.#state !== 'failed') this.#setState('stopped');
      }
      throw error;
    }
    return client;
  }

  #options(): LanguageClientOptions {
    const { headers, log } = this.#parts;
    return {
      documentSelector: headers.servedSelector,
      outputChannel: log,
      traceOutputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: () => ({
        ...currentSettings(),
        trusted: workspace.isTrusted,
      }),
      initializationFailedHandler: (error) => {
        log.error(error instanceof Error ? error : String(error));
        return false;
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.#crashed(),
      },
      diagnosticPullOptions: { onChange: true, onTabs: false },
      middleware: this.#middleware(),
    };
  }

  #crashed(): { action: CloseAction; handled: true } {
    if (this.#crashes.mayRestart(Date.now())) {
      this.#parts.log.warn('the server ended unexpectedly; it is started again');
      return { action: CloseAction.Restart, handled: true };
    }
    this.#setState('failed');
    this.#parts.log.error('the server ended unexpectedly for the third time; it is not started again');
    void this.#offerRestart();
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  async #offerRestart(): Promise<void> {
    const restart = l10n.t('Restart');
    const showLog = l10n.t('Show Log');
    const chosen = await window.showErrorMessage(
      l10n.t('The UAPI language server crashed three times and is not started again.'),
      restart,
      showLog,
    );
    if (chosen === restart) await this.restart();
    if (chosen === showLog) this.#parts.log.show();
  }

  /**
   * VS Code answers `workspace/configuration` with every setting of the section, also those that are the client's own. The
   * server looks at every header of a folder that is no kernel tree, which may hold a program in C++. The others only
   * listen.
   */
  #middleware(): Middleware {
    const changed = () => this.#contentChanged.fire();
    const thenChanged = async <T>(value: T, next: (value: T) => Promise<void>): Promise<void> => {
      await next(value);
      changed();
    };
    const isServed = ({ uri }: { readonly uri: Uri | string }): boolean =>
      this.#parts.headers.hasUri(typeof uri === 'string' ? Uri.parse(uri) : uri);
    return {
      didOpen: thenChanged,
      didChange: thenChanged,
      didClose: thenChanged,
      provideWorkspaceDiagnostics: (resultIds, token, report, next) =>
        next(resultIds, token, (chunk) => report(chunk === null ? null : { items: chunk.items.filter(isServed) })),
      workspace: {
        configuration: ({ items }) => {
          // The server uses the answer before it reads the next message, so whoever asks then gets the new state.
          setTimeout(changed, 0);
          return items.map(({ section, scopeUri }) =>
            section === 'uapi' ? currentSettings(scopeUri === undefined ? undefined : Uri.parse(scopeUri)) : null,
          );
        },
        didChangeWatchedFile: thenChanged,
      },
    };
  }

  #setState(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}

/** Tells the server of the views, for which it then has lenses (docs/lsp-extensions.md). */
const viewCommands: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const commands: readonly CommandId[] = ['uapi.showLayout', 'uapi.showDispatch'];
    capabilities.experimental = { commands: { commands } };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

/** @param folder of the workspace; without it, what holds for the window */
function currentSettings(folder?: Uri): Readonly<Record<string, unknown>> {
  const isBesideOther = languageExtensions.some((id) => extensions.getExtension(id) !== undefined);
  return serverSettings(workspace.getConfiguration('uapi', folder ?? null), isBesideOther);
}
