import { createReadStream, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import type { CliEnvironment } from '../../cli/cliHost.js';
import { runCli } from '../../cli/main.js';
import { allRules, builtinHeader, createAnalysisSession } from '../../core/index.js';
import { architectureOfMachine } from '../common/architecture.js';
import { createBuiltinHeaders } from '../common/includeResolver.js';
import { pathStyleOf } from '../common/paths.js';
import { createFileStore, problemOfError } from './fileSystem.js';
import { createGit } from './git.js';
import { createNodeHost } from './nodeHost.js';
import { createOutput, type Output } from './output.js';

/**
 * The executable `uapi` on Node: gives the command line the real machine, and ends with the status it asks for.
 */

/** The folder of the bundle, which is CommonJS (`server/bin/loadBundle.js`). */
declare const __dirname: string;

/** Exit status for whatever is no answer: wrong usage, unreadable input, an error of the program itself. */
const STATUS_TROUBLE = 2;

async function main(): Promise<number> {
  const stderr = createOutput(2, () => undefined);
  const stdout = createOutput(1, (reason) => {
    // Whoever closes the pipe has seen enough (`uapi layout … | head`): that is no failure.
    if (reason === 'closed') process.exit(0);
    stderr.write(`uapi: ${problemOfError('standard output', reason, 'write').message}\n`);
    stderr.flush();
    process.exit(STATUS_TROUBLE);
  });
  try {
    const status = await runCli(process.argv.slice(2), environmentOf(stdout, stderr));
    stdout.flush();
    return status;
  } catch (error) {
    // runCli reports its own errors; what comes here is a machine in trouble (a working directory that was removed).
    stderr.write(`uapi: internal error: ${error instanceof Error ? error.message : String(error)}\n`);
    stderr.flush();
    return STATUS_TROUBLE;
  }
}

function environmentOf(stdout: Output, stderr: Output): CliEnvironment {
  const cwd = process.cwd();
  const isTty = isatty(1);
  const style = pathStyleOf(process.platform);
  return {
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
    rules: allRules,
    loadDriverRoom: () => import('../../core/driverIndex.js'),
    host: createNodeHost({
      store: createFileStore(style),
      machine: {
        systemRoot: process.platform === 'linux' ? '/usr/include' : undefined,
        architecture: architectureOfMachine(process.arch),
      },
      builtins: createBuiltinHeaders(builtinHeader),
      createSession: createAnalysisSession,
      stdin: standardInput,
      git: createGit(process.env, style),
      rulePagesPath: join(__dirname, 'rule-pages.json'),
      cwd,
    }),
  };
}

/** A folder as standard input is an error of reading; `process.stdin` would take it for an empty file. */
function standardInput(): AsyncIterable<Uint8Array> {
  return fstatSync(0).isDirectory() ? createReadStream('', { fd: 0 }) : process.stdin;
}

// All output is written by now, and an unread standard input must not keep the process alive.
main().then((status) => process.exit(status));
