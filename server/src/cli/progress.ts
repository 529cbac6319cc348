import type { CliEnvironment } from './cliHost.js';

/** A counter on standard error for work over many headers. */
export interface Progress {
  readonly step: (name: string) => void;
  readonly clear: () => void;
}

/** Fewer headers than this are done before anyone wonders. */
const fewHeaders = 20;

/**
 * Shows `12/570 linux/vfio.h` on one line of standard error, when that is a terminal and the report itself goes
 * elsewhere; otherwise shows nothing.
 */
export function startProgress(total: number, env: CliEnvironment, isQuiet: boolean, toFile: boolean): Progress {
  if (isQuiet || !env.isStderrTty || (env.isTty && !toFile) || total < fewHeaders) {
    return { step: () => {}, clear: () => {} };
  }
  let done = 0;
  return {
    step: (name) => {
      done += 1;
      env.stderr(`\r\x1b[K${done}/${total} ${name}`);
    },
    clear: () => env.stderr('\r\x1b[K'),
  };
}
