/** Where in a header a cursor is, told from the tokens before it: half-written text has no other structure. */
import { lex, type SourceFile, spellingOf, tokenKinds as T } from '../../core/index.js';

export interface Cursor {
  readonly place: 'comment' | 'directive' | 'argument' | 'record' | 'top' | 'other';
  readonly wordStart: number;
  /** Of a comment: where it begins and ends. */
  readonly comment?: { readonly start: number; readonly end: number };
  /** The call that holds the cursor. */
  readonly call?: CursorCall;
}

export interface CursorCall {
  readonly name: string;
  /** Arguments before the cursor's, as written. */
  readonly before: readonly string[];
}

export function cursorAt(file: SourceFile, offset: number): Cursor {
  const { text } = file;
  const lexed = lex(file);
  let wordStart = offset;
  while (wordStart > 0 && /\w/.test(text[wordStart - 1])) wordStart--;
  const comment = commentHolding(lexed.comments, offset);
  if (comment !== undefined) {
    if (text[wordStart - 1] === '@') wordStart--;
    return { place: 'comment', wordStart, comment };
  }
  /** Tokens that end before the word. */
  let count = 0;
  for (let high = lexed.count; count < high; ) {
    const middle = Math.floor((count + high) / 2);
    if (lexed.ends[middle] <= wordStart) count = middle + 1;
    else high = middle;
  }
  const lineStart = text.lastIndexOf('\n', wordStart - 1) + 1;
  const isDirective = /^\s*#/.test(text.slice(lineStart, wordStart)) || continuesDirective(text, lineStart);
  const call = callHolding(lexed, count);
  if (isDirective) return { place: 'directive', wordStart, ...(call === undefined ? {} : { call }) };
  const opener = openBrace(lexed, count);
  if (opener < 0) return { place: startsDeclaration(lexed.kinds, count) ? 'top' : 'other', wordStart };
  if (call !== undefined) return { place: 'argument', wordStart, call };
  const head = [spellingOf(lexed, opener - 1), opener > 1 ? spellingOf(lexed, opener - 2) : ''];
  const isRecord = head.some((word) => word === 'struct' || word === 'union');
  return { place: isRecord ? 'record' : 'other', wordStart };
}

function commentHolding(comments: ArrayLike<number>, offset: number): { start: number; end: number } | undefined {
  for (let i = 0; i + 1 < comments.length && comments[i] < offset; i += 2) {
    if (offset < comments[i + 1]) return { start: comments[i], end: comments[i + 1] };
  }
  return undefined;
}

function continuesDirective(text: string, lineStart: number): boolean {
  let start = lineStart;
  while (start > 0 && /\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start))) {
    start = text.lastIndexOf('\n', start - 2) + 1;
    if (/^\s*#/.test(text.slice(start, start + 64))) return true;
  }
  return false;
}

/** The nearest `{` that is still open before token `count`; -1 for none. */
function openBrace({ kinds }: { readonly kinds: Uint8Array }, count: number): number {
  let depth = 0;
  for (let i = count - 1; i >= 0; i--) {
    if (kinds[i] === T.rightBrace) depth++;
    else if (kinds[i] === T.leftBrace && depth-- === 0) return i;
  }
  return -1;
}

function startsDeclaration(kinds: Uint8Array, count: number): boolean {
  const last = count === 0 ? T.semicolon : kinds[count - 1];
  // After a directive the last token may be any.
  return last !== T.leftParen && last !== T.comma;
}

/** An argument list is short. */
const MAX_TOKENS = 64;

function callHolding(lexed: ReturnType<typeof lex>, count: number): CursorCall | undefined {
  let depth = 0;
  const before: string[] = [];
  let argument = '';
  let isCurrent = true;
  for (let i = count - 1; i >= Math.max(1, count - MAX_TOKENS); i--) {
    const kind = lexed.kinds[i];
    if (kind === T.semicolon || kind === T.hash) return undefined;
    if (kind === T.rightParen) depth++;
    if (kind === T.leftParen && depth-- === 0) {
      if (!isCurrent) before.unshift(argument);
      return { name: spellingOf(lexed, i - 1), before };
    }
    if (kind === T.comma && depth === 0) {
      if (!isCurrent) before.unshift(argument);
      isCurrent = false;
      argument = '';
    } else {
      argument = spellingOf(lexed, i) + argument;
    }
  }
  return undefined;
}
