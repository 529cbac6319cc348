/**
 * `/* uapi-ignore[rule-id, …]: reason *\/` and `uapi-ignore-file`, found in the comments of a header. A comment after code
 * holds for its line. A comment before code holds for the declaration, member, enumerator or `#define` that follows, with
 * the comments around it; before another directive it holds for that line.
 */
import { type LexedFile, lex, spellingOf } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import type { NamedRule, Suppression } from './suppressions.js';

const keyword = 'uapi-ignore';

/** What the comments of a header suppress, in text order. */
export function suppressionComments(file: SourceFile): readonly Suppression[] {
  if (!file.text.includes(keyword)) return [];
  const lexed = lex(file);
  const directives = directivesIn(lexed);
  if (directives.length === 0) return [];
  const scopes = scopeFinder(lexed);
  // Backwards, so that the end of a declaration that several comments share is looked for once.
  const found = directives.reverse().map(({ isForFile, rules, reason, range }): Suppression => {
    const scope = isForFile ? { start: 0, end: file.text.length } : scopes(range);
    return {
      kind: 'comment',
      rules,
      reason,
      range,
      covers: ({ range: { file: at, start } }) => at.path === file.path && scope.start <= start && start <= scope.end,
    };
  });
  return found.reverse();
}

interface Directive {
  readonly isForFile: boolean;
  readonly rules: readonly NamedRule[];
  readonly reason: string;
  /** The comment. */
  readonly range: FileRange;
}

/** Brackets do not nest, so that each match ends at the next bracket and all of them take linear time. */
const pattern = /\buapi-ignore(-file)?(?![\w-])[ \t]*(?:\[([^\][]*)\])?/g;

