/** The `#define` of a command taken apart as text: which macro it calls, with which arguments. */
import { T } from '../../lex/token.js';
import type { Command } from '../../review/commands.js';
import type { TextComment, TextDefine, TextToken } from '../../review/headerText.js';
import { type FileRange, subrange } from '../../source/sourceFile.js';

export interface MacroCall {
  readonly name: TextToken;
  readonly args: readonly (readonly TextToken[])[];
  /** From the macro's name to its closing parenthesis. */
  readonly range: FileRange;
}

/** The call that a body is, parentheses around it left out; `undefined` for anything else. */
export function callOf(body: readonly TextToken[]): MacroCall | undefined {
  let [first, end] = [0, body.length];
  while (body[first]?.kind === T.leftParen && body[end - 1]?.kind === T.rightParen) {
    first++;
    end--;
  }
  const name = body[first];
  if (name?.kind !== T.identifier || body[first + 1]?.kind !== T.leftParen) return undefined;
  const args: TextToken[][] = [[]];
  let depth = 0;
  for (let i = first + 1; i < end; i++) {
    const token = body[i];
    if (token.kind === T.rightParen && --depth === 0) {
      if (i !== end - 1) return undefined;
      return { name, args, range: subrange(name.range, name.range.start, token.range.end) };
    }
    if (token.kind === T.comma && depth === 1) args.push([]);
    else if (depth > 0) args[args.length - 1].push(token);
    if (token.kind === T.leftParen) depth++;
  }
  return undefined;
}

/** The call that makes a command, as its `#define` has it. */
export function commandCall({ define }: Command): MacroCall | undefined {
  return define === undefined || define.parameters !== undefined ? undefined : callOf(define.body);
}

/** Tokens as they stand in the file, white space as one space. */
export function textOf(tokens: readonly TextToken[]): string {
  const [first, last] = [tokens[0], tokens[tokens.length - 1]];
  return first === undefined ? '' : first.range.file.text.slice(first.range.start, last.range.end).replace(/\s+/g, ' ');
}

export function rangeOf(tokens: readonly TextToken[]): FileRange | undefined {
  const [first, last] = [tokens[0], tokens[tokens.length - 1]];
  return first === undefined ? undefined : subrange(first.range, first.range.start, last.range.end);
}

/** `_IOR`, `_IOW`, `_IOWR`: the macros whose last argument is a type, with the direction codes of linux/ioctl.h. */
export const typedMacros: ReadonlySet<string> = new Set(['_IOR', '_IOW', '_IOWR']);

export const badMacros: ReadonlySet<string> = new Set(['_IOR_BAD', '_IOW_BAD', '_IOWR_BAD']);

/** Names that a macro's body mentions, of all its `#define`s in the header (below `#if` and `#else`). */
export function mentionedInBody(defines: readonly TextDefine[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { body } of defines) for (const { kind, text } of body) if (kind === T.identifier) names.add(text);
  return names;
}

/** The last of comments in text order that ends at or before an offset. */
export function commentBefore(comments: readonly TextComment[], offset: number): TextComment | undefined {
  return comments[countBefore(comments, offset) - 1];
}

/** The first comment behind an offset that lies in none. */
export function commentAfter(comments: readonly TextComment[], offset: number): TextComment | undefined {
  return comments[countBefore(comments, offset)];
}

function countBefore(comments: readonly TextComment[], offset: number): number {
  let [low, high] = [0, comments.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (comments[middle].range.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
