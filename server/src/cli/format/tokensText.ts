import type { PreprocessedToken } from '../cliHost.js';

/**
 * Tokens as C text that gives the same tokens when it is read again: lines and spaces as the source has them, pragma
 * lines on their own lines, and a space wherever two neighbours would otherwise be read as one token (C11 6.4p4, the
 * longest match).
 */
export function tokensText(tokens: readonly PreprocessedToken[]): string {
  const parts: string[] = [];
  let previous = '';
  for (const { kind, spelling, lineStart, spaceBefore } of tokens) {
    const isPragma = kind === 'pragma';
    if (isPragma || lineStart) {
      if (previous !== '') parts.push('\n');
    } else if (previous !== '' && (spaceBefore || wouldJoin(previous, spelling))) {
      parts.push(' ');
    }
    parts.push(spelling);
    if (isPragma) parts.push('\n');
    previous = isPragma ? '' : spelling;
  }
  if (previous !== '') parts.push('\n');
  return parts.join('');
}

/** What a token may begin with to grow one that ends in this character, numbers and names apart. */
const growsWith: Readonly<Record<string, string>> = {
  '+': '+=',
  '-': '->=',
  '*': '=/',
  '/': '=/*',
  '%': '=:>',
  '<': '<=:%',
  '>': '>=',
  '=': '=',
  '!': '=',
  '&': '&=',
  '|': '|=',
  '^': '=',
  ':': ':>%',
  '#': '#',
  '.': '.0123456789',
};

/**
 * Whether two tokens written without a space are read as something else. A space too many does no harm, so this looks
 * at the two characters that touch, and at pp-numbers, which take signs and dots (C11 6.4.8).
 */
function wouldJoin(left: string, right: string): boolean {
  const last = left[left.length - 1];
  const first = right[0];
  if (isWordCharacter(last)) {
    if (isWordCharacter(first)) return true;
    // A prefix makes another literal: `L` and `"x"`.
    if (first === '"' || first === "'") return true;
    const isNumber = /^\.?[0-9]/.test(left);
    return isNumber && (first === '.' || first === '+' || first === '-');
  }
  if (last === '.' && /^\.?[0-9]/.test(left)) return isWordCharacter(first) || '.+-'.includes(first);
  return (growsWith[last] ?? '').includes(first);
}

/** Letters, digits, underscore, `$`, and everything beyond ASCII (C11 6.4.2.1, universal character names). */
function isWordCharacter(character: string): boolean {
  return /[A-Za-z0-9_$\\\u0080-\uffff]/.test(character);
}
