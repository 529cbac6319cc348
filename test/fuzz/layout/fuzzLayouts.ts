/**
 * Differential fuzzing of layouts: random records, laid out by gcc and by us. Text number `n` of a seed is always the
 * same, so that a difference can be made again.
 */
import type { Compiler } from '../../oracle/compilers.js';
import { createRandom } from '../random.js';
import { compareLayouts, type LayoutDifference, shrink } from './compare.js';
import { textOf } from './piece.js';
import { randomDeclarations } from './randomRecords.js';

export interface LayoutRun {
  readonly compilers: readonly Compiler[];
  readonly seed: number;
  /** Records to compare, over all compilers. */
  readonly cases: number;
  /** The run ends after this many differences. */
  readonly maxDifferences: number;
  /** Of the first text; later ones follow. */
  readonly firstText?: number;
  readonly onDifference?: (found: ShrunkDifference) => void;
  /** Called after each text, for progress. */
  readonly onText?: (cases: number) => void;
}

export interface ShrunkDifference {
  /** Number of the text. */
  readonly text: number;
  readonly difference: LayoutDifference;
  /** A small text that has a difference on the same ABI, and what differs in it. */
  readonly smallest: string;
  readonly facts: readonly string[];
}

export interface LayoutSummary {
  readonly cases: number;
  readonly refused: number;
  readonly texts: number;
  readonly differences: readonly ShrunkDifference[];
}

/** So many that the start of a compiler costs little, and so few that a text is made smaller soon. */
const RECORDS_PER_TEXT = 200;

export function fuzzLayouts(run: LayoutRun): LayoutSummary {
  const differences: ShrunkDifference[] = [];
  let cases = 0;
  let refused = 0;
  let text = run.firstText ?? 0;
  while (cases < run.cases && differences.length < run.maxDifferences) {
    const records = Math.min(RECORDS_PER_TEXT, Math.ceil((run.cases - cases) / run.compilers.length));
    const declarations = randomDeclarations(createRandom(Math.imul(run.seed, 1_000_003) + text), records);
    const comparison = compareLayouts(run.compilers, declarations);
    cases += comparison.cases;
    refused += comparison.refused;
    for (const compiler of run.compilers) {
      const difference = comparison.differences.find(({ abi }) => abi === compiler.abi);
      if (difference === undefined) continue;
      const smallest = shrink(run.compilers, declarations, difference);
      const alone = compareLayouts([compiler], smallest).differences;
      const left = alone.length > 0 ? alone : compareLayouts(run.compilers, smallest).differences;
      const facts = left.flatMap((each) => each.facts.map((fact) => `${each.abi}, ${each.record}: ${fact}`));
      const found = { text, difference, smallest: smallest.map(textOf).join(''), facts };
      differences.push(found);
      run.onDifference?.(found);
    }
    text++;
    run.onText?.(cases);
  }
  return { cases, refused, texts: text - (run.firstText ?? 0), differences };
}
