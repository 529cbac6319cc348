/** Lets the server practise (`ide/practice.ts`) while nobody asks anything. */
import { practice } from '../ide/index.js';

/** Milliseconds without a message before practice goes on, and of practice between two looks at the messages. */
const QUIET = 40;
const SLICE = 8;

/** @param lastMessage when the client last sent something, as `performance.now()` tells time */
export function practiseWhenIdle(lastMessage: () => number, log: (message: string) => void): void {
  const steps = practice();
  const goOn = (): void => {
    const quietFor = performance.now() - lastMessage();
    if (quietFor < QUIET) {
      setTimeout(goOn, QUIET - quietFor);
      return;
    }
    const until = performance.now() + SLICE;
    try {
      while (performance.now() < until) if (steps.next().done === true) return;
    } catch (error) {
      log(`practice failed: ${error instanceof Error ? error.stack : error}; please report this`);
      return;
    }
    setTimeout(goOn, 1);
  };
  setTimeout(goOn, 1);
}
