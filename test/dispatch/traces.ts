/**
 * What the models of dispatch say about a fixed set of calls, as text: one line for each call, short enough to be read and
 * compared in a review. The calls go around every boundary: sizes below, at and above those of the kernel, faults at each
 * part, each parameter in each of its values, handlers that write or fail, a caller of the other byte order.
 */
import {
  type Abi,
  abiById,
  compatibilityMatrix,
  type DispatchModel,
  type DispatchReport,
  type DispatchRequest,
  dispatchModels,
  modelById,
  originsOf,
  type ParameterValue,
  randomBytes,
  simulateCall,
  type TraceEvent,
  toHex,
} from 'uapi-language-server/core';
import { ownCalls, type Situation } from './ownCalls.js';

const KERNEL_SIZE = 24;
const MIN_SIZE = 16;

const filled = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index + 1);
/** The first bytes are used, what lies behind is zero. */
const used = (length: number, nonZero: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  bytes.set(filled(Math.min(length, nonZero)));
  return bytes;
};

const sized = (callerSize: number, bytes: Uint8Array): Partial<DispatchRequest> => ({ callerSize, bytes });

const situations: readonly Situation[] = [
  ...[0, 4, 8, 15, 16, 20, 24, 4096].map((size) => ({ name: `size ${size}`, change: sized(size, filled(size)) })),
  { name: 'zeros', change: sized(KERNEL_SIZE, new Uint8Array(KERNEL_SIZE)) },
  { name: 'size 32, tail zero', change: sized(32, used(32, KERNEL_SIZE)) },
  { name: 'size 32, tail set', change: sized(32, filled(32)) },
  {
    name: 'size 32, last byte set',
    change: sized(
      32,
      Uint8Array.from(used(32, 8), (b, i) => (i === 31 ? 1 : b)),
    ),
  },
  { name: 'size word wrong', change: { fillsSizeWord: false, bytes: used(KERNEL_SIZE, 9) } },
  ...[0, 3, 12, 23, 28].map((at) => ({ name: `fault at ${at}`, change: { faultAt: at } })),
  { name: 'size 32, fault at 28', change: { ...sized(32, used(32, 8)), faultAt: 28 } },
  { name: 'read-only', change: { isReadonly: true } },
  { name: 'handler fails', change: { handler: { writes: [], errno: 'EBUSY' } } },
  { name: 'handler returns 5', change: { handler: { writes: [], ret: 5 } } },
  { name: 'handler writes', change: { handler: { writes: [{ offset: 8, bytes: Uint8Array.of(0xee, 0xef) }] } } },
  { name: 'handler makes a descriptor', change: { handler: { writes: [], newFd: true } } },
  {
    name: 'descriptor, then a fault',
    change: { handler: { writes: [], newFd: true }, isReadonly: true },
  },
  ...[1, 2, 4].map((beforeEvent) => ({
    name: `race before event ${beforeEvent}`,
    change: { mutations: [{ beforeEvent, offset: 0, bytes: Uint8Array.of(0x28) }] },
  })),
  { name: 'another number', change: { number: 0xc0189a02 } },
  { name: 'another type', change: { number: 0xc0189b01 } },
  { name: 'a number without size', change: { number: 0x9a01 } },
  ...(['none', 'r', 'w'] as const).map((direction) => ({
    name: `direction ${direction}`,
    change: { command: { direction, type: 0x9a, nr: 1 } },
  })),
];

/** Each parameter in each of its values; numbers at a few places. */
function parameterSituations(model: DispatchModel): readonly Situation[] {
  return model.parameters.flatMap(({ name, value, choices }) => {
    const values: readonly ParameterValue[] =
      choices ?? (typeof value === 'boolean' ? [!value] : typeof value === 'number' ? [0, 1, 8, 4097] : []);
    return values.flatMap((given) => [
      { name: `${name} ${given}`, change: { parameters: { [name]: given } } },
      { name: `${name} ${given}, size 32`, change: { ...sized(32, filled(32)), parameters: { [name]: given } } },
      { name: `${name} ${given}, size 8`, change: { ...sized(8, filled(8)), parameters: { [name]: given } } },
      { name: `${name} ${given}, zeros`, change: { bytes: new Uint8Array(24), parameters: { [name]: given } } },
      { name: `${name} ${given}, fault`, change: { faultAt: 12, parameters: { [name]: given } } },
    ]);
  });
}

function requestOf(model: DispatchModel, abi: Abi, change: Partial<DispatchRequest>): DispatchRequest {
  return {
    ...{ model, abi, command: { direction: 'rw', type: 0x9a, nr: 1 }, kernelSize: KERNEL_SIZE, minSize: MIN_SIZE },
    ...{ callerSize: KERNEL_SIZE, bytes: filled(KERNEL_SIZE), fillsSizeWord: true },
    ...change,
  };
}

/** Models that are a story: what they tell is what they find out. */
const toldInFull: ReadonlySet<string> = new Set(['vfio-mediated', 'vhost-batch']);

