// How a bundled suite runs: mocha is told of the tests by calls, not by files, and its report goes to a file, since the
// console of the extension host is shared with everything that VS Code logs.

import { appendFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

/** How long one test may wait for what never comes, in milliseconds. */
const patience = 60_000;

/**
 * Runs the suites that `define` makes; rejects when a test failed.
 * @param define calls `suite` of mocha
 */
export function runMocha(define: () => void): Promise<void> {
  const report = process.env.UAPI_TEST_REPORT;
  if (report === undefined) throw new Error('UAPI_TEST_REPORT names no file: start the suite by runElectron.mjs.');
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: patience, forbidOnly: true, forbidPending: true });
  if (process.env.UAPI_TEST_GREP !== undefined) mocha.grep(process.env.UAPI_TEST_GREP);
  const base = Mocha.reporters.Base as unknown as { consoleLog: (...args: unknown[]) => void };
  base.consoleLog = (...args) => appendFileSync(report, `${format(...args)}\n`);
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, 'suite', mocha);
  define();
  return new Promise((fulfil, reject) => {
    mocha.run((failures) => (failures === 0 ? fulfil() : reject(new Error(`${failures} tests failed`))));
  });
}

/** A line for people in the report, such as a measured time. */
export function note(text: string): void {
  appendFileSync(process.env.UAPI_TEST_REPORT ?? '/dev/stderr', `      ${text}\n`);
}
