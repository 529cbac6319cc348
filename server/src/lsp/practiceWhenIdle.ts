/** Lets the server practise (`ide/practice.ts`) while nobody asks anything. */
import { practice } from '../ide/index.js';
import { afterTheRest } from './guard.js';

/** Milliseconds without a message before practice goes on. */
const QUIET = 10;

/** @param lastMessage when the client last sent something, as `performance.now()` tells time */
export function practiseWhenIdle(lastMessage: () => number, log: (message: string) => void): void {
  const steps = practice();
  const goOn = (): void => {
    const quietFor = performance.now() - lastMessage();
    if (quietFor < QUIET) {
      setTimeout(goOn, QUIET - quietFor);
      return;
    }
    try {
      if (steps.next().done === true) return;
    } catch (error) {
      log(`practice failed: ${error instanceof Error ? error.stack : error}; please report this`);
      return;
    }
    // What came during the step is read, and answered, before the next.
    afterTheRest(goOn);
  };
  afterTheRest(goOn);
}
