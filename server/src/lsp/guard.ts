/**
 * One request may fail without taking the server with it: the fault is logged with what is needed to see it again, and
 * the client gets the empty answer. An error that is the answer (`ResponseError`) goes through.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

export type Log = (message: string) => void;

export function guarded<P, R>(
  name: string,
  log: Log,
  nothing: R,
  work: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> | R {
  const failed = (error: unknown, params: P): R => {
    if (error instanceof ResponseError) throw error;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log(`${name} failed: ${reason}\nparameters: ${JSON.stringify(params)?.slice(0, 1000)}\nplease report this`);
    return nothing;
  };
  return (params, token) => {
    if (token.isCancellationRequested) throw cancelled();
    try {
      const result = work(params, token);
      return result instanceof Promise ? result.catch((error: unknown) => failed(error, params)) : result;
    } catch (error) {
      return failed(error, params);
    }
  };
}

export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

export function contentModified(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, 'the document changed meanwhile');
}

/** Calls `work` after what waits in the event loop: messages that have come, and answers that are to be sent. */
export const afterTheRest: (work: () => void) => void =
  typeof setImmediate === 'function' ? setImmediate : (work) => setTimeout(work, 0);

/** Lets other messages in; throws when the work is no longer wanted. */
export async function pause(token: CancellationToken): Promise<void> {
  await new Promise<void>(afterTheRest);
  if (token.isCancellationRequested) throw cancelled();
}
