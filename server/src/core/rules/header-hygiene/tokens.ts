/** Tokens of a header that user space reads: its code and macro bodies without what `#ifdef __KERNEL__` keeps back. */
import { isInside } from '../../review/conditionals.js';
import type { TextToken } from '../../review/headerText.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';

export interface Use {
  readonly token: TextToken;
  readonly next: TextToken | undefined;
  readonly previous: TextToken | undefined;
  /** The macro in whose body it stands; undefined in declarations. */
  readonly macro: string | undefined;
}

/** Where the tokens stand that `wanted` accepts. */
export function usesOf(header: ReviewedHeader, wanted: (text: string) => boolean): readonly Use[] {
  const { code, defines } = header.text;
  const uses: Use[] = [];
  const collect = (tokens: readonly TextToken[], macro: string | undefined): void => {
    tokens.forEach((token, i) => {
      if (!wanted(token.text) || isInside(header.kernelOnly, token.range.start)) return;
      uses.push({ token, next: tokens[i + 1], previous: tokens[i - 1], macro });
    });
  };
  collect(code, undefined);
  for (const { name, body } of defines) collect(body, name);
  return uses.sort((a, b) => a.token.range.start - b.token.range.start);
}
