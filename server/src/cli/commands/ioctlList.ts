import type { Command } from 'commander';
import { ALL_ABIS, type HeaderAnalysis } from '../../core/index.js';
import type { CliEnvironment } from '../cliHost.js';
import { diagnosticPrinter } from '../diagnosticLines.js';
import type { ExitStatus } from '../exitStatus.js';
import { ioctlListJson, ioctlListText } from '../format/ioctlList.js';
import { forEachHeader } from '../headers.js';
import { addCommonOptions, type CommonOptions, formatOption } from '../options.js';
import { openOutput } from '../output.js';
import { createStyle, wantsColor } from '../style.js';

/** `uapi ioctl list FILE…`: the ioctl commands that headers define. */
interface IoctlListOptions extends CommonOptions {
  readonly format: 'text' | 'json';
}

export function addIoctlListCommand(parent: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = parent
    .command('list')
    .summary('print the ioctl commands of headers')
    .description('Print the ioctl commands that headers define, with their numbers on each ABI.')
    .argument('<file...>', 'headers and folders, or - for standard input')
    .addOption(formatOption('text', 'json'));
  addCommonOptions(command, 'ABIs: ids with commas, or all (default: the settings, else all)');
  command.action(async (paths: readonly string[], options: IoctlListOptions) => exit(await list(paths, options, env)));
}

async function list(paths: readonly string[], options: IoctlListOptions, env: CliEnvironment): Promise<ExitStatus> {
  const output = openOutput(options.output, env);
  const diagnostics = diagnosticPrinter(env, options.quiet === true);
  const style = createStyle(wantsColor(options.color, options.output === undefined ? env : { ...env, isTty: false }));
  const headers: (readonly HeaderAnalysis[])[] = [];
  let hasError = false;
  const run = await forEachHeader({ paths, options, defaultAbis: ALL_ABIS }, env, ({ file, session, abis }) => {
    const analyses = session.analyze(file, abis);
    if (analyses.some(({ ioctls }) => ioctls.length > 0)) headers.push(analyses);
    hasError = diagnostics.print(analyses) || hasError;
  });
  output.write(options.format === 'json' ? ioctlListJson(headers) : ioctlListText(headers, run.fileCount, style));
  output.finish();
  if (run.hasProblems) return 2;
  return hasError ? 1 : 0;
}
