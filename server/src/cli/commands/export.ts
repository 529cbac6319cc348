import { Argument, type Command } from 'commander';
import { ALL_ABIS, type HeaderAnalysis, layoutFile, staticAsserts } from '../../core/index.js';
import type { CliEnvironment } from '../cliHost.js';
import { diagnosticPrinter } from '../diagnosticLines.js';
import type { ExitStatus } from '../exitStatus.js';
import { forEachHeader } from '../headers.js';
import { addCommonOptions, type CommonOptions } from '../options.js';
import { openOutput } from '../output.js';

/** `uapi export FORMAT FILE`: text made from a header's layout, for use elsewhere. */
const exporters: Readonly<Record<string, (analyses: readonly HeaderAnalysis[]) => string>> = {
  'static-asserts': staticAsserts,
  json: layoutFile,
};

export function addExportCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('export')
    .summary("print a header's layout as C11 assertions or JSON")
    .description(
      "Print text made from a header's layout: static-asserts is a C11 file that checks it on each ABI, " +
        'json is a stable file to keep beside the header.',
    )
    .addArgument(new Argument('<format>', 'what to make').choices(Object.keys(exporters)))
    .argument('<file>', 'header, or - for standard input');
  addCommonOptions(command, 'ABIs: ids with commas, or all (default: the settings, else all)');
  command.action(async (format: string, path: string, options: CommonOptions) =>
    exit(await exportLayout(exporters[format], path, options, env)),
  );
}

async function exportLayout(
  exporter: (analyses: readonly HeaderAnalysis[]) => string,
  path: string,
  options: CommonOptions,
  env: CliEnvironment,
): Promise<ExitStatus> {
  const output = openOutput(options.output, env);
  const diagnostics = diagnosticPrinter(env, options.quiet === true);
  let hasError = false;
  const run = await forEachHeader({ paths: [path], options, defaultAbis: ALL_ABIS }, env, ({ file, session, abis }) => {
    const analyses = session.analyze(file, abis);
    output.write(exporter(analyses));
    hasError = diagnostics.print(analyses) || hasError;
  });
  output.finish();
  if (run.hasProblems) return 2;
  return hasError ? 1 : 0;
}
