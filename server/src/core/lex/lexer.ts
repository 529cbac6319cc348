/**
 * Text to preprocessing tokens: translation phases 1 to 3 (C11 5.1.1.2) in one pass, without an error state: every text
 * gives tokens. Tokens are columns of numbers (kind, start, end, name), not objects, so that a whole header costs a few
 * allocations. Line splices are not removed from the text; a token that a splice touches is lexed again from its
 * logical line (`lexAcrossSplices`), and keeps the range it has in the file.
 *
 * Follows gcc where the standard leaves a choice: a backslash, white space and a newline is a splice; `$` and any
 * character from U+0080 belong to identifiers; an unpaired quote is a token of its own.
 */
import { HASH_PRIME, HASH_SEED, internRange, type NameId, nameOf } from '../base/names.js';
import type { SourceFile } from '../source/sourceFile.js';
import { F, punctuatorSpelling, T, type TokenKind } from './token.js';

export interface LexedFile {
  readonly file: SourceFile;
  /** Number of tokens, without the closing `eof` that stands at index `count`. */
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly flags: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** NameId of identifiers, -1 for other tokens. */
  readonly names: Int32Array;
  /** Start and end of each comment in turn, ascending. */
  readonly comments: Int32Array;
  /** A block comment without an end: its start, else -1. */
  readonly unterminatedComment: number;
}

// Character classes of the first 128 code units.
const C_OTHER = 0;
const C_SPACE = 1;
const C_NEWLINE = 2;
const C_IDENTIFIER = 3;
const C_DIGIT = 4;
const C_PUNCTUATOR = 5;
const C_QUOTE = 6;
const C_SLASH = 7;
const C_BACKSLASH = 8;
const C_END = 9;

const classes = new Uint8Array(128);
const wordCharacters = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const letter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 36;
  const digit = c >= 48 && c <= 57;
  wordCharacters[c] = letter || digit ? 1 : 0;
  classes[c] = letter ? C_IDENTIFIER : digit ? C_DIGIT : C_OTHER;
}
for (const c of ' \t\v\f\r') classes[c.charCodeAt(0)] = C_SPACE;
for (const c of '[](){}.&*+-~!%<>=^|?:;,#') classes[c.charCodeAt(0)] = C_PUNCTUATOR;
classes[10] = C_NEWLINE;
classes[34] = C_QUOTE;
classes[39] = C_QUOTE;
classes[47] = C_SLASH;
classes[92] = C_BACKSLASH;
classes[0] = C_END;

let kinds = new Uint8Array(1 << 14);
let flags = new Uint8Array(1 << 14);
let starts = new Int32Array(1 << 14);
let ends = new Int32Array(1 << 14);
let names = new Int32Array(1 << 14);

function widen(): void {
  const size = kinds.length * 2;
  const grown = <A extends Uint8Array | Int32Array>(old: A, fresh: A): A => {
    fresh.set(old as never);
    return fresh;
  };
  kinds = grown(kinds, new Uint8Array(size));
  flags = grown(flags, new Uint8Array(size));
  starts = grown(starts, new Int32Array(size));
  ends = grown(ends, new Int32Array(size));
  names = grown(names, new Int32Array(size));
}

const includeNames = new Set(['include', 'include_next', 'import'].map(internWord));
const hasIncludeNames = new Set(['__has_include', '__has_include_next'].map(internWord));

function internWord(word: string): NameId {
  let hash = HASH_SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME);
  return internRange(word, 0, word.length, hash);
}

let memo = new WeakMap<SourceFile, LexedFile>();
let lexedFiles = 0;

/** The tokens of a file, lexed once per file object. */
export function lex(file: SourceFile): LexedFile {
  let lexed = memo.get(file);
  if (lexed === undefined) {
    lexed = lexText(file);
    memo.set(file, lexed);
  }
  return lexed;
}

/** How many files were lexed so far: tests assert by it that an edit lexes one file. */
export function lexCount(): number {
  return lexedFiles;
}

/** Forgets every lexed file (benchmarks measure the lexer itself). */
export function forgetLexedFiles(): void {
  memo = new WeakMap();
}

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

