/**
 * Macro definitions and the tokens that live inside expansions. A definition is made once per `#define` line and file
 * object, so identity tells whether two units (or two ABIs) saw the same definition.
 */
import { type NameId, nameOf } from '../base/names.js';
import { withoutSplices } from '../lex/lexer.js';
import { F, punctuatorSpelling, T, type TokenKind } from '../lex/token.js';
import type { SourceFile } from '../source/sourceFile.js';

/** A token on its way through macro expansion. Tokens of a file's own text never become one unless a macro takes them. */
export interface MacroToken {
  readonly kind: TokenKind;
  readonly name: NameId;
  readonly flags: number;
  /** Where the characters stand; undefined for tokens made by `#`, `##` or a built-in macro, which carry `text`. */
  readonly file: SourceFile | undefined;
  readonly start: number;
  readonly end: number;
  readonly text: string | undefined;
  readonly role: 'source' | 'macroBody' | 'macroArgument' | 'pasted' | 'stringized';
  readonly expansion: Expansion | undefined;
}

/** One use of a macro; `parent` is the use whose expansion contained it. */
export interface Expansion {
  readonly macro: MacroDefinition;
  readonly parent: Expansion | undefined;
  /** Offset, in the text that is being read, of the macro name that started it all. */
  readonly place: number;
}

export type BuiltinMacro = 'file' | 'line' | 'counter' | 'include-level' | 'base-file' | 'date' | 'time';

export interface MacroDefinition {
  readonly name: NameId;
  readonly functionLike: boolean;
  readonly parameters: readonly NameId[];
  /** The last parameter takes the rest of the arguments (`...` or GNU `name...`). */
  readonly variadic: boolean;
  /** Made on first use: most macros of a header are never expanded. */
  readonly body: readonly MacroToken[];
  /** Number of body tokens, and the kind of the first. */
  readonly bodyLength: number;
  readonly firstKind: TokenKind;
  /** The spelling of the first; asking for it does not make the body. */
  readonly firstText: string;
  /** True when an identifier of the body is one of `names`. */
  mentions(names: ReadonlySet<NameId>): boolean;
  /** For each body token its parameter index, or -1. */
  readonly bodyParameters: readonly number[];
  readonly builtin: BuiltinMacro | undefined;
  /** Place of the name in its `#define`; undefined for predefined macros. */
  readonly file: SourceFile | undefined;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Scratch of the expander: true while the macro's own expansion is being read (C11 6.10.3.4p2). */
  expanding: boolean;
  /** Scratch of later rooms: what they came to know of the macro, kept with it (a weak map would cost more than that). */
  memo: unknown;
}

/** A definition without a body: built-in macros, and the mark of `#pragma once`. */
export function bodilessMacro(name: NameId, builtin: BuiltinMacro | undefined): MacroDefinition {
  return {
    name,
    functionLike: false,
    parameters: [],
    variadic: false,
    body: [],
    bodyLength: 0,
    firstKind: T.eof,
    firstText: '',
    mentions: () => false,
    bodyParameters: [],
    builtin,
    file: undefined,
    nameStart: 0,
    nameEnd: 0,
    expanding: false,
    memo: undefined,
  };
}

/** The spelling of a token inside an expansion. */
export function macroTokenText(token: MacroToken): string {
  if (token.text !== undefined) return token.text;
  if (token.kind >= T.leftBracket && (token.flags & F.digraph) === 0) return punctuatorSpelling[token.kind];
  if (token.kind === T.identifier) return nameOf(token.name);
  const text = token.file === undefined ? '' : token.file.text.slice(token.start, token.end);
  return token.kind === T.string || token.kind === T.character || (token.flags & F.spliced) !== 0
    ? withoutSplices(text)
    : text;
}
