// Predicts every call of a file and, where the file tells what happened, says whether the prediction holds.

import { type Prediction, predictCall } from './predict.js';
import type { RecordedCall, RecordedFile, RecordedResult } from './recordedCall.js';

export interface ReplayResult {
  readonly id: string;
  readonly isScored: boolean;
  readonly model: string;
  readonly prediction?: Prediction;
  readonly verdict: 'match' | 'mismatch' | 'unsupported' | 'unjudged';
  readonly why: string;
}

export function replay({ calls, machine }: RecordedFile): readonly ReplayResult[] {
  return calls.map((call) => {
    const { id, isScored } = call;
    const prediction = predictCall(call, machine);
    const { model } = prediction;
    if ('missingFact' in prediction) {
      return { id, isScored, model, verdict: 'unsupported', why: `unsupported: fact ${prediction.missingFact}` };
    }
    const base = { id, isScored, model, prediction };
    if (call.recorded === undefined) return { ...base, verdict: 'unjudged', why: reason(prediction) };
    const difference = differenceOf(call, call.recorded, prediction);
    if (difference === undefined) return { ...base, verdict: 'match', why: reason(prediction) };
    return { ...base, verdict: 'mismatch', why: difference };
  });
}

function reason({ errno, retKind, ret }: Prediction): string {
  if (errno !== null) return `the call fails with ${errno}`;
  return retKind === 'fd' ? 'the call returns a descriptor' : `the call returns ${ret}`;
}

function differenceOf({ layout }: RecordedCall, recorded: RecordedResult, prediction: Prediction): string | undefined {
  if (recorded.errno !== prediction.errno) {
    return `recorded ${recorded.errno ?? 'success'}, predicted ${prediction.errno ?? 'success'}`;
  }
  if ((recorded.retKind === 'fd') !== (prediction.retKind === 'fd')) {
    return `recorded a ${recorded.retKind}, predicted a ${prediction.retKind}`;
  }
  const isKnown = prediction.retKind === 'zero' || prediction.retKind === 'value';
  if (isKnown && !recorded.retIsVolatile && recorded.ret !== prediction.ret) {
    return `recorded the value ${recorded.ret}, predicted ${prediction.ret}`;
  }
  return layout.pointer === 'buffer' ? memoryDifference(layout.faultBefore, recorded, prediction) : undefined;
}

/** Bytes that the model knows must be as recorded; those of a handler may be anything. */
function memoryDifference(base: number, recorded: RecordedResult, { written, after }: Prediction): string | undefined {
  const ofHandler = written.filter(([, , by]) => by === 'handler');
  for (let index = 0; index < recorded.after.length; index++) {
    const offset = base + index;
    if (after[index] === recorded.after[index]) continue;
    if (ofHandler.some(([start, end]) => start <= offset && offset < end)) continue;
    return `byte ${offset} is ${recorded.after[index]} after the call, predicted ${after[index]}`;
  }
  return undefined;
}
