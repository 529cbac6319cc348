/**
 * Tokens that a line splice or a universal character name touches. They are rare, so that the lexer goes by as if there
 * were none, and gives such a token to this slower path, which reads it again from its logical line.
 */
import type { NameId } from '../base/names.js';
import { C_DIGIT, C_IDENTIFIER, C_PUNCTUATOR, C_QUOTE, C_SLASH, classes, wordCharacters } from './characterClass.js';
import { punctuator, punctuatorFlags, punctuatorKind, punctuatorLength } from './punctuator.js';
import { quoteEnd } from './quoteEnd.js';
import { spliceLength } from './splice.js';
import { F, T, type TokenKind } from './token.js';
import { isEncodingPrefix, numberEnd, wordEnd } from './tokenEnd.js';
import { internIdentifier, universalNameEnd } from './universalName.js';

/** `%:%:`, in characters. */
const LONGEST_PUNCTUATOR = 4;

/** What stands in place of the token that was lexed first. */
export interface Relexed {
  readonly kind: TokenKind;
  readonly name: NameId;
  /** Offset in the file after the token. */
  readonly end: number;
  readonly flags: number;
}

/**
 * A splice stands right behind (or inside) the token at `start`: lex it again from its text without splices, and map
 * the end back. `undefined` when the splice is not followed by more of the same token.
 */
export function lexAcrossSplices(text: string, start: number, length: number): Relexed | undefined {
  let logical = '';
  const offsets: number[] = [];
  let spliced = false;
  const goesOn = continuation(text, start);
  for (let i = start; i < length; ) {
    const c = text.charCodeAt(i);
    if (c === 92) {
      const splice = spliceLength(text, i);
      if (splice > 0) {
        spliced = true;
        i += splice;
        continue;
      }
    }
    if (c === 10 || !goesOn(c, logical)) break;
    logical += text[i];
    offsets.push(i);
    i++;
    if (logical.length > 1 << 16) break; // A token this long is no token of a header; the rest is lexed on its own.
  }
  if (!spliced) {
    const ucn = universalNameEnd(text, start);
    if (ucn < 0 && !(classes[text.charCodeAt(start) & 127] === C_IDENTIFIER)) return undefined;
    const end = wordEnd(text, start);
    if (end === start) return undefined;
    return { kind: T.identifier, name: internIdentifier(text.slice(start, end)), end, flags: 0 };
  }
  const token = firstToken(`${logical}\0`, logical.length);
  const last = offsets[token.length - 1];
  const flag = last + 1 - start !== token.length ? F.spliced : 0;
  const name = token.kind === T.identifier ? internIdentifier(logical.slice(0, token.length)) : -1;
  return { kind: token.kind, name, end: last + 1, flags: flag | token.flags };
}

/**
 * Whether a character can still belong to the token that begins at `start`, given what was read of it: enough to end the
 * search soon, so that a line of many spliced tokens is not read to its end for each of them.
 */
function continuation(text: string, start: number): (c: number, soFar: string) => boolean {
  const first = text.charCodeAt(start);
  const cls = first < 128 ? classes[first] : C_IDENTIFIER;
  if ((cls === C_PUNCTUATOR && first !== 46) || cls === C_SLASH) return (_, soFar) => soFar.length < LONGEST_PUNCTUATOR;
  let quote = 0;
  let isEscaped = false;
  let isClosed = false;
  let previous = 0;
  const isInWord = (c: number, length: number): boolean => {
    if (first === 46 && length === 1 && !(c >= 48 && c <= 57)) return c === 46;
    if (first === 46 && length === 2 && previous === 46) return c === 46;
    if (first === 46 && length === 3 && previous === 46) return false;
    // A backslash belongs to a word as the start of a universal character name only.
    if (previous === 92) return c === 117 || c === 85;
    if (c >= 128 || wordCharacters[c] === 1 || c === 46 || c === 92) return true;
    return (c === 43 || c === 45) && cls !== C_IDENTIFIER && isExponent(previous);
  };
  return (c, soFar) => {
    if (isClosed) return false;
    if (quote !== 0) {
      isClosed = c === quote && !isEscaped;
      isEscaped = c === 92 && !isEscaped;
      return true;
    }
    if (c === 34 || c === 39) {
      quote = c;
      return soFar.length <= 2 && isEncodingPrefix(soFar, 0, soFar.length);
    }
    const goesOn = soFar.length === 0 || isInWord(c, soFar.length);
    previous = c;
    return goesOn;
  };
}

function isExponent(c: number): boolean {
  const lower = c | 32;
  return lower === 101 || lower === 112;
}

/** The token at the start of `text`, which has no splices and has a NUL at `length`. */
function firstToken(text: string, length: number): { kind: TokenKind; length: number; flags: number } {
  const c = text.charCodeAt(0);
  const cls = c < 128 ? classes[c] : C_IDENTIFIER;
  if (cls === C_IDENTIFIER || (c === 92 && universalNameEnd(text, 0) > 0)) {
    const end = wordEnd(text, 0);
    const q = text.charCodeAt(end);
    if ((q === 34 || q === 39) && isEncodingPrefix(text, 0, end)) {
      const close = quoteEnd(text, end, length, q);
      if (close > 0) return { kind: q === 34 ? T.string : T.character, length: close, flags: 0 };
    }
    return { kind: T.identifier, length: end, flags: 0 };
  }
  if (cls === C_DIGIT || (c === 46 && classes[text.charCodeAt(1) & 127] === C_DIGIT)) {
    return { kind: T.number, length: numberEnd(text, 1), flags: 0 };
  }
  if (cls === C_QUOTE) {
    const close = quoteEnd(text, 0, length, c);
    if (close > 0) return { kind: c === 34 ? T.string : T.character, length: close, flags: 0 };
    return { kind: T.other, length: 1, flags: F.unterminated };
  }
  if (cls === C_SLASH) {
    return text.charCodeAt(1) === 61
      ? { kind: T.slashEqual, length: 2, flags: 0 }
      : { kind: T.slash, length: 1, flags: 0 };
  }
  if (cls === C_PUNCTUATOR) {
    punctuator(text, 0, c);
    return { kind: punctuatorKind, length: punctuatorLength, flags: punctuatorFlags };
  }
  return { kind: T.other, length: 1, flags: 0 };
}