function lexText(file: SourceFile): LexedFile {
  lexedFiles++;
  // The closing NUL lets the inner loops run without a bounds check; a NUL inside the text is told apart by position.
  const text = [file.text, '\0'].join('');
  const length = file.text.length;
  const comments: number[] = [];
  starBackslashAt = -1;
  openStringEnd = -1;
  openCharacterEnd = -1;
  let unterminatedComment = -1;
  let count = 0;
  let flag: number = F.lineStart;
  let i = 0;
  // Locals: a load of a module variable at every token is what a lexer can do without.
  let kindsOut = kinds;
  let flagsOut = flags;
  let startsOut = starts;
  let endsOut = ends;
  let namesOut = names;
  for (;;) {
    const start = i;
    const c = text.charCodeAt(i);
    let kind: TokenKind = T.other;
    let name = -1;
    let extra = 0;
    switch (c < 128 ? classes[c] : C_IDENTIFIER) {
      case C_SPACE: {
        let d = text.charCodeAt(++i);
        while (d === 32 || d === 9) d = text.charCodeAt(++i);
        flag |= F.space;
        continue;
      }
      case C_NEWLINE:
        i++;
        flag = F.lineStart;
        continue;
      case C_IDENTIFIER: {
        let hash = HASH_SEED;
        let d = c;
        do {
          hash = Math.imul(hash ^ d, HASH_PRIME);
          d = text.charCodeAt(++i);
        } while (d < 128 ? wordCharacters[d] === 1 : true);
        if ((d === 34 || d === 39) && isEncodingPrefix(text, start, i)) {
          const end = quoteEndInLine(text, i, length, d);
          if (end > 0) {
            kind = d === 34 ? T.string : T.character;
            i = end;
            break;
          }
        }
        kind = T.identifier;
        name = internRange(text, start, i, hash);
        break;
      }
      case C_DIGIT:
        i = numberEnd(text, i + 1);
        kind = T.number;
        break;
      case C_SLASH: {
        const d = text.charCodeAt(i + 1);
        if (d === 42) {
          const end = blockCommentEnd(text, i + 2);
          if (end < 0) {
            unterminatedComment = i;
            i = length;
          } else i = end;
          comments.push(start, i);
          flag |= F.space;
          continue;
        }
        if (d === 47) {
          i = lineCommentEnd(text, i + 2, length);
          comments.push(start, i);
          flag |= F.space;
          continue;
        }
        if (d === 92) {
          const opened = splicedCommentStart(text, i);
          if (opened > 0) {
            if (text.charCodeAt(opened) === 42) {
              const end = blockCommentEnd(text, opened + 1);
              if (end < 0) unterminatedComment = i;
              i = end < 0 ? length : end;
            } else i = lineCommentEnd(text, opened + 1, length);
            comments.push(start, i);
            flag |= F.space;
            continue;
          }
        }
        kind = d === 61 ? T.slashEqual : T.slash;
        i += kind === T.slash ? 1 : 2;
        break;
      }
      case C_BACKSLASH: {
        const splice = spliceLength(text, i);
        if (splice > 0) {
          i += splice;
          continue;
        }
        const ucn = universalNameEnd(text, i);
        if (ucn > 0) {
          i = wordEnd(text, ucn);
          kind = T.identifier;
          name = internIdentifier(text.slice(start, i));
        } else i++;
        break;
      }
      case C_QUOTE: {
        const end = quoteEndInLine(text, i, length, c);
        if (end > 0) {
          kind = c === 34 ? T.string : T.character;
          i = end;
        } else {
          extra = F.unterminated;
          i++;
        }
        break;
      }
      case C_PUNCTUATOR:
        if (c === 46) {
          const d = text.charCodeAt(i + 1);
          if (d >= 48 && d <= 57) {
            i = numberEnd(text, i + 2);
            kind = T.number;
            break;
          }
        }
        if (c === 60 && count > 0 && headerNameExpected(count, flag)) {
          const end = headerNameEnd(text, i + 1);
          if (end > 0) {
            kind = T.headerName;
            i = end;
            break;
          }
        }
        punctuator(text, i, c);
        kind = punctuatorKind;
        extra = punctuatorFlags;
        i += punctuatorLength;
        break;
      case C_END:
        if (i >= length) {
          return finish(file, count, flag, length, comments, unterminatedComment);
        }
        i++; // A NUL inside the text is white space, as gcc has it.
        flag |= F.space;
        continue;
      default:
        i++;
        break;
    }
    // What a string holds is read over splices already.
    const isQuoted = kind === T.string || kind === T.character || extra === F.unterminated;
    if (text.charCodeAt(i) === 92 && !isQuoted && (spliceLength(text, i) > 0 || universalNameEnd(text, i) > 0)) {
      const again = lexAcrossSplices(text, start, length);
      if (again !== undefined) {
        kind = again.kind;
        name = again.name;
        i = again.end;
        extra = again.flags;
      }
    }
    if (count + 1 >= kindsOut.length) {
      widen();
      kindsOut = kinds;
      flagsOut = flags;
      startsOut = starts;
      endsOut = ends;
      namesOut = names;
    }
    kindsOut[count] = kind;
    flagsOut[count] = flag | extra;
    startsOut[count] = start;
    endsOut[count] = i;
    namesOut[count] = name;
    count++;
    flag = 0;
  }
}

