import { editDistance } from './editDistance.js';

/**
 * "Did you mean": the known name that is nearest to a mistyped one, by edit distance without regard to case (two
 * letters swapped count once), or `undefined` when none is near enough to be a likely slip: a third of the letters may
 * differ, at least one.
 */
export function nearestName(given: string, known: Iterable<string>): string | undefined {
  const typed = given.slice(0, 64).toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(typed, name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** ` (did you mean 'layout'?)`, or nothing; to be appended to an error line. */
export function didYouMean(given: string, known: Iterable<string>): string {
  const nearest = nearestName(given, known);
  return nearest === undefined ? '' : ` (did you mean '${nearest}'?)`;
}
