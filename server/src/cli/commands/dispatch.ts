import { type Command, Option } from 'commander';
import { abiById, readRecordedFile, replay } from '../../core/index.js';
import {
  type BothSides,
  compatAbiOf,
  type DispatchOptions,
  type DispatchSource,
  dispatchMarkdown,
  matrixMarkdown,
  otherVersions,
  simulateIoctl,
  versionMatrix,
} from '../../ide/index.js';
import { abiFromId } from '../abiList.js';
import { type CliEnvironment, type IncludeOptions, isFileProblem } from '../cliHost.js';
import { headerAtRevision } from '../compat/headerAtRevision.js';
import { diagnosticPrinter } from '../diagnosticLines.js';
import type { ExitStatus } from '../exitStatus.js';
import { dispatchJson, matrixJson, replayJson } from '../format/dispatchJson.js';
import { dispatchText, matrixText, replayText } from '../format/dispatchText.js';
import { forEachHeader } from '../headers.js';
import { addCommonOptions, type CommonOptions, formatOption } from '../options.js';
import { openOutput } from '../output.js';
import { createStyle, type Style, wantsColor } from '../style.js';
import { UsageError } from '../usageError.js';

/** `uapi dispatch …`: what a kernel of another age does with these bytes. */
interface Options extends CommonOptions, DispatchOptions {
  readonly replay?: string;
  readonly format: 'text' | 'json' | 'markdown';
}

export function addDispatchCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const many = (flags: string, text: string): Option =>
    new Option(flags, text)
      .argParser((value: string, before: readonly string[] = []) => [...before, value])
      .default([], 'none');
  const command = program
    .command('dispatch')
    .summary('simulate what a kernel does with the bytes of a call')
    .description('Simulate an ioctl call step by step, compare versions of a structure, or predict recorded calls.')
    .argument('[file]', 'header with the command and its records')
    .option('--ioctl <name>', 'the command')
    .option('--model <id>', 'how the kernel takes its argument (default: switch)')
    .option('--compat', 'a 32-bit program on the kernel of the ABI')
    .option('--caller-struct <name>', "the caller's record (default: the command's)")
    .option('--caller-size <n>', "size of the caller's structure")
    .option(
      '--caller-version <what>',
      'the record in another file, in a git revision (REV or REV:PATH), or cut after:MEMBER',
    )
    .option('--kernel-struct <name>', "the kernel's record (default: the command's)")
    .option('--kernel-size <n>', "size of the kernel's structure")
    .option('--kernel-version <what>', 'the same for the kernel')
    .option('--min-size <n>', 'smallest size that the kernel takes, or after:MEMBER')
    .option('--bytes <hex>', "the caller's bytes")
    .addOption(many('--set <path=value>', 'a member of the caller (repeatable)'))
    .option('--random', 'random bytes of the caller, the same for the same seed')
    .option('--seed <n>', 'seed of --random', '1')
    .option('--cmd <number>', 'the number that the caller passes')
    .option('--fault-at <offset>', 'first byte that faults')
    .option('--read-only', 'the structure cannot be written')
    .addOption(many('--race <event:offset=hex>', 'another thread changes bytes before an event (repeatable)'))
    .addOption(many('--handler <result>', 'ret=N, errno=NAME or fd'))
    .addOption(many('--handler-write <offset=hex>', "bytes that the handler writes to the kernel's copy (repeatable)"))
    .addOption(many('--param <name=value>', 'a parameter of the model (repeatable)'))
    .option('--matrix', 'every version of the record as caller against every version as kernel')
    .option('--models <list>', 'models of the matrix (default: switch,kivity-extensible,drm,vfio-argsz,fwctl)')
    .option('--versions <list>', 'versions of the matrix: the last members of each, with commas')
    .option('--replay <vectors>', 'predict the recorded calls of a file')
    .addOption(formatOption('text', 'json', 'markdown'));
  addCommonOptions(command, 'ABI of the kernel (default: x86_64)');
  command.action(async (file: string | undefined, options: Options) => exit(await dispatch(file, options, env)));
}