function directivesIn({ file, comments }: LexedFile): Directive[] {
  const directives: Directive[] = [];
  for (let i = 0; i + 1 < comments.length; i += 2) {
    const range = { file, start: comments[i], end: comments[i + 1] };
    const text = file.text.slice(range.start, range.end);
    if (!text.includes(keyword)) continue;
    const matches = [...text.matchAll(pattern)];
    matches.forEach((match, index) => {
      const [all, forFile, list] = match;
      // Without a list it is a mention in prose, unless the comment begins with it.
      if (
        list === undefined &&
        text
          .slice(0, match.index)
          .replace(/^\/[/*]\**/, '')
          .trim() !== ''
      )
        return;
      const after = match.index + all.length;
      directives.push({
        isForFile: forFile !== undefined,
        rules: list === undefined ? [] : namedRules(list, file, range.start + after - 1 - list.length),
        reason: reasonIn(text.slice(after, matches[index + 1]?.index ?? text.length)),
        range,
      });
    });
  }
  return directives;
}

function namedRules(list: string, file: SourceFile, at: number): readonly NamedRule[] {
  return [...list.matchAll(/[^\s,*]+/g)].map((match) => {
    const start = at + match.index;
    return { name: match[0], range: { file, start, end: start + match[0].length } };
  });
}

/** What follows the colon, on one line, without the comment's markers. */
function reasonIn(text: string): string {
  const after = /^\s*:([\s\S]*)$/.exec(text)?.[1] ?? '';
  return after
    .replace(/\*\/$/, '')
    .replace(/\r?\n[ \t]*\*?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Offsets {
  readonly start: number;
  readonly end: number;
}

/** A function from a comment to the text that it speaks of. */
function scopeFinder(lexed: LexedFile): (comment: FileRange) => Offsets {
  const { file, starts, ends, kinds, count } = lexed;
  const { text } = file;
  const { closes, isInEnum } = bracketsOf(lexed);
  const endOfDeclaration = new Map<number, number>();

  const lineEnd = (offset: number): number => {
    const end = text.indexOf('\n', offset);
    return end < 0 ? text.length : end;
  };

  /** The last token of the declaration that begins with token `first`. */
  const lastToken = (first: number): number => {
    let i = first;
    while (i < count) {
      const known = endOfDeclaration.get(i);
      if (known !== undefined && i > first) return known;
      const kind = kinds[i];
      if (isDirective(lexed, i)) {
        i = directiveEnd(lexed, i);
        continue;
      }
      if (kind === T.leftBrace || kind === T.leftParen || kind === T.leftBracket) {
        const close = closes[i];
        if (close < 0) return count - 1;
        const isFunctionBody = kind === T.leftBrace && i > first && kinds[i - 1] === T.rightParen;
        if (isFunctionBody) return close;
        i = close + 1;
        continue;
      }
      // The enclosing bracket ends: the last enumerator, or text that is being typed.
      if (kind === T.rightBrace || kind === T.rightParen || kind === T.rightBracket) return Math.max(first, i - 1);
      if (kind === T.semicolon || (kind === T.comma && isInEnum[first] === 1)) return i;
      i++;
    }
    return count - 1;
  };

  return (comment) => {
    const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
    const next = firstTokenFrom(lexed, comment.start);
    const isAfterCode = next > 0 && ends[next - 1] > lineStart;
    if (isAfterCode) return { start: lineStart, end: lineEnd(comment.start) };
    if (next === count) return { start: comment.start, end: comment.end };
    const start = attachedStart(lexed, comment.start);
    if (isDirective(lexed, next)) {
      const isDefine = next + 1 < count && spellingOf(lexed, next + 1) === 'define';
      return { start, end: lineEnd(isDefine ? ends[directiveEnd(lexed, next) - 1] : starts[next]) };
    }
    const last = lastToken(next);
    endOfDeclaration.set(next, last);
    return { start, end: lineEnd(ends[last]) };
  };
}

/** Index of the first token at or after `offset`; `count` where there is none. */
function firstTokenFrom({ starts, count }: LexedFile, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (starts[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Comments that are looked at above one: its kernel-doc, and what stands above that. */
const maxAttached = 4;

/** Start of the comment, or of those right above it that stand alone on their lines: a kernel-doc comment, mostly. */
function attachedStart({ file: { text }, comments, starts, ends, count }: LexedFile, start: number): number {
  let low = 0;
  let high = comments.length / 2;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (comments[2 * middle] < start) low = middle + 1;
    else high = middle;
  }
  let at = start;
  for (let i = low - 1; i >= Math.max(0, low - maxAttached); i--) {
    const [above, aboveEnd] = [comments[2 * i], comments[2 * i + 1]];
    if (!/^[ \t]*\r?\n[ \t]*$/.test(text.slice(aboveEnd, at))) break;
    const token = firstTokenFrom({ starts, count } as LexedFile, above);
    const lineStart = text.lastIndexOf('\n', above - 1) + 1;
    if (token > 0 && ends[token - 1] > lineStart) break;
    at = above;
  }
  return at;
}

function isDirective({ kinds, flags }: LexedFile, index: number): boolean {
  return kinds[index] === T.hash && (flags[index] & F.lineStart) !== 0;
}

/** Index after the last token of the directive that begins at `index`. */
function directiveEnd({ flags, count }: LexedFile, index: number): number {
  let i = index + 1;
  while (i < count && (flags[i] & F.lineStart) === 0) i++;
  return i;
}

/** For each opening bracket its closing one, or -1; for each token whether the nearest brace around it is an enum's. */
function bracketsOf(lexed: LexedFile): { readonly closes: Int32Array; readonly isInEnum: Uint8Array } {
  const { kinds, count } = lexed;
  const closes = new Int32Array(count).fill(-1);
  const isInEnum = new Uint8Array(count);
  const open: { readonly at: number; readonly kind: number; readonly isEnum: boolean }[] = [];
  for (let i = 0; i < count; i++) {
    if (isDirective(lexed, i)) {
      i = directiveEnd(lexed, i) - 1;
      continue;
    }
    const kind = kinds[i];
    isInEnum[i] = open.at(-1)?.isEnum === true ? 1 : 0;
    if (kind === T.leftBrace || kind === T.leftParen || kind === T.leftBracket) {
      open.push({ at: i, kind, isEnum: kind === T.leftBrace && followsEnum(lexed, i) });
    } else if (kind === T.rightBrace || kind === T.rightParen || kind === T.rightBracket) {
      const opening = kind === T.rightBrace ? T.leftBrace : kind === T.rightParen ? T.leftParen : T.leftBracket;
      if (open.at(-1)?.kind === opening) closes[open.pop()!.at] = i;
    }
  }
  return { closes, isInEnum };
}

/** `enum {` or `enum name {`. */
function followsEnum(lexed: LexedFile, brace: number): boolean {
  const is = (index: number): boolean => index >= 0 && spellingOf(lexed, index) === 'enum';
  return is(brace - 1) || is(brace - 2);
}
