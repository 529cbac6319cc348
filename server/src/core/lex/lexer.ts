/**
 * Text to preprocessing tokens: translation phases 1 to 3 (C11 5.1.1.2) in one pass, without an error state: every text
 * gives tokens. Tokens are columns of numbers (kind, start, end, name), not objects, so that a whole header costs a few
 * allocations. Line splices are not removed from the text; a token that a splice touches is lexed again from its
 * logical line (`lexAcrossSplices`), and keeps the range it has in the file.
 *
 * Follows gcc where the standard leaves a choice: a backslash, white space and a newline is a splice; `$` and any
 * character from U+0080 belong to identifiers; an unpaired quote is a token of its own.
 */
import { HASH_PRIME, HASH_SEED, intern, internRange, nameOf } from '../base/names.js';
import type { SourceFile } from '../source/sourceFile.js';
import {
  C_BACKSLASH,
  C_DIGIT,
  C_END,
  C_IDENTIFIER,
  C_NEWLINE,
  C_PUNCTUATOR,
  C_QUOTE,
  C_SLASH,
  C_SPACE,
  classes,
  wordCharacters,
} from './characterClass.js';
import { blockCommentEnd, lineCommentEnd, splicedCommentStart, startCommentSearch } from './commentEnd.js';
import { punctuator, punctuatorFlags, punctuatorKind, punctuatorLength } from './punctuator.js';
import { quoteEndInLine, startQuoteSearch } from './quoteEnd.js';
import { spliceLength, withoutSplices } from './splice.js';
import { lexAcrossSplices } from './splicedToken.js';
import { F, punctuatorSpelling, T, type TokenKind } from './token.js';
import { headerNameEnd, isEncodingPrefix, numberEnd, wordEnd } from './tokenEnd.js';
import { internIdentifier, universalNameEnd } from './universalName.js';

export { withoutSplices };

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
  /**
   * Scratch of `preprocess` and `review`, kept here and not in weak maps: what was made of a file belongs to it and goes
   * with it (docs/decisions/0003).
   */
  readonly memo: { directives: unknown; installedView: unknown; runs: unknown; headerText: unknown };
}

// The columns of the file that is being lexed: kept from file to file, and copied to size at its end.
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

const includeNames = new Set(['include', 'include_next', 'import'].map(intern));
const hasIncludeNames = new Set(['__has_include', '__has_include_next'].map(intern));

let memo = new WeakMap<SourceFile, LexedFile>();
/** How the tokens of a file are had without lexing it. */
const makers = new WeakMap<SourceFile, () => LexedFile>();
let lexedFiles = 0;

/** The tokens of a file, lexed once per file object. */
export function lex(file: SourceFile): LexedFile {
  let lexed = memo.get(file);
  if (lexed === undefined) {
    lexed = makers.get(file)?.() ?? lexText(file);
    memo.set(file, lexed);
  }
  return lexed;
}

/** The tokens of `file`, where they are not known yet, are what `make` gives when they are first asked for. */
export function lexLater(file: SourceFile, make: () => LexedFile): void {
  makers.set(file, make);
}

/** Lets go of a file's tokens, and with them of all that was made of them. */
export function forgetFile(file: SourceFile): void {
  memo.delete(file);
}

/** How many files were lexed so far: tests assert by it that an edit lexes one file. */
export function lexCount(): number {
  return lexedFiles;
}

/** Forgets every lexed file (benchmarks measure the lexer itself). */
export function forgetLexedFiles(): void {
  memo = new WeakMap();
}

function lexText(file: SourceFile): LexedFile {
  lexedFiles++;
  // The closing NUL lets the inner loops run without a bounds check; a NUL inside the text is told apart by position.
  const text = [file.text, '\0'].join('');
  const length = file.text.length;
  const comments: number[] = [];
  startCommentSearch();
  startQuoteSearch();
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
    memo: { directives: undefined, installedView: undefined, runs: undefined, headerText: undefined },
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

/** The spelling of token `index`: its text without splices. */
export function spellingOf(lexed: LexedFile, index: number): string {
  const kind = lexed.kinds[index];
  const flags = lexed.flags[index];
  if (kind >= T.leftBracket && (flags & F.digraph) === 0) return punctuatorSpelling[kind];
  if (kind === T.identifier) return nameOf(lexed.names[index]);
  const text = lexed.file.text.slice(lexed.starts[index], lexed.ends[index]);
  return kind === T.string || kind === T.character || (flags & F.spliced) !== 0 ? withoutSplices(text) : text;
}
