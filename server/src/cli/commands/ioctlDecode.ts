import type { Command } from 'commander';
import { ALL_ABIS, decodeIoctlNumber, type HeaderAnalysis, type IoctlDefinition } from '../../core/index.js';
import { parseIoctlNumber } from '../../ide/index.js';
import { abiFamilies } from '../abiFamilies.js';
import { parseAbiList } from '../abiList.js';
import type { CliEnvironment } from '../cliHost.js';
import { diagnosticPrinter } from '../diagnosticLines.js';
import type { ExitStatus } from '../exitStatus.js';
import type { DecodedNumber, IoctlCandidate } from '../format/ioctlNumbers.js';
import { decodedJson, decodedText } from '../format/ioctlNumbers.js';
import { forEachHeader } from '../headers.js';
import { addCommonOptions, type CommonOptions, formatOption } from '../options.js';
import { openOutput } from '../output.js';
import { createStyle, wantsColor } from '../style.js';

/** `uapi ioctl decode NUMBER…`: what a number says on each family of ABIs, and which command of a header has it. */
interface DecodeOptions extends CommonOptions {
  readonly in: readonly string[];
  readonly format: 'text' | 'json';
}

export function addIoctlDecodeCommand(parent: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = parent
    .command('decode')
    .summary('take an ioctl number apart')
    .description('Take ioctl numbers apart, and look them up among the commands of headers.')
    .argument('<number...>', 'numbers in hexadecimal, octal or decimal; negative ones are read as an int')
    .option('--in <path...>', 'headers and folders to look the numbers up in', [])
    .addOption(formatOption('text', 'json'));
  addCommonOptions(command, 'ABIs: ids with commas, or all (default: the settings, else all)');
  command.action(async (numbers: readonly string[], options: DecodeOptions) =>
    exit(await decode(numbers, options, env)),
  );
}

async function decode(texts: readonly string[], options: DecodeOptions, env: CliEnvironment): Promise<ExitStatus> {
  const numbers = texts.map(parseIoctlNumber);
  const families = abiFamilies(options.abi === undefined ? ALL_ABIS : parseAbiList(options.abi));
  const candidates = new Map<string, CandidateInProgress>();
  const wanted = new Set(numbers);
  const diagnostics = diagnosticPrinter(env, options.quiet === true);
  let hasError = false;
  let hasProblems = false;
  if (options.in.length > 0) {
    const run = await forEachHeader({ paths: options.in, options, defaultAbis: ALL_ABIS }, env, (header) => {
      const analyses = header.session.analyze(header.file, header.abis);
      collectCandidates(analyses, wanted, candidates);
      hasError = diagnostics.print(analyses) || hasError;
    });
    hasProblems = run.hasProblems;
  }
  const decoded = numbers.map(
    (number): DecodedNumber => ({
      number,
      families: families.map(({ encoding, abis }) => ({
        abis: abis.map(({ id }) => id),
        fields: decodeIoctlNumber(number, encoding),
      })),
      candidates: [...candidates.values()].filter(({ definition }) => definition.value === number),
      isLookedUp: options.in.length > 0,
    }),
  );
  const output = openOutput(options.output, env);
  const style = createStyle(wantsColor(options.color, options.output === undefined ? env : { ...env, isTty: false }));
  output.write(options.format === 'json' ? decodedJson(decoded) : decodedText(decoded, style, env.cwd));
  output.finish();
  if (hasProblems) return 2;
  return hasError ? 1 : 0;
}

interface CandidateInProgress extends IoctlCandidate {
  readonly abis: string[];
}

/** Adds the commands that have one of the numbers on some ABI; the same command on several ABIs is one candidate. */
function collectCandidates(
  analyses: readonly HeaderAnalysis[],
  wanted: ReadonlySet<bigint>,
  into: Map<string, CandidateInProgress>,
): void {
  for (const { abi, ioctls } of analyses) {
    for (const definition of ioctls) {
      if (!wanted.has(definition.value)) continue;
      const key = candidateKey(definition);
      const known = into.get(key);
      if (known === undefined) into.set(key, { definition, abis: [abi.id], abiCount: analyses.length });
      else known.abis.push(abi.id);
    }
  }
}

function candidateKey({ name, value, range, argumentSizeBytes }: IoctlDefinition): string {
  return `${range.file.path}\0${range.start}\0${name}\0${value}\0${argumentSizeBytes}`;
}
