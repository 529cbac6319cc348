/**
 * Where identifiers, pp-numbers and header names end. Every text has a NUL behind it, so that no loop needs a bounds
 * check. Quotes have rules of their own (`quoteEnd.ts`), and so have comments (`commentEnd.ts`).
 */
import { wordCharacters } from './characterClass.js';
import { universalNameEnd } from './universalName.js';

/** End of an identifier, or of the rest of one (C11 6.4.2), from an offset inside it. */
export function wordEnd(text: string, from: number): number {
  let i = from;
  for (;;) {
    const c = text.charCodeAt(i);
    if (c < 128 ? wordCharacters[c] === 0 : false) {
      const ucn = c === 92 ? universalNameEnd(text, i) : -1;
      if (ucn < 0) return i;
      i = ucn;
    } else i++;
  }
}

/** Whether `[start, end)` is `L`, `u`, `U` or `u8`, which before a quote belongs to the literal (C11 6.4.4.4, 6.4.5). */
export function isEncodingPrefix(text: string, start: number, end: number): boolean {
  const c = text.charCodeAt(start);
  if (end - start === 1) return c === 76 || c === 117 || c === 85;
  return end - start === 2 && c === 117 && text.charCodeAt(start + 1) === 56;
}

/** End of a pp-number (C11 6.4.8): digits, letters, dots, and a sign after e, E, p or P. */
export function numberEnd(text: string, from: number): number {
  let i = from;
  for (;;) {
    const c = text.charCodeAt(i);
    if (c === 46) i++;
    else if (c < 128 ? wordCharacters[c] === 1 : true) {
      i++;
      const sign = text.charCodeAt(i);
      const lower = c | 32;
      if ((sign === 43 || sign === 45) && (lower === 101 || lower === 112)) i++;
    } else return i;
  }
}

/** End of a header name in angle brackets whose text begins at `from` (C11 6.4.7), or -1 when its line ends first. */
export function headerNameEnd(text: string, from: number): number {
  for (let i = from; ; i++) {
    const c = text.charCodeAt(i);
    if (c === 62) return i + 1;
    if (c === 10 || c === 0 || c === 13) return -1;
  }
}
