/** How the state of the page changes: by an answer, by a refusal, by what is edited. Functions of values alone. */
import type { Answer } from './answer.js';
import {
  type CallerBytes,
  current,
  type Field,
  fieldValue,
  mostEditedBytes,
  noBytes,
  resized,
  stored,
  toHex,
} from './callerBytes.js';
import { anyCall, type Call, type SavedState } from './messages.js';
import { versionOf } from './sides.js';
import { decisiveStep, stepsOf } from './timeline.js';
import type { Problem, View } from './view.js';

export function firstView(saved: SavedState | undefined): View {
  return {
    name: saved?.name ?? '',
    call: saved?.call ?? anyCall,
    answer: undefined,
    problem: undefined,
    steps: [],
    step: saved?.step ?? 0,
    caller: noBytes,
    byte: 0,
    halfTyped: false,
    cell: undefined,
    refused: new Map(),
    asTable: saved?.asTable ?? false,
    showsConditions: false,
    openFolds: new Set(),
  };
}

/**
 * An answer is there: the bytes of the caller are as the server made them, and the view stands on the step that decides.
 * While the same steps run, it stays on the step that was looked at.
 *
 * @param isNewest nothing was edited since the question: the bytes may be replaced
 */
export function withAnswer(view: View, answer: Answer, isNewest: boolean): View {
  const steps = stepsOf(answer.run);
  const old = view.steps.map(({ name, errno }) => `${name} ${errno}`).join();
  const isSame = old === steps.map(({ name, errno }) => `${name} ${errno}`).join();
  const isRestored = view.answer === undefined && view.step > 0;
  const { before } = answer.run;
  // A command that vanishes is to be missed, not replaced by the next.
  const ioctl = view.call.ioctl ?? answer.ioctl;
  return {
    ...view,
    call: ioctl === undefined ? view.call : { ...view.call, ioctl },
    answer,
    problem: undefined,
    steps,
    step: isSame
      ? view.step
      : isRestored
        ? Math.min(view.step, steps.length - 1)
        : Math.max(decisiveStep(answer.run), 0),
    caller: isNewest ? overlaid(view.caller, before) : view.caller,
    cell: undefined,
  };
}

/** The bytes of the answer, with what was entered behind them kept for a larger size. */
function overlaid({ held }: CallerBytes, before: Uint8Array): CallerBytes {
  const size = Math.min(before.length, mostEditedBytes);
  const all = new Uint8Array(Math.max(held.length, size));
  all.set(held);
  all.set(before.subarray(0, size));
  return { held: all, size };
}

/** There is no answer: the last one stays, drawn grey, with what is missing. */
export function withProblem(view: View, problem: Problem): View {
  return { ...view, problem };
}

/** Bytes of the caller were edited; a size word that does not say the size is from then on as it was entered. */
export function withBytes(
  view: View,
  caller: CallerBytes,
  touched: { readonly start: number; readonly end: number } | undefined,
): View {
  const sized = caller.size === view.caller.size ? view : withSize(view, caller.size);
  const word = view.answer?.sizeWord;
  const isTouched =
    word !== undefined && touched !== undefined && touched.start < word.offset + 4 && touched.end > word.offset;
  const ownsSizeWord = isTouched ? sizeIn(view, caller, word.offset) !== caller.size : view.call.ownsSizeWord;
  return { ...sized, caller, call: { ...sized.call, bytes: typedHex(caller), ownsSizeWord } };
}

function sizeIn({ answer }: View, caller: CallerBytes, offset: number): number {
  const word: Field = { path: '', offset, size: 4, type: '__u32', integer: 'unsigned' };
  return Number(fieldValue(current(caller), word, answer?.littleEndian ?? true) ?? -1n);
}

/** All that was entered, so that a larger size finds it again; zeros at the end say nothing. */
function typedHex({ held }: CallerBytes): string {
  let end = held.length;
  while (end > 0 && held[end - 1] === 0) end--;
  return toHex(held.subarray(0, end));
}

/** Another size of the caller; where it is that of a version, the version is what is meant. */
export function withSize(view: View, size: number): View {
  const caller = resized(view.caller, size);
  const side = { kind: 'size', bytes: caller.size } as const;
  const versions = view.answer?.versions ?? [];
  const version = versionOf('caller', side, versions, caller.size);
  const meant =
    version === undefined
      ? side
      : version === versions.at(-1)
        ? ({ kind: 'whole' } as const)
        : ({ kind: 'after', member: version.last } as const);
  return { ...view, caller, call: { ...view.call, caller: meant } };
}

/**
 * The run of a cell of the matrix: both versions, and where the caller is the newer one a new field that is set, as the
 * cell's outcome has it; fields that are set already stay as they are.
 */
export function withCell(view: View, callerName: string, kernelName: string): View {
  const versions = view.answer?.versions ?? [];
  const caller = versions.find(({ name }) => name === callerName);
  const kernel = versions.find(({ name }) => name === kernelName);
  if (caller === undefined || kernel === undefined) return view;
  const sideOf = (last: string) =>
    versions.at(-1)?.last === last ? ({ kind: 'whole' } as const) : ({ kind: 'after', member: last } as const);
  const call: Call = {
    ...view.call,
    caller: sideOf(caller.last),
    kernel: sideOf(kernel.last),
    ownsSizeWord: false,
  };
  const sized: View = { ...view, call, caller: resized(view.caller, caller.callerSize) };
  const tail = current(sized.caller).subarray(kernel.callerSize);
  if (tail.length === 0 || tail.some((byte) => byte !== 0)) return sized;
  return withBytes(sized, stored(sized.caller, kernel.callerSize, new Uint8Array(tail.length).fill(1)), undefined);
}

export function withRefusal(view: View, input: string, text: string, problem: string | undefined): View {
  const refused = new Map(view.refused);
  if (problem === undefined) refused.delete(input);
  else refused.set(input, { text, problem });
  return { ...view, refused };
}
