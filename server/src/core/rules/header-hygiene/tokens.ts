/** Tokens of a header that user space reads: its code and macro bodies without what `#ifdef __KERNEL__` keeps back. */
import { isInside } from '../../review/conditionals.js';
import { perPiece, type TextToken } from '../../review/headerText.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';

export interface Use {
  readonly token: TextToken;
  readonly next: TextToken | undefined;
  readonly previous: TextToken | undefined;
  /** The macro in whose body it stands; undefined in declarations. */
  readonly macro: string | undefined;
}

/** Where the tokens stand that `wanted` accepts; `mention` tells in a hurry whether a text may have any. */
export function tokenUses(
  mention: RegExp,
  wanted: (text: string) => boolean,
): (header: ReviewedHeader) => readonly Use[] {
  const usesIn = perPiece((text): readonly Use[] => {
    if (!mention.test(text.file.text)) return [];
    const uses: Use[] = [];
    const collect = (tokens: readonly TextToken[], macro: string | undefined): void => {
      tokens.forEach((token, i) => {
        if (wanted(token.text)) uses.push({ token, next: tokens[i + 1], previous: tokens[i - 1], macro });
      });
    };
    collect(text.code, undefined);
    for (const { name, body } of text.defines) collect(body, name);
    return uses;
  });
  return (header) =>
    usesIn(header.text)
      .filter(({ token }) => !isInside(header.kernelOnly, token.range.start))
      .sort((a, b) => a.token.range.start - b.token.range.start);
}
