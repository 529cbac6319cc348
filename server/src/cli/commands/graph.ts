import type { Command } from 'commander';
import type { CliEnvironment } from '../cliHost.js';
import type { ExitStatus } from '../exitStatus.js';
import type { GraphOptions } from '../graph/printGraph.js';
import { addReportOptions, formatOption } from '../options.js';

/** `uapi graph PATH…`: who calls whom in the sources of a driver, and in which user-access context. */
export function addGraphCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('graph')
    .summary("print the call graph of a driver's sources")
    .description(
      'Print who calls whom in the sources of a driver, with the user-access contexts of its functions (uapi-ctx). Files of ' +
        'one call are one graph.',
    )
    .argument('<path...>', 'sources and folders of sources')
    .option('--from <function>', 'what the function calls, directly or not')
    .option('--to <function>', 'what calls the function, directly or not; with --from, what lies between')
    .option('--context <name>', 'the functions of a user-access context')
    .option('--config <file>', 'settings file (default: the nearest .uapi.json above the first path)')
    .addOption(formatOption('text', 'dot'));
  addReportOptions(command);
  command.action(async (paths: readonly string[], options: GraphOptions) => {
    // Whoever has only headers loads nothing of what reads sources.
    const { printGraph } = await import('../graph/printGraph.js');
    exit(printGraph(paths, options, env));
  });
}
