/**
 * A small seeded generator of pseudo-random numbers, so that a failing input can be made again from its seed and number.
 * The state is a 32-bit counter with an odd step; each output is a mix of it (the idea of Steele, Lea and Flood's
 * SplitMix, OOPSLA 2014, in 32 bits). Good enough to scatter edits; no claim beyond that.
 */
export interface Random {
  /** An integer from 0 up to, not including, `limit` (at least 1). */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
}

const STEP = 0x9e3779b9;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + STEP) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return { below, pick: (items) => items[below(items.length)] };
}
