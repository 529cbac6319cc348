/**
 * The messages of the dispatch preview. The view keeps what is chosen (`Call`), asks for it to be simulated, and gets the
 * answer of `uapi/simulateDispatch` as it is, or one line that says why there is none.
 */
import * as v from 'valibot';
import { commonFromView } from '../messages.js';
import { answerSchema } from './answer.js';

const text = v.pipe(v.string(), v.maxLength(4096));
const hex = v.pipe(v.string(), v.maxLength(131072), v.regex(/^[0-9a-f]*$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32));

/** A side's structure: as the header has it, as it was when `after` was its last member, of a revision, or of a size. */
const sideSchema = v.variant('kind', [
  v.object({ kind: v.literal('whole') }),
  v.object({ kind: v.literal('after'), member: text }),
  v.object({ kind: v.literal('revision'), name: text }),
  v.object({ kind: v.literal('size'), bytes: v.pipe(count, v.maxValue(65536)) }),
]);

export type Side = v.InferOutput<typeof sideSchema>;

/** What is chosen in the view; a reload restores it. Bytes that were not touched are absent: the server makes them. */
export const callSchema = v.object({
  /** Absent until a command is chosen: then the first of the header. */
  ioctl: v.optional(text),
  /** The caller's record, where the header does not tie one to the command, or another one is wanted. */
  record: v.optional(text),
  /** Absent: the model of the command's style. */
  model: v.optional(text),
  abi: v.optional(text),
  compat: v.boolean(),
  caller: sideSchema,
  kernel: sideSchema,
  bytes: v.optional(hex),
  /** The size word is as it was entered; else the server fills in the caller's size. */
  ownsSizeWord: v.boolean(),
  /** The smallest size that the kernel takes; absent: the smaller of both sides. */
  minSize: v.optional(v.pipe(count, v.maxValue(65536))),
  faultAt: v.optional(count),
  isReadonly: v.boolean(),
  race: v.optional(v.object({ event: v.pipe(count, v.minValue(1)), offset: count, bytes: hex })),
  /** `ret=N`, `errno=NAME` or `fd`. */
  handler: v.optional(text),
  /** `OFFSET=HEX`: what the handler stores to the kernel's buffer. */
  handlerWrite: v.optional(text),
  parameters: v.pipe(v.array(v.object({ name: text, value: text })), v.maxLength(64)),
});

export type Call = v.InferOutput<typeof callSchema>;

export const anyCall: Call = {
  compat: false,
  caller: { kind: 'whole' },
  kernel: { kind: 'whole' },
  ownsSizeWord: false,
  isReadonly: false,
  parameters: [],
};

/** Which header the view is about; without a call of its own it starts with `ioctl`. */
const header = v.object({ type: v.literal('header'), uri: text, name: text, ioctl: v.optional(text) });
/** What the last answer was made from changed: ask again. */
const changed = v.object({ type: v.literal('changed') });
const answer = v.object({ type: v.literal('answer'), id: v.number(), answer: answerSchema });
/** `call`: this call cannot be made; `server`: nobody answers. */
const refused = v.object({
  type: v.literal('refused'),
  id: v.number(),
  cause: v.picklist(['call', 'server']),
  message: text,
});

/** Nobody answers until the user does something about it. */
const missing = v.object({ type: v.literal('missing'), message: text });

export const toViewSchema = v.variant('type', [header, changed, answer, refused, missing]);
export type ToView = v.InferOutput<typeof toViewSchema>;
/** As VS Code sends it, before the answer is read. */
export type ToViewInput = v.InferInput<typeof toViewSchema>;

const simulate = v.object({ type: v.literal('simulate'), id: v.number(), call: callSchema });
const copy = v.object({ type: v.literal('copy'), text: v.pipe(v.string(), v.maxLength(1_000_000)) });

export const fromViewSchema = v.variant('type', [...commonFromView, simulate, copy]);
export type FromView = v.InferOutput<typeof fromViewSchema>;

/** What outlives a reload of the window. */
export const stateSchema = v.object({ uri: text, name: text, call: callSchema, step: count, asTable: v.boolean() });
export type SavedState = v.InferOutput<typeof stateSchema>;
