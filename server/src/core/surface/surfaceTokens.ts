/**
 * The tokens of a source file that its surface consists of: directives are taken out (and those that matter kept apart),
 * and of a conditional one branch stays, so that brackets balance. It is the first, as nothing is known of the
 * configuration; of `#if 0` and of `#ifndef CONFIG_…` the other, where there is one.
 */
import { intern, nameOf } from '../base/names.js';
import type { LexedFile } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import type { SurfaceInclude, SurfaceMacro } from './ast.js';

export interface SurfaceTokens {
  readonly lexed: LexedFile;
  /** Indices into the columns of `lexed`. */
  readonly indices: Int32Array;
  readonly count: number;
  readonly macros: readonly SurfaceMacro[];
  readonly includes: readonly SurfaceInclude[];
}

const D = {
  define: intern('define'),
  include: intern('include'),
  if: intern('if'),
  ifdef: intern('ifdef'),
  ifndef: intern('ifndef'),
  elif: intern('elif'),
  else: intern('else'),
  endif: intern('endif'),
} as const;

/** One open conditional. */
interface Conditional {
  readonly outerActive: boolean;
  /** A branch was taken. */
  isTaken: boolean;
}

export function surfaceTokens(lexed: LexedFile): SurfaceTokens {
  const { kinds, flags, names, count } = lexed;
  const indices = new Int32Array(count);
  const macros: SurfaceMacro[] = [];
  const includes: SurfaceInclude[] = [];
  const conditionals: Conditional[] = [];
  let isActive = true;
  let kept = 0;
  for (let i = 0; i < count; ) {
    if (kinds[i] !== T.hash || (flags[i] & F.lineStart) === 0) {
      if (isActive && kinds[i] !== T.other) indices[kept++] = i;
      i++;
      continue;
    }
    let end = i + 1;
    while (end < count && (flags[end] & F.lineStart) === 0) end++;
    const name = end > i + 1 ? names[i + 1] : -1;
    if (name === D.if || name === D.ifdef || name === D.ifndef) {
      const isSkipped: boolean = isActive && skipsFirstBranch(lexed, i + 1, end);
      conditionals.push({ outerActive: isActive, isTaken: !isSkipped });
      isActive = isActive && !isSkipped;
    } else if (name === D.elif || name === D.else) {
      const open = conditionals.at(-1);
      if (open !== undefined) {
        isActive = open.outerActive && !open.isTaken;
        open.isTaken = true;
      }
    } else if (name === D.endif) {
      isActive = conditionals.pop()?.outerActive ?? isActive;
    } else if (isActive && name === D.define) {
      const macro = macroOf(lexed, i, end);
      if (macro !== undefined) macros.push(macro);
    } else if (isActive && name === D.include) {
      const include = includeOf(lexed, i, end);
      if (include !== undefined) includes.push(include);
    }
    i = end;
  }
  return { lexed, indices, count: kept, macros, includes };
}

/** `#if 0` and `#ifndef CONFIG_X`; `at` is the directive's name. */
function skipsFirstBranch({ names, kinds, starts, file }: LexedFile, at: number, end: number): boolean {
  if (at + 1 >= end) return false;
  if (names[at] === D.if) return end === at + 2 && kinds[at + 1] === T.number && file.text[starts[at + 1]] === '0';
  return names[at] === D.ifndef && names[at + 1] >= 0 && nameOf(names[at + 1]).startsWith('CONFIG_');
}

function macroOf(lexed: LexedFile, hash: number, end: number): SurfaceMacro | undefined {
  const { kinds, flags, names, starts, ends } = lexed;
  const at = hash + 2;
  if (at >= end || kinds[at] !== T.identifier) return undefined;
  let body = at + 1;
  let parameters: string[] | undefined;
  if (body < end && kinds[body] === T.leftParen && (flags[body] & F.space) === 0) {
    parameters = [];
    for (body++; body < end && kinds[body] !== T.rightParen; body++) {
      if (kinds[body] === T.identifier) parameters.push(nameOf(names[body]));
      else if (kinds[body] === T.ellipsis) parameters.push('...');
    }
    body++;
  }
  const last = ends[end - 1];
  return {
    start: starts[hash],
    end: last,
    name: { text: nameOf(names[at]), start: starts[at], end: ends[at] },
    ...(parameters === undefined ? {} : { parameters }),
    body: body < end ? { start: starts[body], end: last } : { start: last, end: last },
  };
}

function includeOf({ kinds, starts, ends, file }: LexedFile, hash: number, end: number): SurfaceInclude | undefined {
  const at = hash + 2;
  if (at >= end || (kinds[at] !== T.headerName && kinds[at] !== T.string)) return undefined;
  const text = file.text.slice(starts[at], ends[at]);
  return {
    start: starts[hash],
    end: ends[end - 1],
    spelling: text.slice(1, -1),
    isAngled: text.startsWith('<'),
  };
}
