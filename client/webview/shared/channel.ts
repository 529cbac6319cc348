/** The view's end of the line to VS Code: checked messages in, typed messages out, and the state that outlives a reload. */

import type { GenericSchema } from 'valibot';
import { checkMessage } from '../messages.js';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Channel<Out, State> {
  readonly post: (message: Out) => void;
  /** What `save` was last called with, in this page or the one before a reload; undefined where there is none. */
  readonly restored: State | undefined;
  readonly save: (state: State) => void;
}

export interface ChannelOptions<In, State> {
  readonly messages: GenericSchema<unknown, In>;
  readonly state: GenericSchema<unknown, State>;
  readonly receive: (message: In) => void;
}

/** May be called once in a page. Tells VS Code that the view listens. */
export function openChannel<In, Out, State>({
  messages,
  state,
  receive,
}: ChannelOptions<In, State>): Channel<Out | { readonly type: 'ready' } | { type: 'problem'; text: string }, State> {
  const api = acquireVsCodeApi();
  const problem = (text: string): void => {
    console.warn(text);
    api.postMessage({ type: 'problem', text });
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const checked = checkMessage(messages, data);
    if (checked.problem !== undefined) problem(checked.problem);
    else receive(checked.message);
  });
  window.addEventListener('error', ({ message }) => problem(`the view failed: ${message}; please report this`));
  const old = api.getState();
  const restored = old === undefined || old === null ? undefined : checkMessage(state, old).message;
  // The caller has the channel before the first answer comes: messages are events.
  api.postMessage({ type: 'ready' });
  return { post: (message) => api.postMessage(message), restored, save: (value) => api.setState(value) };
}
