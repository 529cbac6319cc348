/** The language server as commands and panels see it: questions, answers, and word when all earlier answers are void. */
import type { CancellationToken, Event } from 'vscode';

/** `failed`: it crashed too often, or could not be started; only the user starts it again. */
export type ServerState = 'stopped' | 'starting' | 'running' | 'failed';

export interface ServerConnection {
  /**
   * Starts the server where it does not run yet, and asks it.
   *
   * @param method a request of docs/lsp-extensions.md, or one of LSP itself
   * @throws the server's error, with a message that is written for the user
   */
  request<R>(method: string, params: object, token?: CancellationToken): Promise<R>;
  readonly state: ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /** The server that answers now is not the one that answered before: ask again. */
  readonly onDidRestart: Event<void>;
  /** What the server reads changed: a header that is open, another file on disk, or the settings. */
  readonly onDidChangeContent: Event<void>;
}
