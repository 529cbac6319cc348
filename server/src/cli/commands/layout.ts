import type { Command } from 'commander';
import { ALL_ABIS } from '../../core/target/abis.js';
import type { HeaderAnalysis } from '../../core/unit/headerAnalysis.js';
import type { CliEnvironment } from '../cliHost.js';
import { diagnosticPrinter } from '../diagnosticLines.js';
import type { ExitStatus } from '../exitStatus.js';
import { layoutDocument } from '../format/layoutJson.js';
import { layoutText } from '../format/layoutText.js';
import { forEachHeader } from '../headers.js';
import { addCommonOptions, type CommonOptions, formatOption } from '../options.js';
import { openOutput } from '../output.js';
import { createStyle, wantsColor } from '../style.js';

/** `uapi layout FILE…`: records, enums, macros and ioctls with their values, on each ABI. */
interface LayoutOptions extends CommonOptions {
  readonly format: 'text' | 'json' | 'ndjson';
}

export function addLayoutCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('layout')
    .summary('print records, enums, macros and ioctls on each ABI')
    .description(
      'Print the records, enums, integer macros and ioctl commands that headers declare, as each ABI has them.',
    )
    .argument('<file...>', 'headers and folders, or - for standard input')
    .addOption(formatOption('text', 'json', 'ndjson'));
  addCommonOptions(command, 'ABIs: ids with commas, or all (default: the settings, else all)');
  command.action(async (paths: readonly string[], options: LayoutOptions) => exit(await layout(paths, options, env)));
}

async function layout(paths: readonly string[], options: LayoutOptions, env: CliEnvironment): Promise<ExitStatus> {
  const output = openOutput(options.output, env);
  const diagnostics = diagnosticPrinter(env, options.quiet === true);
  const format = formatter(options, env);
  let hasError = false;
  output.write(format.begin);
  const run = await forEachHeader({ paths, options, defaultAbis: ALL_ABIS }, env, ({ file, session, abis }) => {
    const analyses = session.analyze(file, abis);
    output.write(format.header(analyses));
    if (diagnostics.print(analyses)) hasError = true;
  });
  output.write(format.end);
  output.finish();
  if (run.hasProblems) return 2;
  return hasError ? 1 : 0;
}

interface LayoutFormat {
  readonly begin: string;
  readonly header: (analyses: readonly HeaderAnalysis[]) => string;
  readonly end: string;
}

function formatter(options: LayoutOptions, env: CliEnvironment): LayoutFormat {
  switch (options.format) {
    case 'ndjson':
      return {
        begin: '',
        header: (analyses) => analyses.map((analysis) => `${layoutDocument(analysis)}\n`).join(''),
        end: '',
      };
    case 'json': {
      let separator = '\n';
      return {
        begin: '{"schemaVersion":1,"files":[',
        header: (analyses) => {
          const text = separator + analyses.map((analysis) => layoutDocument(analysis)).join(',\n');
          separator = ',\n';
          return text;
        },
        end: '\n]}\n',
      };
    }
    case 'text': {
      const toFile = options.output !== undefined;
      const style = createStyle(wantsColor(options.color, toFile ? { ...env, isTty: false } : env));
      const columns = env.isTty && !toFile ? env.columns : Number.POSITIVE_INFINITY;
      let separator = '';
      return {
        begin: '',
        header: (analyses) => {
          const text = separator + layoutText(analyses, { style, columns });
          separator = '\n';
          return text;
        },
        end: '',
      };
    }
  }
}
