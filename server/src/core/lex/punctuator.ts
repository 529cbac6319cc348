/**
 * Punctuators (C11 6.4.6). The answer of `punctuator` is left in three variables, because most tokens of a header are
 * punctuators and an object for each would be what lexing costs.
 */
import { F, T, type TokenKind } from './token.js';

export let punctuatorKind: TokenKind = T.other;
export let punctuatorLength = 1;
export let punctuatorFlags = 0;

function found(kind: TokenKind, length: number): void {
  punctuatorKind = kind;
  punctuatorLength = length;
  punctuatorFlags = 0;
}

function foundDigraph(kind: TokenKind, length: number): void {
  found(kind, length);
  punctuatorFlags = F.digraph;
}

/** Finds the longest punctuator at `i`, where the character `c` stands; digraphs have the kind of what they stand for. */
export function punctuator(text: string, i: number, c: number): void {
  const d = text.charCodeAt(i + 1);
  switch (c) {
    case 91:
      return found(T.leftBracket, 1);
    case 93:
      return found(T.rightBracket, 1);
    case 40:
      return found(T.leftParen, 1);
    case 41:
      return found(T.rightParen, 1);
    case 123:
      return found(T.leftBrace, 1);
    case 125:
      return found(T.rightBrace, 1);
    case 44:
      return found(T.comma, 1);
    case 59:
      return found(T.semicolon, 1);
    case 63:
      return found(T.question, 1);
    case 126:
      return found(T.tilde, 1);
    case 58:
      return d === 62 ? foundDigraph(T.rightBracket, 2) : found(T.colon, 1);
    case 35:
      return d === 35 ? found(T.hashHash, 2) : found(T.hash, 1);
    case 46:
      return d === 46 && text.charCodeAt(i + 2) === 46 ? found(T.ellipsis, 3) : found(T.dot, 1);
    case 42:
      return d === 61 ? found(T.starEqual, 2) : found(T.star, 1);
    case 94:
      return d === 61 ? found(T.caretEqual, 2) : found(T.caret, 1);
    case 33:
      return d === 61 ? found(T.exclaimEqual, 2) : found(T.exclaim, 1);
    case 61:
      return d === 61 ? found(T.equalEqual, 2) : found(T.equal, 1);
    case 38:
      return d === 38 ? found(T.ampAmp, 2) : d === 61 ? found(T.ampEqual, 2) : found(T.amp, 1);
    case 124:
      return d === 124 ? found(T.pipePipe, 2) : d === 61 ? found(T.pipeEqual, 2) : found(T.pipe, 1);
    case 43:
      return d === 43 ? found(T.plusPlus, 2) : d === 61 ? found(T.plusEqual, 2) : found(T.plus, 1);
    case 45:
      if (d === 62) return found(T.arrow, 2);
      return d === 45 ? found(T.minusMinus, 2) : d === 61 ? found(T.minusEqual, 2) : found(T.minus, 1);
    case 37:
      if (d === 58) {
        const doubled = text.charCodeAt(i + 2) === 37 && text.charCodeAt(i + 3) === 58;
        return doubled ? foundDigraph(T.hashHash, 4) : foundDigraph(T.hash, 2);
      }
      return d === 61 ? found(T.percentEqual, 2) : d === 62 ? foundDigraph(T.rightBrace, 2) : found(T.percent, 1);
    case 60:
      if (d === 60) return text.charCodeAt(i + 2) === 61 ? found(T.lessLessEqual, 3) : found(T.lessLess, 2);
      if (d === 58) return foundDigraph(T.leftBracket, 2);
      if (d === 37) return foundDigraph(T.leftBrace, 2);
      return d === 61 ? found(T.lessEqual, 2) : found(T.less, 1);
    case 62:
      if (d === 62) return text.charCodeAt(i + 2) === 61 ? found(T.greaterGreaterEqual, 3) : found(T.greaterGreater, 2);
      return d === 61 ? found(T.greaterEqual, 2) : found(T.greater, 1);
    default:
      return found(T.other, 1);
  }
}
