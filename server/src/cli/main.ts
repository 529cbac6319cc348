import { Command, CommanderError } from 'commander';
import type { CliEnvironment } from './cliHost.js';
import { addCheckCommand } from './commands/check.js';
import { addDiffCommand } from './commands/diff.js';
import { addDispatchCommand } from './commands/dispatch.js';
import { addExplainCommand } from './commands/explain.js';
import { addExportCommand } from './commands/export.js';
import { addGraphCommand } from './commands/graph.js';
import { addIoctlCommand } from './commands/ioctl.js';
import { addLayoutCommand } from './commands/layout.js';
import { addLspCommand } from './commands/lsp.js';
import { addPreprocessCommand } from './commands/preprocess.js';
import type { ExitStatus } from './exitStatus.js';
import { UsageError } from './usageError.js';
import { version } from './version.js';

/**
 * The command line. Each command is one file in `commands/`; what it prints is made in `format/`. Reports go to
 * standard output, everything else to standard error, one line for each error.
 *
 * @param argv the arguments after the program's name
 * @returns the exit status: 0, 1 (findings, or an error in a header) or 2 (usage, unreadable input, internal error)
 */
export async function runCli(argv: readonly string[], env: CliEnvironment): Promise<number> {
  let status: ExitStatus = 0;
  const program = createProgram(env, (value) => {
    status = value;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    env.stderr(`uapi: ${error instanceof UsageError ? error.message : internalError(error)}\n`);
    return 2;
  }
}

function createProgram(env: CliEnvironment, exit: (status: ExitStatus) => void): Command {
  const program = new Command('uapi')
    .description('Layouts, ioctl numbers and reviews of Linux uapi headers.')
    .version(`uapi ${version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({
      writeOut: env.stdout,
      writeErr: env.stderr,
      getOutHelpWidth: () => env.columns,
      getErrHelpWidth: () => env.columns,
      outputError: (message, write) => write(`uapi: ${oneLine(message)}\n`),
    });
  addCheckCommand(program, env, exit);
  addLayoutCommand(program, env, exit);
  addIoctlCommand(program, env, exit);
  addDispatchCommand(program, env, exit);
  addPreprocessCommand(program, env, exit);
  addDiffCommand(program, env, exit);
  addExportCommand(program, env, exit);
  addGraphCommand(program, env, exit);
  addExplainCommand(program, env, exit);
  addLspCommand(program);
  return program;
}

const examples = `
Examples:
  uapi check include/uapi/linux/foo.h           what a reviewer would say
  uapi layout --abi x86_64,i386 foo.h           offsets and sizes side by side
  uapi ioctl decode 0xc0185879 --in linux/      what a number says, and whose it is
  uapi diff v6.12 v6.13 -- include/uapi         what breaks programs that are built already
  uapi dispatch foo.h --ioctl FOO --model fwctl  what a kernel does with these bytes
  uapi export static-asserts foo.h              the layout as C11 assertions
  uapi graph drivers/vhost --to __get_user      who calls it, directly or not

Exit status: 0 nothing to report, 1 findings or an error in a header, 2 wrong usage or unreadable input.`;

/** commander writes `error: …` and puts its suggestion on a second line. */
function oneLine(message: string): string {
  const text = message.trim().replace(/^error: /, '');
  return text.replace(/\s*\n\s*\(Did you mean ([^?]*)\?\)/, " (did you mean '$1'?)").replace(/\s*\n\s*/g, ' ');
}

function internalError(error: unknown): string {
  const reason =
    error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ') : String(error);
  return `internal error: ${reason.replace(/\s+/g, ' ')}; please report this`;
}
