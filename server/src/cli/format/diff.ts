import type { HeaderChange, TreeComparison, Verdict } from '../../core/index.js';
import type { Style } from '../style.js';

/** What the formats of `uapi diff` print. */
export interface DiffReport {
  readonly old: string;
  readonly new: string;
  readonly comparison: TreeComparison;
  readonly addedHeaders: readonly string[];
  /** Headers that both sides have. */
  readonly compared: number;
  readonly cwd: string;
  readonly style: Style;
  readonly isQuiet: boolean;
}

export function changesOf({ comparison }: DiffReport, verdict: Verdict): readonly HeaderChange[] {
  return comparison.changes.filter((change) => change.verdict === verdict);
}

export function additionCount({ comparison }: DiffReport): number {
  return [...comparison.additions.values()].reduce((sum, list) => sum + list.length, 0);
}