/** All calls under one model. */
export function tracesOf(model: DispatchModel): string {
  const [little, big] = [required('x86_64'), required('powerpc')];
  const reports = [...situations, ...parameterSituations(model), ...(ownCalls.get(model.id) ?? [])].map(
    ({ name, change }) => ({ name, report: simulateCall(requestOf(model, little, change)) }),
  );
  const inFull = toldInFull.has(model.id);
  const lines = reports.flatMap(({ name, report }) => [
    `${name}: ${summaryOf(report)}`,
    ...(inFull ? report.events.map(({ text }) => `  ${text}`) : []),
  ]);
  const bigLines = situations
    .slice(0, 14)
    .map(({ name, change }) => `big-endian, ${name}: ${summaryOf(simulateCall(requestOf(model, big, change)))}`);
  const random = Array.from({ length: 24 }, (_, seed) => {
    const size = 8 + ((seed * 7) % 40);
    const change = { ...sized(size, randomBytes(size, seed)), fillsSizeWord: seed % 3 !== 0 };
    return `random ${seed}: ${summaryOf(simulateCall(requestOf(model, little, change)))}`;
  });
  const whole = simulateCall(requestOf(model, little, {}));
  const told = whole.events.map(({ step, text, source }) => `  ${step} ${text} [${source}]`);
  return [
    `${model.id}, told in full:`,
    ...told,
    ...lines,
    ...bigLines,
    ...random,
    ...matrixOf(model),
    ...reasons(reports),
    '',
  ].join('\n');
}

/** What a refused caller is told, each sentence with the first call that is told it. */
function reasons(reports: readonly { readonly name: string; readonly report: DispatchReport }[]): readonly string[] {
  const first = new Map<string, string>();
  for (const { name, report } of reports) {
    for (const { errno, text } of report.events) {
      const line = `  ${errno} ${text}`;
      if (errno !== undefined && !first.has(line)) first.set(line, name);
    }
  }
  return ['refused with these words:', ...[...first].map(([line, name]) => `${line} [${name}]`)];
}

function summaryOf(report: DispatchReport): string {
  const { outcome, events, warnings, stacPairs, bytesIn, bytesOut, after, before, written, unreached } = report;
  const parts = [
    outcome.missingFact ?? outcome.errno ?? `${outcome.retKind} ${outcome.ret}`,
    events.map((event) => eventText(event, report.address)).join(' '),
    `in ${bytesIn} out ${bytesOut} windows ${stacPairs} left ${unreached.length}`,
  ];
  if (warnings.length > 0) parts.push(warnings.join(' '));
  const kernel = events.findLast((event) => event.kernel !== undefined)?.kernel;
  if (kernel !== undefined) {
    const origins = originsOf(kernel).map(({ start, end, origin }) => `${start}-${end} ${origin}`);
    parts.push(`${kernel.place} ${kernel.size} ${short(toHex(kernel.bytes))} (${origins.join(', ')})`);
  }
  if (toHex(after) !== toHex(before)) parts.push(`after ${short(toHex(after))}`);
  if (written.length > 0) {
    parts.push(`stored ${written.map(({ start, end, origin }) => `${start}-${end} ${origin}`).join(', ')}`);
  }
  return parts.join('; ');
}

const short = (hex: string): string => (hex.length > 96 ? `${hex.slice(0, 96)}…` : hex);

/** Four digits for bytes and who produced them, so that a change shows. */
function digest({ bytes, originCodes }: NonNullable<TraceEvent['kernel']>): string {
  let sum = bytes.length;
  for (let index = 0; index < bytes.length; index++) sum = (sum * 31 + bytes[index] * 7 + originCodes[index]) % 65521;
  return sum.toString(16).padStart(4, '0');
}

function eventText({ step, user, kernel, errno, ret, warnings }: TraceEvent, base: number): string {
  const access =
    user === undefined
      ? ''
      : `(${user.op} ${user.address - base}+${user.length}${user.fault ? ` fault ${user.done}` : ''})`;
  const end = errno ?? (ret === undefined ? '' : `${ret}`);
  const copy = kernel === undefined ? '' : `#${digest(kernel)}`;
  return `${step}${access}${copy}${end === '' ? '' : `=${end}`}${warnings.map((warning) => `!${warning}`).join('')}`;
}

function matrixOf(model: DispatchModel): readonly string[] {
  const versions = [8, 16, 24].map((sizeBytes) => ({ name: `v${sizeBytes}`, sizeBytes }));
  return (['rw', 'r', 'w', 'none'] as const).flatMap((direction) =>
    compatibilityMatrix({
      models: [model],
      versions,
      abi: required('x86_64'),
      command: { direction, type: 0x9a, nr: 1 },
    }).flatMap(({ cells }) =>
      cells.map(({ caller, kernel, outcome, when }) => `${direction} ${caller} on ${kernel}: ${outcome}, ${when}`),
    ),
  );
}

function required(id: string): Abi {
  const abi = abiById(id);
  if (abi === undefined) throw new Error(`no ABI ${id}`);
  return abi;
}

/** By model id. */
export function allTraces(): ReadonlyMap<string, string> {
  return new Map(dispatchModels.map(({ id }) => [id, tracesOf(modelById(id) ?? dispatchModels[0])]));
}
