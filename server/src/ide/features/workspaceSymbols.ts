/** Names of all headers that match what was typed, its letters in order but not necessarily together: `ihwpta` finds
 * `IOMMU_HWPT_ALLOC`. */
import type { LexicalSymbol } from '../lexicalSymbols.js';

export interface Match {
  readonly symbol: LexicalSymbol;
  readonly score: number;
}

/** At most this many are answered; more is no list that anybody reads. */
export const MAX_MATCHES = 256;

export function matchSymbols(symbols: readonly LexicalSymbol[], query: string): readonly Match[] {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  return symbols.flatMap((symbol) => {
    const score = scoreOf(symbol.name, wanted);
    return score === undefined ? [] : [{ symbol, score }];
  });
}

export function bestMatches(matches: readonly Match[]): readonly LexicalSymbol[] {
  return [...matches]
    .sort(
      (a, b) =>
        b.score - a.score || a.symbol.name.length - b.symbol.name.length || (a.symbol.name < b.symbol.name ? -1 : 1),
    )
    .slice(0, MAX_MATCHES)
    .map(({ symbol }) => symbol);
}

/** Higher is better; `undefined` when the letters do not occur in order. */
function scoreOf(name: string, wanted: string): number | undefined {
  const lower = name.toLowerCase();
  if (lower === wanted) return 1000;
  const at = lower.indexOf(wanted);
  if (at >= 0) return 500 - Math.min(at, 100) + (at === 0 || name[at - 1] === '_' ? 100 : 0);
  let score = 100;
  let from = 0;
  for (const letter of wanted) {
    const found = lower.indexOf(letter, from);
    if (found < 0) return undefined;
    // Letters that begin a word count for more than those inside one.
    if (found === 0 || name[found - 1] === '_') score += 10;
    else score -= Math.min(found - from, 10);
    from = found + 1;
  }
  return score;
}
