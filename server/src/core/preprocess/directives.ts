/**
 * The directives of a file, found once per lexed file: which line does what, where the next branch of a conditional is,
 * and the definition that a `#define` line makes. Skipping an inactive branch is a jump along `next`.
 */
import { intern, type NameId, nameOf } from '../base/names.js';
import { type LexedFile, spellingOf } from '../lex/lexer.js';
import { F, T, type TokenKind } from '../lex/token.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { MacroDefinition, MacroToken } from './macro.js';

export type DirectiveKind =
  | 'define'
  | 'undef'
  | 'include'
  | 'include_next'
  | 'if'
  | 'ifdef'
  | 'ifndef'
  | 'elif'
  | 'else'
  | 'endif'
  | 'error'
  | 'warning'
  | 'pragma'
  | 'line'
  /** No directive: a group of pieces of a document. */
  | 'group'
  | 'ignored'
  | 'empty'
  | 'unknown';

export interface Directive {
  readonly kind: DirectiveKind;
  /** Token index of the `#`. */
  readonly hash: number;
  /** Token index after the directive's last token. */
  readonly end: number;
  /** Index (in `directives`) of the next #elif, #else or #endif of the same conditional; -1 when there is none. */
  next: number;
  /** Memo of the definition that a `#define` line makes, or the message of its error. */
  macro: MacroDefinition | { readonly error: string; readonly at: number } | undefined;
}

export interface DirectiveTable {
  readonly directives: readonly Directive[];
  /** The text has a `#pragma once`, or a `_Pragma` that may come to one: whether it was carried out has to be asked. */
  readonly mayBeOnce: boolean;
}

const kindsByName = new Map<NameId, DirectiveKind>(
  (
    [
      'define',
      'undef',
      'include',
      'include_next',
      'if',
      'ifdef',
      'ifndef',
      'elif',
      'else',
      'endif',
      'error',
      'warning',
      'pragma',
      'line',
    ] as const
  ).map((kind) => [intern(kind), kind]),
);
for (const name of ['ident', 'sccs', 'assert', 'unassert']) kindsByName.set(intern(name), 'ignored');
kindsByName.set(intern('import'), 'include');

const N_ONCE = intern('once');
const N_PRAGMA_OPERATOR = intern('_Pragma');
const N_DEFINED = intern('defined');
const N_VA_ARGS = intern('__VA_ARGS__');
const NO_PARAMETERS: NameId[] = [];

export function directivesOf(lexed: LexedFile): DirectiveTable {
  lexed.memo.directives ??= findDirectives(lexed);
  return lexed.memo.directives as DirectiveTable;
}

function findDirectives(lexed: LexedFile): DirectiveTable {
  const { kinds, flags, names, count } = lexed;
  const directives: Directive[] = [];
  const open: number[] = [];
  // Who says it by a macro of another file is not heard.
  let mayBeOnce = names.includes(N_PRAGMA_OPERATOR);
  for (let i = 0; i < count; i++) {
    if (kinds[i] === T.group) directives.push({ kind: 'group', hash: i, end: i + 1, next: -1, macro: undefined });
    if (kinds[i] !== T.hash || (flags[i] & F.lineStart) === 0) continue;
    let end = i + 1;
    while (end < count && (flags[end] & F.lineStart) === 0) end++;
    let kind: DirectiveKind;
    if (end === i + 1) kind = 'empty';
    else if (kinds[i + 1] === T.identifier) kind = kindsByName.get(names[i + 1]) ?? 'unknown';
    // `# 42 "file"` is how a preprocessor's output says #line.
    else kind = kinds[i + 1] === T.number ? 'line' : 'unknown';
    const index = directives.length;
    directives.push({ kind, hash: i, end, next: -1, macro: undefined });
    if (kind === 'if' || kind === 'ifdef' || kind === 'ifndef') open.push(index);
    else if (kind === 'elif' || kind === 'else') {
      if (open.length > 0) {
        directives[open[open.length - 1]].next = index;
        open[open.length - 1] = index;
      }
    } else if (kind === 'endif') {
      const last = open.pop();
      if (last !== undefined) directives[last].next = index;
    } else if (kind === 'pragma' && kinds[i + 2] === T.identifier && names[i + 2] === N_ONCE && end > i + 2) {
      mayBeOnce = true;
    }
    i = end - 1;
  }
  return { directives, mayBeOnce };
}

/** Token `index` of a file as a token of a macro body or argument. */
export function tokenFrom(lexed: LexedFile, index: number, role: MacroToken['role']): MacroToken {
  return {
    kind: lexed.kinds[index],
    name: lexed.names[index],
    flags: lexed.flags[index] & (F.space | F.spliced | F.digraph | F.unterminated),
    file: lexed.file,
    start: lexed.starts[index],
    end: lexed.ends[index],
    text: undefined,
    role,
    expansion: undefined,
  };
}

