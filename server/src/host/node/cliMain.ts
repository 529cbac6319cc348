import { isatty } from 'node:tty';
import type { CliEnvironment } from '../../cli/cliHost.js';
import { runCli } from '../../cli/main.js';
import { builtinHeader } from '../../core/target/builtinHeaders.js';
import { createAnalysisSession } from '../../core/unit/analysisSession.js';
import { architectureOfMachine } from './architecture.js';
import { createFileStore } from './fileSystem.js';
import { createBuiltinHeaders } from './includeResolver.js';
import { createNodeHost } from './nodeHost.js';
import { createOutput } from './output.js';
import { pathStyleOf } from './paths.js';

/**
 * The executable `uapi` on Node: gives the command line the real machine, and ends with the status it asks for.
 */

/** Exit status for an error of the program itself, as for wrong usage (grep, diff and ruff do the same). */
const STATUS_INTERNAL_ERROR = 2;

async function main(): Promise<number> {
  // Whoever closes the pipe has seen enough (`uapi layout … | head`): that is no failure.
  const stdout = createOutput(1, () => process.exit(0));
  const stderr = createOutput(2, () => undefined);
  const cwd = process.cwd();
  const isTty = isatty(1);
  const environment: CliEnvironment = {
    stdout: stdout.write,
    stderr(text) {
      // Reports first, so that the two streams stay in order on a terminal.
      stdout.flush();
      stderr.write(text);
      stderr.flush();
    },
    isTty,
    isStderrTty: isatty(2),
    columns: isTty ? process.stdout.columns || 80 : 80,
    env: process.env,
    cwd,
    host: createNodeHost({
      store: createFileStore(pathStyleOf(process.platform)),
      machine: {
        systemRoot: process.platform === 'linux' ? '/usr/include' : undefined,
        architecture: architectureOfMachine(process.arch),
      },
      builtins: createBuiltinHeaders(builtinHeader),
      createSession: createAnalysisSession,
      stdin: () => process.stdin,
      cwd,
    }),
  };
  try {
    const status = await runCli(process.argv.slice(2), environment);
    stdout.flush();
    return status;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const trace = process.env.UAPI_DEBUG && error instanceof Error ? `${error.stack ?? ''}\n` : '';
    stderr.write(`uapi: internal error: ${reason.split('\n')[0]} (set UAPI_DEBUG=1 for the trace)\n${trace}`);
    stderr.flush();
    return STATUS_INTERNAL_ERROR;
  }
}

// All output is written by now, and an unread standard input must not keep the process alive.
main().then((status) => process.exit(status));
