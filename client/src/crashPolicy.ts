/**
 * How often a server that ends by itself is started again. Two crashes may be bad luck; the third within the time says
 * that the next start will end in the same way, so the user decides.
 */
export interface CrashPolicy {
  /** To be called at each crash; false: leave it stopped. @param now milliseconds */
  readonly mayRestart: (now: number) => boolean;
  /** The user started it again: what was before does not count. */
  readonly forget: () => void;
}

const CRASHES_TO_GIVE_UP = 3;
const WINDOW_MILLISECONDS = 5 * 60 * 1000;

export function createCrashPolicy(): CrashPolicy {
  let crashes: readonly number[] = [];
  return {
    mayRestart(now) {
      crashes = [...crashes.filter((time) => now - time < WINDOW_MILLISECONDS), now];
      return crashes.length < CRASHES_TO_GIVE_UP;
    },
    forget() {
      crashes = [];
    },
  };
}