/** The definition that a `#define` line makes (C11 6.10.3), made once. */
export function definitionOf(
  lexed: LexedFile,
  directive: Directive,
): MacroDefinition | { readonly error: string; readonly at: number } {
  if (directive.macro === undefined) directive.macro = readDefinition(lexed, directive);
  return directive.macro;
}

function readDefinition(
  lexed: LexedFile,
  directive: Directive,
): MacroDefinition | { readonly error: string; readonly at: number } {
  const { kinds, flags, names, starts, ends } = lexed;
  const { end } = directive;
  let i = directive.hash + 2;
  if (i >= end) return { error: 'a #define needs the name of the macro', at: i - 1 };
  if (kinds[i] !== T.identifier) return { error: 'the name of a macro must be an identifier', at: i };
  if (names[i] === N_DEFINED) return { error: '"defined" cannot be the name of a macro', at: i };
  const nameIndex = i++;
  let parameters: NameId[] = NO_PARAMETERS;
  let variadic = false;
  let functionLike = false;
  if (i < end && kinds[i] === T.leftParen && starts[i] === ends[nameIndex] && (flags[i] & F.space) === 0) {
    functionLike = true;
    parameters = [];
    i++;
    let closed = false;
    if (i < end && kinds[i] === T.rightParen) {
      closed = true;
      i++;
    }
    while (!closed) {
      if (i >= end) return { error: 'the parameter list of the macro has no closing parenthesis', at: end - 1 };
      if (kinds[i] === T.ellipsis) {
        parameters.push(N_VA_ARGS);
        variadic = true;
        i++;
      } else if (kinds[i] === T.identifier) {
        if (parameters.includes(names[i])) {
          return { error: `the macro has two parameters named "${nameOf(names[i])}"`, at: i };
        }
        parameters.push(names[i]);
        i++;
        if (i < end && kinds[i] === T.ellipsis) {
          variadic = true;
          i++;
        }
      } else return { error: 'a macro parameter must be an identifier', at: i };
      if (i < end && kinds[i] === T.comma && !variadic) i++;
      else if (i < end && kinds[i] === T.rightParen) {
        closed = true;
        i++;
      } else {
        return {
          error: 'the parameter list of the macro needs "," or ")" here',
          at: Math.min(i, end - 1),
        };
      }
    }
  }
  if (i < end) {
    if (kinds[i] === T.hashHash) return { error: '"##" cannot start the body of a macro', at: nameIndex };
    if (kinds[end - 1] === T.hashHash) return { error: '"##" cannot end the body of a macro', at: end - 1 };
  }
  return new SourceMacro(lexed, nameIndex, i, end, functionLike, parameters, variadic);
}

/** The definition of a `#define` line, whose body stays in the columns of its file until it is expanded. */
class SourceMacro implements MacroDefinition {
  readonly name: NameId;
  readonly functionLike: boolean;
  readonly parameters: readonly NameId[];
  readonly variadic: boolean;
  readonly builtin = undefined;
  readonly file: SourceFile;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly bodyLength: number;
  expanding = false;
  memo: unknown = undefined;
  readonly #lexed: LexedFile;
  readonly #bodyStart: number;
  #body: readonly MacroToken[] | undefined;
  #bodyParameters: readonly number[] | undefined;

  constructor(
    lexed: LexedFile,
    nameIndex: number,
    bodyStart: number,
    bodyEnd: number,
    functionLike: boolean,
    parameters: readonly NameId[],
    variadic: boolean,
  ) {
    this.name = lexed.names[nameIndex];
    this.functionLike = functionLike;
    this.parameters = parameters;
    this.variadic = variadic;
    this.file = lexed.file;
    this.nameStart = lexed.starts[nameIndex];
    this.nameEnd = lexed.ends[nameIndex];
    this.bodyLength = bodyEnd - bodyStart;
    this.#lexed = lexed;
    this.#bodyStart = bodyStart;
  }

  get firstKind(): TokenKind {
    return this.bodyLength === 0 ? T.eof : this.#lexed.kinds[this.#bodyStart];
  }

  get firstText(): string {
    return this.bodyLength === 0 ? '' : spellingOf(this.#lexed, this.#bodyStart);
  }

  get body(): readonly MacroToken[] {
    if (this.#body === undefined) {
      const body: MacroToken[] = [];
      for (let i = 0; i < this.bodyLength; i++) body.push(tokenFrom(this.#lexed, this.#bodyStart + i, 'macroBody'));
      this.#body = body;
    }
    return this.#body;
  }

  get bodyParameters(): readonly number[] {
    this.#bodyParameters ??= this.body.map((token) =>
      this.functionLike && token.kind === T.identifier ? this.parameters.indexOf(token.name) : -1,
    );
    return this.#bodyParameters;
  }

  mentions(names: ReadonlySet<NameId>): boolean {
    for (let i = 0; i < this.bodyLength; i++) {
      const name = this.#lexed.names[this.#bodyStart + i];
      if (name >= 0 && names.has(name)) return true;
    }
    return false;
  }
}
