import type { Command } from 'commander';
import { ALL_ABIS, type HeaderAnalysis } from '../../core/index.js';
import type { CliEnvironment } from '../cliHost.js';
import { diagnosticPrinter } from '../diagnosticLines.js';
import type { ExitStatus } from '../exitStatus.js';
import { forgetTexts, layoutDocument, layoutPieces } from '../format/layoutJson.js';
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
    for (const text of format.header(analyses)) output.write(text);
    forgetTexts();
    if (diagnostics.print(analyses)) hasError = true;
  });
  output.write(format.end);
  output.finish();
  if (run.hasProblems) return 2;
  return hasError ? 1 : 0;
}

interface LayoutFormat {
  readonly begin: string;
  /** The texts for one header, in order. */
  readonly header: (analyses: readonly HeaderAnalysis[]) => readonly string[];
  readonly end: string;
}

function formatter(options: LayoutOptions, env: CliEnvironment): LayoutFormat {
  switch (options.format) {
    case 'ndjson':
      return {
        begin: '',
        header: (analyses) => analyses.flatMap((analysis) => [...layoutPieces(analysis), '\n']),
        end: '',
      };
    case 'json': {
      const separator = separatorOf('\n', ',\n');
      return {
        begin: '{"schemaVersion":1,"files":[',
        header: (analyses) => analyses.map((analysis) => separator() + layoutDocument(analysis)),
        end: '\n]}\n',
      };
    }
    case 'text': {
      const toFile = options.output !== undefined;
      const style = createStyle(wantsColor(options.color, toFile ? { ...env, isTty: false } : env));
      const columns = env.isTty && !toFile ? env.columns : Number.POSITIVE_INFINITY;
      const separator = separatorOf('', '\n');
      return { begin: '', header: (analyses) => [separator() + layoutText(analyses, { style, columns })], end: '' };
    }
  }
}

/** What stands before an entry: `first` once, then `other`. */
function separatorOf(first: string, other: string): () => string {
  let next = first;
  return () => {
    const separator = next;
    next = other;
    return separator;
  };
}
