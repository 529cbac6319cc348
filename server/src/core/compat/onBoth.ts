/** Two versions of something that each ABI has its own of, on the ABIs that both were read on. */
import type { AbiId } from '../target/abi.js';

export interface OnBoth<T> {
  readonly abi: AbiId;
  readonly old: T;
  readonly new: T;
}

export function onBoth<T>(old: ReadonlyMap<AbiId, T>, after: ReadonlyMap<AbiId, T>): readonly OnBoth<T>[] {
  return [...old].flatMap(([abi, before]) => {
    const now = after.get(abi);
    return now === undefined ? [] : [{ abi, old: before, new: now }];
  });
}
