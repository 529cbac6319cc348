/**
 * One call of a command, or every version of its record against every other, from analysed headers and options. What is
 * printed, or sent, is made of the answers.
 */
import {
  type Abi,
  compatibilityMatrix,
  type DispatchModel,
  type DispatchReport,
  type HandlerEffect,
  type HeaderAnalysis,
  type IoctlDefinition,
  type Matrix,
  parameterDefaults,
  possibleVersions,
  type RecordLayout,
  type StructVersion,
  simulateCall,
  sizePlace,
} from '../../core/index.js';
import { parseIoctlNumber } from '../ioctlArguments.js';
import { UsageError } from '../usageError.js';
import { type AttributeReport, attributeReport } from './attributeReport.js';
import { callerBytes } from './callerBytes.js';
import type { DispatchOptions } from './dispatchOptions.js';
import {
  type HandlerResult,
  parseBytesAt,
  parseHandler,
  parseModel,
  parseParameter,
  parseRace,
  parseSize,
} from './optionValues.js';
import { findIoctl, type Side, sideOf, sizeAfterMember } from './sides.js';

/** A header on one ABI of the kernel and one of the caller. */
export interface BothSides {
  readonly kernel: HeaderAnalysis;
  readonly caller: HeaderAnalysis;
}

export interface DispatchSource {
  readonly abi: Abi;
  readonly callerAbi: Abi;
  readonly kernel: HeaderAnalysis | undefined;
  readonly caller: HeaderAnalysis | undefined;
  /** By the versions that the options name (`otherVersions`). */
  readonly others: ReadonlyMap<string, BothSides>;
}

/** The versions of the record that lie in other files or in git. */
export function otherVersions({ callerVersion, kernelVersion }: DispatchOptions): readonly string[] {
  return [callerVersion, kernelVersion].filter(
    (version): version is string => version !== undefined && !version.startsWith('after:'),
  );
}

export interface Target {
  readonly ioctl: IoctlDefinition | undefined;
  readonly caller: Side;
  readonly kernel: Side;
  readonly minSize: number;
}

/** @throws UsageError */
export function targetOf(source: DispatchSource, options: DispatchOptions): Target {
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

/** One call, simulated. */
export interface SimulatedCall {
  readonly report: DispatchReport;
  readonly title: string;
  /** What annotations of the header say of the call. */
  readonly notes: readonly string[];
  readonly caller: Side;
  readonly kernel: Side;
}

/** @throws UsageError */
export function simulateIoctl(source: DispatchSource, options: DispatchOptions): SimulatedCall {
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
  return { report, title, notes: attribute?.lines ?? [], caller, kernel };
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
  { kernel }: DispatchSource,
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

/**
 * Every version of the record as caller against every version as kernel.
 *
 * @param given the versions; otherwise those of the options
 * @throws UsageError
 */
export function versionMatrix(
  source: DispatchSource,
  options: DispatchOptions,
  given?: readonly StructVersion[],
): readonly Matrix[] {
  const models = (options.models ?? options.model ?? matrixModels).split(',').map((id) => parseModel(id.trim()));
  const { ioctl, kernel } = targetOf(source, options);
  if (kernel.layout === undefined) throw new UsageError('--matrix needs a record; give --kernel-struct NAME');
  const versions = given ?? versionsOf(options, kernel.layout);
  return compatibilityMatrix({ models, versions, abi: source.abi, command: commandFields(ioctl) });
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
