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
    const distance = distanceWithin(written, name, limit);
    if (distance > bestDistance || distance > limit) continue;
    isShared = distance === bestDistance && name !== best;
    best = name;
    bestDistance = distance;
  }
  return isShared ? undefined : best;
}

/**
 * The edit distance of two names, or a number beyond `limit` where it is larger. The names of one header begin and end
 * alike for long, which costs nothing; and when more than `limit` letters differ in number, so do the names.
 */
function distanceWithin(a: string, b: string, limit: number): number {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  // Each edit joins or changes two letters at most; what is left is longer only when more edits lie apart.
  if (!mayBeWithin(a, start, endA, b, start, endB, limit)) return limit + 1;
  const from = Math.max(0, start - 1);
  return editDistance(a.slice(from, Math.min(a.length, endA + 1)), b.slice(from, Math.min(b.length, endB + 1)));
}

/** Counts letters that one side has and the other lacks: each edit mends two of them at most. */
function mayBeWithin(
  a: string,
  startA: number,
  endA: number,
  b: string,
  startB: number,
  endB: number,
  limit: number,
): boolean {
  counts.fill(0);
  for (let i = startA; i < endA; i++) counts[a.charCodeAt(i) % counts.length]++;
  for (let i = startB; i < endB; i++) counts[b.charCodeAt(i) % counts.length]--;
  let different = 0;
  for (const count of counts) different += Math.abs(count);
  return different <= 2 * limit;
}

const counts = new Int32Array(64);
