/**
 * One question at a time, and of those that come meanwhile only the last: however fast an edge is dragged, the server
 * works on one call, and then on the newest.
 */

export interface CallQueue<Call> {
  /** Asks now, or as soon as the answer to the question before is there. */
  readonly ask: (call: Call) => void;
  /** Asks now: what was asked before is void, since what it was asked about changed. */
  readonly restart: (call: Call) => void;
  /**
   * An answer came.
   *
   * @returns whether it is the one waited for; others came too late and are not to be shown
   */
  readonly settled: (id: number) => boolean;
  /** An answer is being waited for. */
  readonly isBusy: () => boolean;
}

export function createCallQueue<Call>(send: (id: number, call: Call) => void): CallQueue<Call> {
  let lastId = 0;
  let waitingFor: number | undefined;
  let next: { readonly call: Call } | undefined;
  const start = (call: Call): void => {
    lastId++;
    waitingFor = lastId;
    next = undefined;
    send(lastId, call);
  };
  return {
    ask: (call) => {
      if (waitingFor === undefined) start(call);
      else next = { call };
    },
    restart: start,
    settled: (id) => {
      if (id !== waitingFor) return false;
      waitingFor = undefined;
      if (next !== undefined) start(next.call);
      return true;
    },
    isBusy: () => waitingFor !== undefined,
  };
}
