// The result of a run in one line: what the call returned, what became of user memory, how often the kernel opened it,
// and whether a byte was fetched twice.

import type { L10n } from '../shared/l10n.js';
import type { OriginRun, Run } from './run.js';
import { fetchCounts } from './timeline.js';

/** Where the model finds the caller's size in the structure. */
export interface SizeWord {
  readonly path: string | null;
  readonly offset: number;
}

export interface ResultPart {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain' | 'warning';
}

export function resultParts(run: Run, sizeWord: SizeWord | undefined, l10n: L10n): readonly ResultPart[] {
  const { errno, ret, reason, stacPairs } = run;
  const returned: ResultPart =
    errno === undefined
      ? { text: l10n.t('returned {0}', ret), tone: 'good' }
      : { text: l10n.t('returned −1 {0}', errno), tone: 'bad' };
  return [
    returned,
    ...(reason === undefined ? [] : [{ text: reason, tone: 'plain' as const }]),
    memoryPart(run, l10n),
    { text: stacPairs === 1 ? l10n.t('1 STAC/CLAC pair') : l10n.t('{0} STAC/CLAC pairs', stacPairs), tone: 'plain' },
    ...fetchParts(run, sizeWord, l10n),
  ];
}

function memoryPart({ written, before, after }: Run, l10n: L10n): ResultPart {
  if (written.length === 0) return { text: l10n.t('user memory unchanged'), tone: 'plain' };
  const isSame = before.length === after.length && before.every((byte, at) => byte === after[at]);
  const where = joined(written)
    .map(({ start, end }) => `${start}..${end}`)
    .join(', ');
  return {
    text: isSame
      ? l10n.t('user memory written at {0} with what was there', where)
      : l10n.t('user memory written at {0}', where),
    tone: 'plain',
  };
}

/** Ranges that touch, as one. */
function joined(runs: readonly OriginRun[]): readonly { start: number; end: number }[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of runs) {
    const last = all.at(-1);
    if (last !== undefined && last.end === start) last.end = end;
    else all.push({ start, end });
  }
  return all;
}

/** How often the size word was fetched, or bytes that were fetched more than once. */
function fetchParts(run: Run, sizeWord: SizeWord | undefined, l10n: L10n): readonly ResultPart[] {
  const counts = fetchCounts(run, run.events.length - 1);
  const isHazard = run.warnings.some(({ id }) => id === 'double-fetch-hazard');
  const tone = isHazard ? 'warning' : 'plain';
  const ofWord = sizeWord === undefined ? 0 : (counts[sizeWord.offset] ?? 0);
  const word =
    ofWord === 0
      ? []
      : [{ text: l10n.t('size word fetched {0}', times(ofWord, l10n)), tone: ofWord > 1 ? tone : 'plain' } as const];
  const isWord = (at: number): boolean => sizeWord !== undefined && at >= sizeWord.offset && at < sizeWord.offset + 4;
  const first = counts.findIndex((count, at) => count > 1 && !isWord(at));
  if (first === -1) return word;
  let end = first;
  while (end < counts.length && counts[end] > 1 && !isWord(end)) end++;
  return [...word, { text: l10n.t('bytes {0} fetched {1}', `${first}..${end}`, times(counts[first], l10n)), tone }];
}

function times(count: number, l10n: L10n): string {
  return count === 1 ? l10n.t('once') : count === 2 ? l10n.t('twice') : l10n.t('{0} times', count);
}
