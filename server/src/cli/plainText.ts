/** Small helpers for text in a terminal. */

/** C0 and C1 control characters but the tab: a header must not drive the terminal of whoever reads about it. */
const controlCharacters = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;

/** A text from a header, safe to print on one line. */
export function printable(text: string): string {
  return text.replace(controlCharacters, '\ufffd');
}

/** `1 byte`, `4 bytes`; also for words whose plural takes an `s`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Tabs as spaces, to the next multiple of eight columns, counted from `startColumn`. */
export function expandTabs(text: string, startColumn = 0): string {
  if (!text.includes('\t')) return text;
  let out = '';
  for (const part of text.split(/(\t)/)) {
    out += part === '\t' ? ' '.repeat(8 - ((startColumn + out.length) % 8)) : part;
  }
  return out;
}

/** Length of the longest text, at least `minimum`: the width of a column. */
export function longest(texts: readonly string[], minimum: number): number {
  return texts.reduce((width, text) => Math.max(width, text.length), minimum);
}