async function dispatch(path: string | undefined, options: Options, env: CliEnvironment): Promise<ExitStatus> {
  const output = openOutput(options.output, env);
  const style = createStyle(wantsColor(options.color, options.output === undefined ? env : { ...env, isTty: false }));
  if (options.replay !== undefined) return replayFile(options.replay, options, env, output.write, style, output.finish);
  const source = await analyse(path, options, env);
  if (source === undefined) return 2;
  const text = options.matrix === true ? matrix(source, options, style) : simulate(source, options, style);
  output.write(text);
  output.finish();
  return source.hasError ? 1 : 0;
}

function replayFile(
  path: string,
  options: Options,
  env: CliEnvironment,
  write: (text: string) => void,
  style: Style,
  finish: () => void,
): ExitStatus {
  const text = env.host.readText(path);
  if (typeof text !== 'string' && isFileProblem(text)) throw new UsageError(text.message);
  const file = readRecordedFile(text as string);
  if (typeof file === 'string') throw new UsageError(`'${path}' ${file}`);
  const results = replay(file);
  write(options.format === 'json' ? `${replayJson(results)}\n` : replayText(results, style));
  finish();
  return results.some(({ verdict, isScored }) => isScored && verdict === 'mismatch') ? 1 : 0;
}

interface Source extends DispatchSource {
  /** A header has an error; the report is complete all the same. */
  readonly hasError: boolean;
}

async function analyse(path: string | undefined, options: Options, env: CliEnvironment): Promise<Source | undefined> {
  const abi = options.abi === undefined ? abiById('x86_64')! : abiFromId(options.abi);
  const callerAbi = options.compat === true ? compatAbiOf(abi) : abi;
  const paths = [...new Set([...(path === undefined ? [] : [path]), ...otherVersions(options)])];
  const analyses = new Map<string, BothSides>();
  let main: BothSides | undefined;
  const diagnostics = diagnosticPrinter(env, options.quiet === true);
  let hasError = false;
  const includes: IncludeOptions = {
    includeRoots: options.includeRoot,
    archIncludes: options.archInclude,
    ...(options.kernelTree === undefined ? {} : { kernelTree: options.kernelTree }),
  };
  const include = { ...options, abi: [...new Set([abi.id, callerAbi.id])].join(',') };
  for (const one of paths) {
    if (one !== path && env.host.expandPaths([one]).files.length === 0) {
      const { file, host } = headerAtRevision(one, path, includes, env);
      const [kernel, caller] = host.sessionFor(file, includes).analyze(file, [abi, callerAbi]);
      hasError = diagnostics.print([kernel]) || hasError;
      analyses.set(one, { kernel, caller: caller ?? kernel });
      continue;
    }
    const run = await forEachHeader(
      { paths: [one], options: include, defaultAbis: [abi] },
      env,
      ({ file, session }) => {
        const [kernel, caller] = session.analyze(file, [abi, callerAbi]);
        hasError = diagnostics.print([kernel]) || hasError;
        const pair = { kernel, caller: caller ?? kernel };
        analyses.set(one, pair);
        if (one === path) main = pair;
      },
    );
    // Its line is printed already.
    if (run.hasProblems) return undefined;
  }
  return { abi, callerAbi, kernel: main?.kernel, caller: main?.caller, hasError, others: analyses };
}

function simulate(source: Source, options: Options, style: Style): string {
  const { report, title, notes } = simulateIoctl(source, options);
  if (options.format === 'json') return `${dispatchJson(report)}\n`;
  return options.format === 'markdown' ? dispatchMarkdown(report, title) : dispatchText(report, title, style, notes);
}

function matrix(source: Source, options: Options, style: Style): string {
  const tables = versionMatrix(source, options);
  if (options.format === 'json') return `${matrixJson(tables)}\n`;
  return options.format === 'markdown' ? matrixMarkdown(tables) : matrixText(tables, style);
}
