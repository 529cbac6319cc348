/**
 * A member's declaration as written: where it begins and ends, where its type stands, how it is indented. For fixes,
 * which change text and nothing else.
 */
import { type LexedFile, lex, spellingOf } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import { tokenIndexAt } from '../lex/tokenAt.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';

export interface MemberText {
  /** From the first token of the declaration to its `;`. */
  readonly range: FileRange;
  /** The specifiers: what stands before the first declarator (`const __u32`); a record's body included. */
  readonly typeRange: FileRange;
  readonly type: string;
  /** The declarator with its `*` and `[]`, without the bit-field width. */
  readonly declarator: string;
  /** The declaration has other declarators too (`__u32 a, b;`): changing its type changes them. */
  readonly isShared: boolean;
  /** The member is written in the file's own text, on lines that hold nothing but members; what a fix may touch. */
  readonly indent: string;
  /** Offset of the line on which the declaration begins. */
  readonly lineStart: number;
  /** A comment that ends right before the declaration belongs to it: an insertion goes before the comment. */
  readonly insertAt: number;
}

/**
 * The declaration of the member whose name stands at `nameRange`; `undefined` when the name does not stand in the text
 * of a member declaration there (it came from a macro), so that no edit is safe.
 */
export function memberText(nameRange: FileRange, name: string): MemberText | undefined {
  const { file, start } = nameRange;
  const lexed = lex(file);
  const at = tokenIndexAt(lexed, start);
  if (at < 0 || lexed.starts[at] !== start || spellingOf(lexed, at) !== name) return undefined;
  const first = firstToken(lexed, at);
  const semicolon = endToken(lexed, at);
  if (first < 0 || semicolon < 0) return undefined;
  const declaratorStart = declaratorToken(lexed, first, at);
  if (declaratorStart <= first) return undefined;
  const comma = topLevelComma(lexed, first, semicolon);
  const begin = lexed.starts[first];
  const lineStart = file.text.lastIndexOf('\n', begin - 1) + 1;
  const lead = file.text.slice(lineStart, begin);
  return {
    range: { file, start: begin, end: lexed.ends[semicolon] },
    typeRange: { file, start: begin, end: lexed.ends[declaratorStart - 1] },
    type: file.text.slice(begin, lexed.ends[declaratorStart - 1]),
    declarator: file.text.slice(lexed.starts[declaratorStart], lexed.ends[lastDeclaratorToken(lexed, at, semicolon)]),
    isShared: comma,
    indent: /^\s*/.exec(lead)?.[0] ?? '',
    lineStart,
    insertAt: insertionPoint(lexed, file, begin, lineStart),
  };
}

/** Back to the first token after the `;`, `{` or directive before; a nested record's braces are passed over. */
function firstToken(lexed: LexedFile, at: number): number {
  const { kinds, flags } = lexed;
  let depth = 0;
  let i = at - 1;
  for (; i >= 0; i--) {
    const kind = kinds[i];
    // One look per line: where the name stands is no directive, or the walk comes to its `#`.
    if ((flags[i + 1] & F.lineStart) !== 0 && isDirective(lexed, i)) break;
    if (kind === T.hash) return -1;
    if (kind === T.rightBrace) depth++;
    else if (kind === T.leftBrace && depth-- === 0) break;
    else if (kind === T.semicolon && depth === 0) break;
  }
  return depth > 0 ? -1 : i + 1;
}

/** The `;` that ends the declaration, or -1. */
function endToken(lexed: LexedFile, at: number): number {
  for (let i = at; i < lexed.count; i++) {
    const kind = lexed.kinds[i];
    if (kind === T.semicolon) return i;
    if (kind === T.rightBrace || kind === T.leftBrace || kind === T.hash) return -1;
  }
  return -1;
}

/** A token of a directive line: its line begins with `#`. */
function isDirective({ kinds, flags }: LexedFile, index: number): boolean {
  let i = index;
  while (i > 0 && (flags[i] & F.lineStart) === 0) i--;
  return kinds[i] === T.hash;
}

/** Where the declarator begins: its `*`, `(` and qualifiers between them belong to it. */
function declaratorToken({ kinds }: LexedFile, first: number, at: number): number {
  let i = at;
  while (i > first && (kinds[i - 1] === T.star || kinds[i - 1] === T.leftParen)) i--;
  // A declarator after a comma: the type stands before the first of them.
  for (let j = first; j < i; j++) {
    if (kinds[j] === T.comma && depthAt(kinds, first, j) === 0) {
      let k = j - 1;
      while (k > first && kinds[k] !== T.identifier) k--;
      return k;
    }
  }
  return i;
}

function depthAt(kinds: Uint8Array, first: number, at: number): number {
  let depth = 0;
  for (let i = first; i < at; i++) {
    if (kinds[i] === T.leftBrace || kinds[i] === T.leftParen) depth++;
    else if (kinds[i] === T.rightBrace || kinds[i] === T.rightParen) depth--;
  }
  return depth;
}

function topLevelComma({ kinds }: LexedFile, first: number, semicolon: number): boolean {
  for (let i = first; i < semicolon; i++) if (kinds[i] === T.comma && depthAt(kinds, first, i) === 0) return true;
  return false;
}

function lastDeclaratorToken({ kinds }: LexedFile, at: number, semicolon: number): number {
  let i = at;
  let depth = 0;
  while (i + 1 < semicolon) {
    const kind = kinds[i + 1];
    if (kind === T.leftBracket || kind === T.leftParen) depth++;
    else if (kind === T.rightBracket || kind === T.rightParen) depth--;
    else if (depth === 0) break;
    i++;
  }
  return i;
}

/** Start of the line of the declaration, or of the comment above it that belongs to it. */
function insertionPoint({ comments }: LexedFile, { text }: SourceFile, begin: number, lineStart: number): number {
  let at = lineStart;
  for (let i = lastCommentBefore(comments, at); i >= 0; i -= 2) {
    const [start, end] = [comments[i], comments[i + 1]];
    const own = text.lastIndexOf('\n', start - 1) + 1;
    const isAlone = text.slice(own, start).trim() === '' && text.slice(end, at).replace(/[ \t]*\r?\n/, '') === '';
    if (!isAlone) break;
    at = own;
  }
  return Math.min(at, begin);
}

/** Index of the last comment that ends before `offset`, or less than 0. */
function lastCommentBefore(comments: ArrayLike<number>, offset: number): number {
  let low = 0;
  let high = comments.length / 2;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (comments[2 * middle + 1] <= offset) low = middle + 1;
    else high = middle;
  }
  return 2 * low - 2;
}
