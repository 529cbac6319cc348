/**
 * What a preview of a call shows beside the run itself: what can be chosen, what was not reached, how the members are
 * edited, and how the same call ends under other models.
 */
import {
  type Abi,
  errnoReason,
  type FlatMember,
  type IoctlDefinition,
  type Matrix,
  memberShape,
  membersOf,
  modelById,
  parameterDefaults,
  possibleVersions,
  type RecordLayout,
  type StructVersion,
  sizeAfter,
  sizePlace,
  warningText,
} from '../../core/index.js';
import type { DispatchOptions } from './dispatchOptions.js';
import { parseModel, parseParameter } from './optionValues.js';
import { gradedOnly } from './reportLines.js';
import {
  type DispatchSource,
  type SimulatedCall,
  simulateIoctl,
  type Target,
  targetOf,
  versionMatrix,
} from './runDispatch.js';
import { compatAbiOf, hasCompatAbi } from './sides.js';

/** A version of the record, up to the member that ends it; sizes of both sides in bytes. */
export interface PreviewVersion extends StructVersion {
  readonly last: string;
  readonly callerSizeBytes: number;
}

/** A member as an editor of bytes needs it. */
export interface PreviewField {
  readonly member: FlatMember;
  /** Absent for what is not one integer of at most 8 bytes. */
  readonly integer?: 'signed' | 'unsigned';
}

export interface OtherOutcome {
  readonly model: string;
  readonly ret: number;
  readonly errno: string | null;
  readonly warnings: readonly string[];
}

export interface Preview {
  readonly call: SimulatedCall;
  readonly options: DispatchOptions;
  readonly matrix: readonly Matrix[];
  readonly reason: string | null;
  readonly warnings: readonly { readonly id: string; readonly text: string }[];
  readonly unreached: readonly { readonly step: string; readonly text: string }[];
  readonly littleEndian: boolean;
  readonly fields: readonly PreviewField[];
  readonly sizeWord: { readonly offset: number; readonly path: string | null } | null;
  readonly versions: readonly PreviewVersion[];
  readonly compatAbi: string | null;
  readonly others: readonly OtherOutcome[];
}

/** More versions than fit a table that people read are the first and the newest. */
const mostVersions = 7;

/** @throws UsageError */
export function previewCall(source: DispatchSource, asked: DispatchOptions, otherModels: readonly string[]): Preview {
  const own = ownTarget(source, asked);
  const versions = versionsOf(own?.kernel.layout, own?.caller.layout);
  const hasNoRecord = own !== undefined && own.caller.layout === undefined;
  const options = hasNoRecord ? withoutRecord(asked, own.ioctl) : asked;
  const call = simulateIoctl(source, options);
  const { report } = call;
  const model = modelById(report.model);
  const parameters = Object.fromEntries(options.param.map((text) => parseParameter(text, model!)));
  const place = sizePlace(report.model, { ...parameterDefaults(model!), ...parameters });
  const { layout } = call.caller;
  const members = layout === undefined ? [] : membersOf(layout);
  return {
    call,
    options,
    matrix: versions.length === 0 ? [] : versionMatrix(source, { ...options, models: report.model }, versions),
    reason: report.outcome.errno === undefined ? null : errnoReason(model, report.outcome.errno),
    warnings: gradedOnly(report.warnings).map((id) => ({ id, text: warningText(id) })),
    unreached: report.unreached.map(({ kind, text }) => ({ step: kind, text })),
    littleEndian: source.callerAbi.endian === 'little',
    fields: members.map((member) => fieldOf(member, source.callerAbi)),
    sizeWord: typeof place === 'string' ? null : { offset: place.wordAt, path: wordPath(members, place.wordAt) },
    versions,
    compatAbi: compatIdOf(source.abi),
    others: otherModels.filter((id) => id !== report.model).map((id) => otherOutcome(source, options, id)),
  };
}

/** The command, and its record on both sides as the header at hand has it, whatever version or size is chosen. */
function ownTarget(
  source: DispatchSource,
  { callerVersion: _, kernelVersion: __, ...options }: DispatchOptions,
): Target | undefined {
  return source.kernel === undefined ? undefined : targetOf(source, { ...options, callerSize: '0', kernelSize: '0' });
}

/** A command without a record passes as many bytes as its number says, on both sides. */
function withoutRecord(options: DispatchOptions, ioctl: IoctlDefinition | undefined): DispatchOptions {
  const callerSize = options.callerSize ?? `${ioctl?.sizeBytes ?? 0}`;
  return { ...options, callerSize, kernelSize: options.kernelSize ?? `${ioctl?.sizeBytes ?? 0}` };
}

/** The places where a version may have ended, by the member that ends it; named as the matrix names them. */
function versionsOf(kernel: RecordLayout | undefined, caller: RecordLayout | undefined): readonly PreviewVersion[] {
  if (kernel === undefined || caller === undefined) return [];
  const all = possibleVersions(kernel, 8).flatMap(({ name, sizeBytes }) => {
    const callerSizeBytes = sizeAfter(caller, name);
    return sizeAfter(kernel, name) === sizeBytes && callerSizeBytes !== undefined
      ? [{ last: name, sizeBytes, callerSizeBytes }]
      : [];
  });
  const shown = all.length > mostVersions ? [all[0], ...all.slice(1 - mostVersions)] : all;
  return shown.map((version, index) => ({ name: `v${index + 1}`, ...version }));
}

function fieldOf(member: FlatMember, abi: Abi): PreviewField {
  const integer = integerKind(member, abi);
  return integer === undefined ? { member } : { member, integer };
}

function integerKind({ member, dimensions, sizeBytes }: FlatMember, abi: Abi): PreviewField['integer'] {
  if (dimensions.length > 0 || sizeBytes === 0 || sizeBytes > 8) return undefined;
  switch (memberShape(member.ctype)) {
    case 'signed':
      return 'signed';
    case 'unsigned':
    case 'enum':
    case 'pointer':
      return 'unsigned';
    case 'char':
      return abi.charSigned ? 'signed' : 'unsigned';
    default:
      return undefined;
  }
}

function wordPath(members: readonly FlatMember[], offsetBytes: number): string | null {
  const word = members.find(({ offsetBits, sizeBytes }) => offsetBits === offsetBytes * 8 && sizeBytes === 4);
  return word?.path ?? null;
}

function compatIdOf(abi: Abi): string | null {
  return hasCompatAbi(abi) ? compatAbiOf(abi).id : null;
}

/** The same call; parameters and the race belong to the model that is shown. */
function otherOutcome(source: DispatchSource, options: DispatchOptions, id: string): OtherOutcome {
  const { report } = simulateIoctl(source, { ...options, model: parseModel(id).id, param: [], race: [] });
  const { outcome, warnings } = report;
  return { model: report.model, ret: outcome.ret, errno: outcome.errno ?? null, warnings: gradedOnly(warnings) };
}
