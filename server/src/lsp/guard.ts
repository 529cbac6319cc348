/** One request may fail without taking the server with it: the fault is logged, and the client gets no answer. */
export type Log = (message: string) => void;

export function guarded<A extends readonly unknown[], R>(
  name: string,
  log: Log,
  nothing: R,
  work: (...args: A) => R,
): (...args: A) => R {
  return (...args) => {
    try {
      return work(...args);
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(`${name} failed: ${reason}; please report this`);
      return nothing;
    }
  };
}
