import type { Command } from 'commander';
import { ALL_ABIS, abiById } from '../../core/index.js';
import { abiFromId } from '../abiList.js';
import type { CliEnvironment } from '../cliHost.js';
import { diagnosticPrinter } from '../diagnosticLines.js';
import type { ExitStatus } from '../exitStatus.js';
import { tokensNdjson } from '../format/tokensNdjson.js';
import { tokensText } from '../format/tokensText.js';
import { forEachHeader } from '../headers.js';
import { addCommonOptions, type CommonOptions, formatOption } from '../options.js';
import { openOutput } from '../output.js';
import { printable } from '../plainText.js';
import { UsageError } from '../usageError.js';

/** `uapi preprocess FILE`: the token stream of one header on one ABI, as `gcc -E -P` has it. */
interface PreprocessOptions extends CommonOptions {
  readonly format: 'text' | 'ndjson';
}

export function addPreprocessCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('preprocess')
    .summary('print the tokens of a header after preprocessing')
    .description('Print the token stream of one header after preprocessing, on one ABI.')
    .argument('<file>', 'header, or - for standard input')
    .addOption(formatOption('text', 'ndjson'));
  addCommonOptions(command, 'the ABI (default: the first of the settings, else x86_64)');
  command.action(async (path: string, options: PreprocessOptions) => exit(await preprocess(path, options, env)));
}

/** Codes of what preprocessing itself finds; what the tokens mean as C is not its matter. */
const earlyPhases = /^(lex|preprocess|limit)\//;

async function preprocess(path: string, options: PreprocessOptions, env: CliEnvironment): Promise<ExitStatus> {
  // Checked here, since a list is no answer to the question which ABI.
  if (options.abi !== undefined) abiFromId(options.abi);
  if (env.host.expandPaths([path]).files.some((file) => file !== path)) {
    throw new UsageError(`'${printable(path)}' is a folder; uapi preprocess takes one header`);
  }
  const output = openOutput(options.output, env);
  const diagnostics = diagnosticPrinter(env, options.quiet === true);
  const defaultAbis = [abiById('x86_64') ?? ALL_ABIS[0]];
  let hasError = false;
  const run = await forEachHeader({ paths: [path], options, defaultAbis }, env, ({ file, session, abis }) => {
    const [abi] = abis;
    const tokens = session.preprocess(file, abi);
    output.write(options.format === 'ndjson' ? tokensNdjson(tokens) : tokensText(tokens));
    const analyses = session.analyze(file, [abi]).map((analysis) => ({
      ...analysis,
      diagnostics: analysis.diagnostics.filter(({ code }) => earlyPhases.test(code)),
    }));
    hasError = diagnostics.print(analyses) || hasError;
  });
  output.finish();
  if (run.hasProblems) return 2;
  return hasError ? 1 : 0;
}
