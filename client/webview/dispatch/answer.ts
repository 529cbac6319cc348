/**
 * The answer of `uapi/simulateDispatch` with `preview` (docs/lsp-extensions.md), checked and read: hex becomes bytes, and
 * every name of the wire ends here.
 */
import * as v from 'valibot';
import { type Field, parseHex } from './callerBytes.js';
import type { MatrixCell, Origin, Run, RunEvent, Warning } from './run.js';

const bytes = v.pipe(
  v.string(),
  v.transform((text) => {
    const read = parseHex(text, Number.POSITIVE_INFINITY);
    return 'problem' in read ? new Uint8Array(0) : read;
  }),
);
const whole = v.pipe(v.number(), v.integer());
const origin = v.picklist(['user', 'zero', 'kernel', 'handler', 'uninit', 'race'] satisfies Origin[]);
const origins = v.pipe(
  v.array(v.tuple([whole, whole, origin])),
  v.transform((runs) => runs.map(([start, end, by]) => ({ start, end, origin: by }))),
);

const access = v.object({
  op: v.picklist(['read', 'write', 'clear', 'scan']),
  offset: whole,
  length: whole,
  done: whole,
  fault: v.boolean(),
  window: whole,
});

const event = v.object({
  seq: whole,
  step: v.string(),
  text: v.string(),
  source: v.optional(v.string()),
  user: v.optional(access),
  stored: v.optional(v.array(v.object({ offset: whole, bytes, origin })), []),
  kernel: v.optional(v.object({ place: v.string(), bytes, origins })),
  errno: v.optional(v.string()),
  warnings: v.array(v.string()),
});

const member = v.object({
  path: v.string(),
  offset: whole,
  size: whole,
  type: v.string(),
  integer: v.optional(v.picklist(['signed', 'unsigned'])),
  bitOffset: v.optional(whole),
  bitWidth: v.optional(whole),
});

const parameter = v.object({
  name: v.string(),
  value: v.union([v.number(), v.boolean(), v.string()]),
  choices: v.optional(v.array(v.string())),
  text: v.string(),
});

const preview = v.object({
  unreached: v.array(v.object({ step: v.string(), text: v.string() })),
  reason: v.nullable(v.string()),
  warnings: v.array(v.object({ id: v.string(), text: v.string() })),
  littleEndian: v.boolean(),
  fields: v.array(member),
  sizeWord: v.nullable(v.object({ path: v.nullable(v.string()), offset: whole })),
  ioctl: v.nullable(v.string()),
  record: v.nullable(v.string()),
  records: v.array(v.string()),
  versions: v.array(v.object({ name: v.string(), last: v.string(), callerSize: whole, kernelSize: whole })),
  abis: v.array(v.string()),
  compatAbi: v.nullable(v.string()),
  ioctls: v.array(v.string()),
  others: v.array(
    v.object({ model: v.string(), ret: whole, errno: v.nullable(v.string()), warnings: v.array(v.string()) }),
  ),
});

const wireAnswer = v.object({
  version: v.nullable(v.number()),
  title: v.string(),
  model: v.string(),
  number: v.number(),
  ret: whole,
  errno: v.nullable(v.string()),
  stacPairs: whole,
  bytesIn: whole,
  bytesOut: whole,
  userMemory: v.object({ before: bytes, after: bytes, written: origins }),
  events: v.array(event),
  caller: v.object({ size: whole }),
  kernel: v.object({ size: whole, members: v.array(member) }),
  notes: v.array(v.string()),
  models: v.array(v.object({ id: v.string(), title: v.string(), params: v.array(parameter) })),
  matrix: v.optional(
    v.array(
      v.object({
        model: v.string(),
        cells: v.array(v.object({ caller: v.string(), kernel: v.string(), outcome: v.string(), when: v.string() })),
      }),
    ),
  ),
  preview,
});

type WireAnswer = v.InferOutput<typeof wireAnswer>;

export type Parameter = v.InferOutput<typeof parameter>;

export interface Model {
  readonly id: string;
  readonly title: string;
  readonly params: readonly Parameter[];
}

/** A version of the record: up to the member that ends it. Sizes are bytes. */
export interface Version {
  readonly name: string;
  readonly last: string;
  readonly callerSize: number;
  readonly kernelSize: number;
}

/** How the same call ends under another model. */
export interface OtherOutcome {
  readonly model: string;
  readonly ret: number;
  readonly errno: string | null;
  readonly warnings: readonly string[];
}

export interface Answer {
  readonly run: Run;
  readonly title: string;
  readonly ioctl: string | undefined;
  /** The caller's record; undefined where its bytes have no names. */
  readonly record: string | undefined;
  readonly records: readonly string[];
  /** Of the caller's record. */
  readonly fields: readonly Field[];
  /** Of the kernel's, which may be another version. */
  readonly kernelFields: readonly Field[];
  readonly littleEndian: boolean;
  readonly sizeWord: { readonly path: string | null; readonly offset: number } | undefined;
  readonly versions: readonly Version[];
  readonly models: readonly Model[];
  readonly abis: readonly string[];
  /** ABI of 32-bit programs on a kernel of the chosen one. */
  readonly compatAbi: string | undefined;
  readonly ioctls: readonly string[];
  readonly notes: readonly string[];
  readonly matrix: readonly MatrixCell[];
  readonly others: readonly OtherOutcome[];
}

export const answerSchema = v.pipe(wireAnswer, v.transform(answerOf));

function answerOf(wire: WireAnswer): Answer {
  const { preview: facts, title, models, notes } = wire;
  return {
    run: runOf(wire),
    title,
    ioctl: facts.ioctl ?? undefined,
    record: facts.record ?? undefined,
    records: facts.records,
    fields: facts.fields.map(fieldOf),
    kernelFields: wire.kernel.members.map(fieldOf),
    littleEndian: facts.littleEndian,
    sizeWord: facts.sizeWord ?? undefined,
    versions: facts.versions,
    models,
    abis: facts.abis,
    compatAbi: facts.compatAbi ?? undefined,
    ioctls: facts.ioctls,
    notes,
    matrix: wire.matrix?.find(({ model }) => model === wire.model)?.cells ?? [],
    others: facts.others,
  };
}

function fieldOf({ integer, bitOffset, bitWidth, ...field }: v.InferOutput<typeof member>): Field {
  return {
    ...field,
    ...(integer === undefined ? {} : { integer }),
    ...(bitOffset === undefined || bitWidth === undefined ? {} : { bitOffset, bitWidth }),
  };
}

function runOf(wire: WireAnswer): Run {
  const { preview: facts, userMemory, caller, kernel, errno } = wire;
  const texts = new Map(facts.warnings.map(({ id, text }) => [id, text]));
  const explained = (id: string): Warning => ({ id, text: texts.get(id) ?? '' });
  return {
    model: wire.model,
    ret: wire.ret,
    errno: errno ?? undefined,
    reason: facts.reason ?? undefined,
    number: wire.number,
    callerSize: caller.size,
    kernelSize: kernel.size,
    stacPairs: wire.stacPairs,
    bytesIn: wire.bytesIn,
    bytesOut: wire.bytesOut,
    before: userMemory.before,
    after: userMemory.after,
    written: userMemory.written,
    events: wire.events.map(
      ({ user, stored, ...rest }): RunEvent => ({
        ...rest,
        source: rest.source,
        access: user,
        stored,
        kernel: rest.kernel,
        errno: rest.errno,
        warnings: rest.warnings.map(explained),
      }),
    ),
    unreached: facts.unreached,
    warnings: facts.warnings,
  };
}
