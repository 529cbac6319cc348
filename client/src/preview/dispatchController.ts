/**
 * What the dispatch preview is told, and when. The view asks, one call at a time; a newer question makes the one before
 * void. What cannot be simulated is said, and the view keeps its last run.
 *
 * Nothing here knows VS Code: the panel passes its events in and its means as `DispatchHost`.
 */
import type { Call, ToViewInput } from '../../webview/dispatch/messages.js';
import { paramsOf } from './callParams.js';
import { refusalOf } from './refusal.js';

export interface DispatchHost {
  /** Rejects with the server's error; its message is for the user. */
  readonly request: (method: string, params: object, signal: AbortSignal) => Promise<unknown>;
  readonly post: (message: ToViewInput) => void;
  /** The header as a person would name it. */
  readonly nameOf: (uri: string) => string;
}

export class DispatchController {
  readonly #host: DispatchHost;
  #uri: string;
  /** A command that the view was not told of yet. */
  #chosen: string | undefined;
  #isReady = false;
  #request = new AbortController();

  constructor(host: DispatchHost, uri: string, ioctl: string | undefined) {
    this.#host = host;
    this.#uri = uri;
    this.#chosen = ioctl;
  }

  get uri(): string {
    return this.#uri;
  }

  /** The view listens, for the first time or after a reload. */
  ready(): void {
    this.#isReady = true;
    this.#introduce();
  }

  /** Shows this command; its bytes start anew. */
  choose(ioctl: string): void {
    this.#chosen = ioctl;
    this.#introduce();
  }

  /** The header was given another name. */
  renamed(uri: string): void {
    this.#uri = uri;
    this.#introduce();
  }

  async simulate(id: number, call: Call): Promise<void> {
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const { request, post } = this.#host;
    try {
      const answer = await request('uapi/simulateDispatch', paramsOf(call, this.#uri), signal);
      // The view looks at every part of it.
      if (!signal.aborted) post({ type: 'answer', id, answer } as ToViewInput);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!signal.aborted && refusal !== undefined) post({ type: 'refused', id, ...refusal });
    }
  }

  /** What the server reads changed, or another server answers now: the view asks again. */
  changed(): void {
    this.#post({ type: 'changed' });
  }

  /** The server ended and is not started again. */
  serverFailed(message: string): void {
    this.#post({ type: 'missing', message });
  }

  dispose(): void {
    this.#request.abort();
  }

  #introduce(): void {
    const ioctl = this.#chosen;
    const { nameOf } = this.#host;
    const isTold = this.#post({
      type: 'header',
      uri: this.#uri,
      name: nameOf(this.#uri),
      ...(ioctl === undefined ? {} : { ioctl }),
    });
    if (isTold) this.#chosen = undefined;
  }

  /** A view that does not listen yet asks for everything when it does. */
  #post(message: ToViewInput): boolean {
    if (this.#isReady) this.#host.post(message);
    return this.#isReady;
  }
}
