/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  const first = Array.from({ length: b.length + 1 }, (_, j) => j);
  const rows: number[][] = [first];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(substitution, rows[i - 1][j] + 1, row[j - 1] + 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) distance = Math.min(distance, rows[i - 2][j - 2] + 1);
      row.push(distance);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}

/**
 * The one name that is a slip away: at most two letters wrong in a name of eight or more, one in a shorter one. Where two
 * are equally near, neither is meant surely.
 */
export function slipOf(written: string, known: Iterable<string>): string | undefined {
  const limit = written.length < 8 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = limit + 1;
  let isShared = false;
  for (const name of known) {
    if (name === written || Math.abs(name.length - written.length) > limit) continue;
    const distance = distanceBehindPrefix(written, name);
    if (distance > bestDistance || distance > limit) continue;
    isShared = distance === bestDistance && name !== best;
    best = name;
    bestDistance = distance;
  }
  return isShared ? undefined : best;
}

/** The names of one header begin alike for long: what both have in common at the start costs nothing. */
function distanceBehindPrefix(a: string, b: string): number {
  let common = 0;
  while (common < a.length && a[common] === b[common]) common++;
  // A swap may reach one letter back.
  const from = Math.max(0, common - 1);
  return editDistance(a.slice(from), b.slice(from));
}
