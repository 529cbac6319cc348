/** Names to propose in place of one that nobody declares: those that begin alike or hold the same words. */
export function nearestNames(given: string, known: readonly string[], limit = 3): readonly string[] {
  const wanted = given.toLowerCase();
  const words = new Set(wanted.split('_').filter((word) => word !== ''));
  return known
    .map((name) => {
      const lower = name.toLowerCase();
      let common = 0;
      while (common < wanted.length && lower[common] === wanted[common]) common++;
      const shared = lower.split('_').filter((word) => words.has(word)).length;
      return { name, score: common + 3 * shared + (lower.includes(wanted) || wanted.includes(lower) ? 5 : 0) };
    })
    .filter(({ score }) => score >= 3)
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}
