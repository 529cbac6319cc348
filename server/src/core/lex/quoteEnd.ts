/**
 * Where string literals and character constants end (C11 6.4.4.4, 6.4.5), over line splices. One text is lexed at a
 * time: what was found out about its lines is kept here between its quotes.
 */
import { spliceLength } from './splice.js';

/** Where the line of the last string, and of the last character constant, ended that had no closing quote. */
let openStringEnd = -1;
let openCharacterEnd = -1;

/** Where `quoteEnd` gave up. */
let quoteStop = 0;

/** Forgets what was found in another text; to be called before the quotes of a text are read. */
export function startQuoteSearch(): void {
  openStringEnd = -1;
  openCharacterEnd = -1;
}

/**
 * `quoteEnd` for the text being lexed, whose calls ascend. A quote without a partner was looked for up to the end of its line, so no later
 * quote of that line has one either: a line is searched once, not once a quote.
 */
export function quoteEndInLine(text: string, open: number, length: number, quote: number): number {
  if (open < (quote === 34 ? openStringEnd : openCharacterEnd)) return -1;
  const end = quoteEnd(text, open, length, quote);
  if (end >= 0) return end;
  if (quote === 34) openStringEnd = quoteStop;
  else openCharacterEnd = quoteStop;
  return -1;
}

/** End of a string or character constant opened at `open`, or -1 when its line ends first. */
export function quoteEnd(text: string, open: number, length: number, quote: number): number {
  let i = open + 1;
  for (;;) {
    const c = text.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === 92) {
      const splice = spliceLength(text, i);
      i += splice > 0 ? splice : 2;
      if (i <= length) continue;
    } else if (c !== 10 && (c !== 0 || i < length)) {
      i++;
      continue;
    }
    quoteStop = i;
    return -1;
  }
}
