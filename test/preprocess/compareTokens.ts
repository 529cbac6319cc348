/** The tokens of the product and of gcc side by side. */
import { normalizedPragma, type PlainToken, withoutUcns } from './tokenizer.js';

/** The first place where two token lists differ, with what stands before it; `undefined` when they are equal. */
export function firstTokenDifference(
  gcc: readonly PlainToken[],
  product: readonly { readonly kind: string; readonly spelling: string }[],
): string | undefined {
  const shown = (token: { readonly kind: string; readonly spelling: string } | undefined): string =>
    token === undefined ? 'end of file' : `${token.kind} ${token.spelling}`;
  for (let i = 0; i < Math.max(gcc.length, product.length); i++) {
    const expected = gcc[i];
    const actual = product[i];
    if (expected !== undefined && actual !== undefined && expected.kind === actual.kind) {
      const isPragma = actual.kind === 'pragma';
      const spelling = isPragma ? normalizedPragma(actual.spelling) : withoutUcns(actual.spelling, actual.kind);
      if (spelling === expected.spelling) continue;
    }
    const before = gcc.slice(Math.max(0, i - 6), i).map((token) => token.spelling);
    return `token ${i}, after '${before.join(' ')}': ${shown(actual)}, gcc: ${shown(expected)}`;
  }
  return undefined;
}
