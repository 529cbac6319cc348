import { type Command, Option } from 'commander';
import {
  type Abi,
  abiById,
  compatibilityMatrix,
  type DispatchModel,
  type HandlerEffect,
  type HeaderAnalysis,
  type IoctlDefinition,
  parameterDefaults,
  possibleVersions,
  type RecordLayout,
  readRecordedFile,
  replay,
  type StructVersion,
  simulateCall,
  sizePlace,
} from '../../core/index.js';
import { abiFromId } from '../abiList.js';
import { type CliEnvironment, type IncludeOptions, isFileProblem } from '../cliHost.js';
import { headerAtRevision } from '../compat/headerAtRevision.js';
import { diagnosticPrinter } from '../diagnosticLines.js';
import {
  type HandlerResult,
  parseBytesAt,
  parseHandler,
  parseModel,
  parseParameter,
  parseRace,
  parseSize,
} from '../dispatchArguments.js';
import { type AttributeReport, attributeReport } from '../dispatchAttributes.js';
import { callerBytes } from '../dispatchBytes.js';
import { compatAbiOf, findIoctl, type Side, sideOf, sizeAfterMember } from '../dispatchRecords.js';
import type { ExitStatus } from '../exitStatus.js';
import { dispatchJson, matrixJson, replayJson } from '../format/dispatchJson.js';
import { dispatchMarkdown, matrixMarkdown } from '../format/dispatchMarkdown.js';
import { dispatchText, matrixText, replayText } from '../format/dispatchText.js';
import { forEachHeader } from '../headers.js';
import { parseIoctlNumber } from '../ioctlArguments.js';
import { addCommonOptions, type CommonOptions, formatOption } from '../options.js';
import { openOutput } from '../output.js';
import { createStyle, type Style, wantsColor } from '../style.js';
import { UsageError } from '../usageError.js';

/** `uapi dispatch …`: what a kernel of another age does with these bytes. */
export interface DispatchOptions extends CommonOptions {
  readonly ioctl?: string;
  readonly model?: string;
  readonly compat?: boolean;
  readonly callerStruct?: string;
  readonly callerSize?: string;
  readonly callerVersion?: string;
  readonly kernelStruct?: string;
  readonly kernelSize?: string;
  readonly kernelVersion?: string;
  readonly minSize?: string;
  readonly bytes?: string;
  readonly set: readonly string[];
  readonly random?: boolean;
  readonly seed: string;
  readonly cmd?: string;
  readonly faultAt?: string;
  readonly readOnly?: boolean;
  readonly race: readonly string[];
  readonly handler: readonly string[];
  readonly handlerWrite: readonly string[];
  readonly param: readonly string[];
  readonly matrix?: boolean;
  readonly models?: string;
  readonly versions?: string;
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
  command.action(async (file: string | undefined, options: DispatchOptions) =>
    exit(await dispatch(file, options, env)),
  );
}