function finish(
  file: SourceFile,
  count: number,
  flag: number,
  length: number,
  comments: number[],
  unterminatedComment: number,
): LexedFile {
  kinds[count] = T.eof;
  flags[count] = flag | F.lineStart;
  starts[count] = length;
  ends[count] = length;
  names[count] = -1;
  const size = count + 1;
  // One allocation for all columns.
  const buffer = new ArrayBuffer(size * 14);
  const column = (index: number, from: Int32Array): Int32Array => {
    const view = new Int32Array(buffer, index * size * 4, size);
    view.set(from.subarray(0, size));
    return view;
  };
  const byteColumn = (index: number, from: Uint8Array): Uint8Array => {
    const view = new Uint8Array(buffer, size * (12 + index), size);
    view.set(from.subarray(0, size));
    return view;
  };
  return {
    file,
    count,
    kinds: byteColumn(0, kinds),
    flags: byteColumn(1, flags),
    starts: column(0, starts),
    ends: column(1, ends),
    names: column(2, names),
    comments: Int32Array.from(comments),
    unterminatedComment,
  };
}

/** True right after `#include` and after `__has_include(`, where `<` opens a header name (C11 6.4.7). */
function headerNameExpected(count: number, flag: number): boolean {
  if ((flag & F.lineStart) !== 0) return false;
  const last = count - 1;
  if (kinds[last] === T.identifier) {
    return (
      includeNames.has(names[last]) && last > 0 && kinds[last - 1] === T.hash && (flags[last - 1] & F.lineStart) !== 0
    );
  }
  return kinds[last] === T.leftParen && last > 0 && hasIncludeNames.has(names[last - 1]);
}

function headerNameEnd(text: string, from: number): number {
  for (let i = from; ; i++) {
    const c = text.charCodeAt(i);
    if (c === 62) return i + 1;
    if (c === 10 || c === 0 || c === 13) return -1;
  }
}

