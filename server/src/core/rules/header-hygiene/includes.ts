/** The include directives of a header, its include guard, and the place where another include belongs. */
import { type HeaderText, perPiece, type TextDirective, type TextToken } from '../../review/headerText.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import { type FileRange, subrange } from '../../source/sourceFile.js';
import type { AbiId } from '../../target/abi.js';
import type { TextEdit } from '../rule.js';

export interface IncludeDirective {
  /** Between the brackets or quotes. */
  readonly spelling: string;
  /** Place of the spelling, without brackets. */
  readonly range: FileRange;
  readonly directive: TextDirective;
}

export function includesOf(header: ReviewedHeader): readonly IncludeDirective[] {
  return includesIn(header.text);
}

const includesIn = perPiece((text) =>
  text.directives.flatMap((directive): readonly IncludeDirective[] => {
    if (directive.name !== 'include' && directive.name !== 'include_next') return [];
    const { file, start, end } = directive.range;
    const match = /[<"]([^>"\n]+)[>"]/.exec(file.text.slice(start, end));
    if (match === null) return [];
    const at = start + match.index + 1;
    return [{ spelling: match[1], range: subrange(directive.range, at, at + match[1].length), directive }];
  }),
);

export interface IncludeGuard {
  /** `#ifndef NAME`. */
  readonly opening: TextDirective;
  readonly name: string;
  readonly nameRange: FileRange;
  /** What stands on the next line. */
  readonly define: TextDirective | undefined;
  /** Nothing stands before and after it. */
  readonly isWhole: boolean;
}

/**
 * The conditional around the header; `undefined` when its first directive opens none. Includes may stand before it: they
 * have guards of their own.
 */
export function includeGuard(header: ReviewedHeader): IncludeGuard | undefined {
  return header.part('includeGuard', () => {
    const [first, lastCode] = codeEnds(header.text);
    const begin = header.text.directives.findIndex((directive) => directive.name !== 'include');
    const directives = header.text.directives.slice(Math.max(0, begin));
    const [opening, next] = directives;
    if (begin < 0 || opening === undefined) return undefined;
    const { name, tokens } = opening;
    const spelled = tokens.map(({ text }) => text).join('');
    const guard = name === 'ifndef' ? tokens[0] : /^!defined\(?\w+\)?$/.test(spelled) ? tokens.at(-1) : undefined;
    const named = guard?.text === ')' ? tokens.at(-2) : guard;
    if (named === undefined || (name !== 'ifndef' && name !== 'if')) return undefined;
    const last = directives[directives.length - 1];
    const isWhole =
      last.name === 'endif' &&
      last.depth === 1 &&
      !directives.slice(1, -1).some(({ depth }) => depth === 0) &&
      (first === undefined ||
        (first.range.start > opening.range.start && lastCode !== undefined && lastCode.range.end < last.range.end));
    const define = next?.name === 'define' ? next : undefined;
    return { opening, name: named.text, nameRange: named.range, define, isWhole };
  });
}

/** The first and the last token outside directives. */
export function codeEnds(text: HeaderText): readonly [TextToken | undefined, TextToken | undefined] {
  const parts = text.pieces ?? [text];
  return [
    parts.find(({ code }) => code.length > 0)?.code[0],
    parts.findLast(({ code }) => code.length > 0)?.code.at(-1),
  ];
}

/** Adds an include in order of the alphabet, or after the include guard where the header has none yet. */
export function insertInclude(header: ReviewedHeader, spelling: string): TextEdit[] {
  const { file, text } = header;
  const guard = includeGuard(header);
  const depth = guard === undefined ? 0 : 1;
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const line = `#include <${spelling}>${newline}`;
  const top = includesOf(header).filter(({ directive }) => directive.depth === depth);
  const later = top.find((each) => each.spelling > spelling);
  if (later !== undefined) return insertAt(header, lineStart(file.text, later.directive.range.start), line);
  const last = top.at(-1)?.directive ?? guard?.define;
  if (last !== undefined) {
    const end = file.text.indexOf('\n', last.range.end);
    if (end < 0) return [];
    return insertAt(header, end + 1, top.length > 0 ? line : `${newline}${line}`);
  }
  const first = [text.directives[0], codeEnds(text)[0]]
    .filter((each) => each !== undefined)
    .map(({ range }) => range.start)
    .sort((a, b) => a - b)[0];
  return first === undefined ? [] : insertAt(header, lineStart(file.text, first), `${line}${newline}`);
}

function insertAt({ file }: ReviewedHeader, at: number, newText: string): TextEdit[] {
  return [{ range: { file, start: at, end: at }, newText }];
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The front end met no error: only then is the header as a whole worth a word about its form. */
export function isReadable({ analyses }: ReviewedHeader): boolean {
  return !analyses.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'));
}

/** Findings about text hold on every ABI. */
export function abisOf({ abiIds }: ReviewedHeader): readonly AbiId[] {
  return abiIds;
}