async function dispatch(path: string | undefined, options: DispatchOptions, env: CliEnvironment): Promise<ExitStatus> {
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
  options: DispatchOptions,
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

interface Source {
  readonly abi: Abi;
  readonly callerAbi: Abi;
  readonly kernel: HeaderAnalysis | undefined;
  readonly caller: HeaderAnalysis | undefined;
  /** A header has an error; the report is complete all the same. */
  readonly hasError: boolean;
  readonly others: ReadonlyMap<string, { readonly kernel: HeaderAnalysis; readonly caller: HeaderAnalysis }>;
}

async function analyse(
  path: string | undefined,
  options: DispatchOptions,
  env: CliEnvironment,
): Promise<Source | undefined> {
  const abi = options.abi === undefined ? abiById('x86_64')! : abiFromId(options.abi);
  const callerAbi = options.compat === true ? compatAbiOf(abi) : abi;
  const versions = [options.callerVersion, options.kernelVersion].filter(
    (version): version is string => version !== undefined && !version.startsWith('after:'),
  );
  const paths = [...new Set([...(path === undefined ? [] : [path]), ...versions])];
  const analyses = new Map<string, { kernel: HeaderAnalysis; caller: HeaderAnalysis }>();
  let main: { kernel: HeaderAnalysis; caller: HeaderAnalysis } | undefined;
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

interface Target {
  readonly ioctl: IoctlDefinition | undefined;
  readonly caller: Side;
  readonly kernel: Side;
  readonly minSize: number;
}

function targetOf(source: Source, options: DispatchOptions): Target {
  const { kernel: analysis } = source;
  if (analysis === undefined && options.callerSize === undefined && options.bytes === undefined) {
    const alone = ['vfs', 'vfio-mediated'].includes(options.model ?? '');
    if (!alone) throw new UsageError('dispatch needs a FILE with --ioctl NAME, or --replay VECTORS');
  }
  if (options.ioctl !== undefined && analysis === undefined) throw new UsageError('--ioctl needs a FILE');
  const ioctl = options.ioctl === undefined ? undefined : findIoctl(analysis!, options.ioctl);
  if (analysis !== undefined && ioctl === undefined && options.callerStruct === undefined) {
    throw new UsageError('name a command with --ioctl NAME, or a record with --caller-struct NAME');
  }
  const record = ioctl?.argumentRecord ?? sizeFirstRecord(analysis, options.ioctl);
  const open = (which: 'kernel' | 'caller') => (path: string) => source.others.get(path)![which];
  const bytesSize =
    analysis === undefined ? String((options.bytes ?? '').replace(/^0x|[\s_]/g, '').length / 2) : undefined;
  const callerSize = options.callerSize ?? bytesSize;
  const sizeText = (size: string | undefined): { size?: string } => (size === undefined ? {} : { size });
  const caller = sideOf(
    'caller',
    { ...pick(options.callerStruct, options.callerVersion), ...sizeText(callerSize) },
    record,
    source.caller,
    open('caller'),
  );
  const kernelSize = options.kernelSize ?? (analysis === undefined ? callerSize : undefined);
  const kernel = sideOf(
    'kernel',
    { ...pick(options.kernelStruct ?? options.callerStruct, options.kernelVersion), ...sizeText(kernelSize) },
    record,
    source.kernel,
    open('kernel'),
  );
  if (kernel.sizeBytes > largestKernelSize) {
    throw new UsageError(
      `the kernel's structure has ${kernel.sizeBytes} bytes; the simulation holds ${largestKernelSize} at most`,
    );
  }
  return { ioctl, caller, kernel, minSize: minSizeOf(options, kernel, caller) };
}

const largestKernelSize = 65536;

function pick(struct: string | undefined, version: string | undefined): { struct?: string; version?: string } {
  return { ...(struct === undefined ? {} : { struct }), ...(version === undefined ? {} : { version }) };
}

/** An `_IO` command has no argument type; by custom the record has the command's name in lower case. */
function sizeFirstRecord(analysis: HeaderAnalysis | undefined, command: string | undefined): string | undefined {
  if (analysis === undefined || command === undefined) return undefined;
  const lower = command.toLowerCase();
  const names = analysis.records.map(({ name }) => name);
  return names.find((name) => name === lower) ?? names.find((name) => lower.endsWith(name) || name.endsWith(lower));
}

function minSizeOf({ minSize }: DispatchOptions, kernel: Side, caller: Side): number {
  if (minSize === undefined) return Math.min(kernel.sizeBytes, caller.sizeBytes);
  if (!minSize.startsWith('after:')) return parseSize(minSize, '--min-size');
  if (kernel.layout === undefined) throw new UsageError('--min-size after:MEMBER needs a record');
  return sizeAfterMember(kernel.layout, minSize.slice('after:'.length), 'the record');
}

function commandFields(ioctl: IoctlDefinition | undefined): {
  direction: 'none' | 'r' | 'w' | 'rw';
  type: number;
  nr: number;
} {
  const direction = ioctl?.direction;
  const plain = direction === 'none' || direction === 'r' || direction === 'w' || direction === 'rw';
  return { direction: plain ? direction : 'rw', type: ioctl?.type ?? 0, nr: ioctl?.nr ?? 0 };
}

function simulate(source: Source, options: DispatchOptions, style: Style): string {
  const model = parseModel(options.model ?? 'switch');
  const { ioctl, caller, kernel, minSize } = targetOf(source, options);
  const parameters = Object.fromEntries(options.param.map((text) => parseParameter(text, model)));
  const { bytes, fillsSizeWord } = callerBytes(options, caller, source.callerAbi, model, parameters);
  const faultAt = options.faultAt === undefined ? undefined : parseSize(options.faultAt, '--fault-at');
  if (faultAt !== undefined && faultAt > caller.sizeBytes + 65536) {
    throw new UsageError(`--fault-at ${faultAt} lies far behind the caller's ${caller.sizeBytes} bytes`);
  }
  const fields = commandFields(ioctl);
  // An _IO command of the size-first style moves data that its number does not tell; other styles would say so.
  const place = sizePlace(model.id, { ...parameterDefaults(model), ...parameters });
  const isTranslated = fields.direction === 'none' && place === 'command' && options.cmd === undefined;
  const attribute =
    model.id === 'kvm-device-attr' && source.kernel !== undefined
      ? attributeReport(
          source.kernel,
          Number(options.cmd === undefined ? (ioctl?.value ?? 0n) : parseIoctlNumber(options.cmd)),
          bytes,
        )
      : undefined;
  const report = simulateCall({
    model,
    abi: source.abi,
    command: { ...fields, direction: isTranslated ? 'rw' : fields.direction },
    ...(options.cmd === undefined
      ? callerNumber(source, ioctl, options, model)
      : { number: Number(parseIoctlNumber(options.cmd)) }),
    callerSize: caller.sizeBytes,
    kernelSize: kernel.sizeBytes,
    minSize,
    bytes,
    fillsSizeWord,
    ...(faultAt === undefined ? {} : { faultAt }),
    isReadonly: options.readOnly === true,
    handler: handlerOf(options),
    mutations: options.race.map(parseRace),
    parameters: { ...annotated(attribute), ...parameters },
  });
  const title = `${ioctl?.name ?? options.callerStruct ?? 'A call'} under ${model.id}${isTranslated ? ', as _IOWR' : ''}: ${model.title}`;
  if (options.format === 'json') return `${dispatchJson(report)}\n`;
  return options.format === 'markdown'
    ? dispatchMarkdown(report, title)
    : dispatchText(report, title, style, attribute?.lines);
}

/** The payload that an annotation describes. */
function annotated(attribute: AttributeReport | undefined): Readonly<Record<string, number>> {
  const size = attribute?.annotation?.payloadBytes;
  return size === undefined ? {} : { 'payload-size': size };
}

/** Models that take the number as it stands in the header, whatever the sizes are. */
const fixedNumber: ReadonlySet<string> = new Set([
  'vfs',
  'kvm-device-attr',
  'trailing-array',
  'header-then-memdup',
  'copy-before-match',
]);

function callerNumber(
  { kernel }: Source,
  ioctl: IoctlDefinition | undefined,
  options: DispatchOptions,
  model: DispatchModel,
): { number?: number } {
  if (ioctl === undefined || kernel === undefined || !fixedNumber.has(model.id)) return {};
  return options.callerSize === undefined ? { number: Number(ioctl.value) } : {};
}

function handlerOf({ handler, handlerWrite }: DispatchOptions): HandlerEffect {
  const results: HandlerResult[] = handler.map(parseHandler);
  return {
    ...Object.assign({}, ...results),
    writes: handlerWrite.map((text) => parseBytesAt(text, '--handler-write')),
  };
}

const matrixModels = 'switch,kivity-extensible,drm,vfio-argsz,fwctl';

function matrix(source: Source, options: DispatchOptions, style: Style): string {
  const models = (options.models ?? options.model ?? matrixModels).split(',').map((id) => parseModel(id.trim()));
  const { ioctl, kernel } = targetOf(source, options);
  if (kernel.layout === undefined) throw new UsageError('--matrix needs a record; give --kernel-struct NAME');
  const versions = versionsOf(options, kernel.layout);
  const tables = compatibilityMatrix({
    models,
    versions,
    abi: source.abi,
    command: commandFields(ioctl),
  });
  if (options.format === 'json') return `${matrixJson(tables)}\n`;
  return options.format === 'markdown' ? matrixMarkdown(tables) : matrixText(tables, style);
}

/** The versions named by their last members; else every member at which the structure may have ended. */
function versionsOf(options: DispatchOptions, layout: RecordLayout): readonly StructVersion[] {
  if (options.versions === undefined) {
    const least =
      options.minSize === undefined ? 8 : minSizeOf(options, { sizeBytes: 8, layout }, { sizeBytes: 8, layout });
    const versions = possibleVersions(layout, least);
    if (versions.length > 12)
      throw new UsageError(
        `the record may have ended at ${versions.length} members; name the versions with --versions LIST`,
      );
    return versions.map(({ sizeBytes }, index) => ({ name: `v${index + 1}`, sizeBytes }));
  }
  return options.versions.split(',').map((member, index) => ({
    name: `v${index + 1}`,
    sizeBytes: sizeAfterMember(layout, member.trim().replace(/^after:/, ''), 'the record'),
  }));
}