function wordEnd(text: string, from: number): number {
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

function universalNameEnd(text: string, at: number): number {
  const digits = text.charCodeAt(at + 1) === 117 ? 4 : text.charCodeAt(at + 1) === 85 ? 8 : 0;
  if (digits === 0) return -1;
  for (let i = at + 2; i < at + 2 + digits; i++) {
    const c = text.charCodeAt(i) | 32;
    if (!((c >= 48 && c <= 57) || (c >= 97 && c <= 102))) return -1;
  }
  return at + 2 + digits;
}

function isEncodingPrefix(text: string, start: number, end: number): boolean {
  const c = text.charCodeAt(start);
  if (end - start === 1) return c === 76 || c === 117 || c === 85;
  return end - start === 2 && c === 117 && text.charCodeAt(start + 1) === 56;
}

/** pp-number (C11 6.4.8): digits, letters, dots, and a sign after e, E, p or P. */
function numberEnd(text: string, from: number): number {
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

/** Where the next `*` before a backslash stands in the text being lexed: looked for once, not once a comment. */
let starBackslashAt = -1;

function nextStarBackslash(text: string, from: number): number {
  const at = text.indexOf('*\\', from);
  return at < 0 ? text.length : at;
}

function blockCommentEnd(text: string, from: number): number {
  const end = text.indexOf('*/', from);
  // `*`, splice, `/` ends a comment too; look for it only before the plain end.
  if (starBackslashAt < from) starBackslashAt = nextStarBackslash(text, from);
  while (end < 0 ? starBackslashAt < text.length : starBackslashAt < end) {
    let i = starBackslashAt + 1;
    for (let n = spliceLength(text, i); n > 0; n = spliceLength(text, i)) i += n;
    if (i > starBackslashAt + 1 && text.charCodeAt(i) === 47) return i + 1;
    starBackslashAt = nextStarBackslash(text, starBackslashAt + 2);
  }
  return end < 0 ? -1 : end + 2;
}

function lineCommentEnd(text: string, from: number, length: number): number {
  let at = from;
  for (;;) {
    const newline = text.indexOf('\n', at);
    if (newline < 0) return length;
    let before = newline - 1;
    while (before > from && classes[text.charCodeAt(before) & 127] === C_SPACE) before--;
    if (before < from || text.charCodeAt(before) !== 92) {
      return text.charCodeAt(newline - 1) === 13 && newline - 1 >= from ? newline - 1 : newline;
    }
    at = newline + 1;
  }
}

/** For `/`, splices, then `*` or `/`: the offset of that second character; else -1. */
function splicedCommentStart(text: string, slash: number): number {
  let i = slash + 1;
  for (let n = spliceLength(text, i); n > 0; n = spliceLength(text, i)) i += n;
  const c = text.charCodeAt(i);
  return i > slash + 1 && (c === 42 || c === 47) ? i : -1;
}

/** Where the line of the last string, and of the last character constant, ended that had no closing quote. */
let openStringEnd = -1;
let openCharacterEnd = -1;

/**
 * `quoteEnd` for the text being lexed. A quote without a partner was looked for up to the end of its line, so no later
 * quote of that line has one either: a line is searched once, not once a quote.
 */
function quoteEndInLine(text: string, open: number, length: number, quote: number): number {
  if (open < (quote === 34 ? openStringEnd : openCharacterEnd)) return -1;
  const end = quoteEnd(text, open, length, quote);
  if (end >= 0) return end;
  if (quote === 34) openStringEnd = quoteStop;
  else openCharacterEnd = quoteStop;
  return -1;
}

/** Where `quoteEnd` gave up. */
let quoteStop = 0;

/** End of a string or character constant opened at `open`, or -1 when its line ends first. */
function quoteEnd(text: string, open: number, length: number, quote: number): number {
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

let punctuatorKind: TokenKind = T.other;
let punctuatorLength = 1;
let punctuatorFlags = 0;

function found(kind: TokenKind, length: number): void {
  punctuatorKind = kind;
  punctuatorLength = length;
  punctuatorFlags = 0;
}

function foundDigraph(kind: TokenKind, length: number): void {
  found(kind, length);
  punctuatorFlags = F.digraph;
}

/** The longest punctuator at `i` (C11 6.4.6, digraphs included), left in `punctuatorKind` and `punctuatorLength`. */
function punctuator(text: string, i: number, c: number): void {
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

/**
 * The name of an identifier: a universal character name in it is the character that it stands for (C11 6.4.3), so that
 * `\\u00d6` and `Ö` are one name.
 */
function internIdentifier(word: string): NameId {
  if (!word.includes('\\')) return internWord(word);
  return internWord(
    word.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g, (written, short: string, long: string) => {
      const point = Number.parseInt(short ?? long, 16);
      const isCharacter = point >= 0xa0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
      return isCharacter ? String.fromCodePoint(point) : written;
    }),
  );
}

interface Relexed {
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
function lexAcrossSplices(text: string, start: number, length: number): Relexed | undefined {
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

/** `%:%:`, in characters. */
const LONGEST_PUNCTUATOR = 4;

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

/** Text of `[start, end)` with its line splices removed. */
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

/** The spelling of token `index`: its text without splices. */
export function spellingOf(lexed: LexedFile, index: number): string {
  const kind = lexed.kinds[index];
  const flags = lexed.flags[index];
  if (kind >= T.leftBracket && (flags & F.digraph) === 0) return punctuatorSpelling[kind];
  if (kind === T.identifier) return nameOf(lexed.names[index]);
  const text = lexed.file.text.slice(lexed.starts[index], lexed.ends[index]);
  return kind === T.string || kind === T.character || (flags & F.spliced) !== 0 ? withoutSplices(text) : text;
}
