/**
 * Line splices (translation phase 2, C11 5.1.1.2): a backslash at the end of a line joins it to the next. White space
 * between the backslash and the newline is allowed, as in gcc.
 */

/** Length of the splice at `at` (backslash, white space, newline), or 0 when there is none. */
export function spliceLength(text: string, at: number): number {
  if (text.charCodeAt(at) !== 92) return 0;
  let i = at + 1;
  for (;;) {
    const c = text.charCodeAt(i);
    if (c === 10) return i + 1 - at;
    if (c !== 32 && c !== 9 && c !== 13 && c !== 11 && c !== 12) return 0;
    i++;
  }
}

/** `text` with its line splices removed. */
export function withoutSplices(text: string): string {
  if (!text.includes('\\')) return text;
  let out = '';
  for (let i = 0; i < text.length; ) {
    const splice = spliceLength(text, i);
    if (splice > 0) i += splice;
    else out += text[i++];
  }
  return out;
}
