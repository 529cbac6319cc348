/** The expansion of an object-like macro on its own, with no text behind it, and the expression that it is. */
import type { NameId } from '../base/names.js';
import { F, T } from '../lex/token.js';
import type { Expression } from '../parse/ast.js';
import { DeclarationParser } from '../parse/parseDeclaration.js';
import { parseExpression } from '../parse/parseExpression.js';
import { NO_PACK } from '../parse/pragmaPack.js';
import { SyntaxProblem, TokenCursor } from '../parse/tokenCursor.js';
import { type Budget, Expander, type RawTokens } from '../preprocess/expand.js';
import type { MacroDefinition, MacroToken } from '../preprocess/macro.js';
import type { RecordingTable } from '../preprocess/recordingTable.js';
import { TokenRunBuilder } from '../preprocess/tokenRun.js';
import type { Scope } from '../sema/scope.js';
import type { SourceFile } from '../source/sourceFile.js';

const MAX_EXPRESSION_TOKENS = 100_000;

export interface MacroExpansion {
  readonly tokens: readonly MacroToken[];
  /** The expansion is longer than an expression may be; `tokens` is its beginning. */
  readonly isTooLong: boolean;
  /** A call of one of the opaque macros was met, and left as a call. */
  readonly metOpaque: boolean;
  /** It has a built-in macro (`__LINE__` and relatives), whose value depends on where it is used. */
  readonly metBuiltin: boolean;
}

/** The tokens of a macro in a macro table. Each takes from the budget; calls of the `opaque` macros are left as calls. */
export function expandMacro(
  definition: MacroDefinition,
  macros: RecordingTable<MacroDefinition>,
  budget: Budget,
  opaque: ReadonlySet<NameId> | undefined,
): MacroExpansion {
  const text = new NoMoreText();
  const expander = new Expander(macros, text, budget);
  expander.opaque = opaque;
  const tokens: MacroToken[] = [];
  try {
    expander.enter(nameToken(definition), definition);
    for (let token = expander.next(); token !== undefined; token = expander.next()) {
      tokens.push(token);
      if (tokens.length > MAX_EXPRESSION_TOKENS) break;
    }
  } finally {
    expander.abandon();
  }
  const isTooLong = tokens.length > MAX_EXPRESSION_TOKENS;
  return { tokens, isTooLong, metOpaque: expander.metOpaque, metBuiltin: text.metBuiltin };
}

function nameToken(definition: MacroDefinition): MacroToken {
  return {
    kind: T.identifier,
    name: definition.name,
    flags: F.lineStart,
    file: definition.file,
    start: definition.nameStart,
    end: definition.nameEnd,
    text: undefined,
    role: 'source',
    expansion: undefined,
  };
}

/** A macro is evaluated on its own: there is no text behind it. */
class NoMoreText implements RawTokens {
  metBuiltin = false;
  leftParenAhead(): boolean {
    return false;
  }
  take(): undefined {
    return undefined;
  }
  /** A text, from which no expression makes a number, stands for what depends on where it is used. */
  builtin(): { readonly kind: number; readonly text: string } {
    this.metBuiltin = true;
    return { kind: T.string, text: '""' };
  }
  report(): void {}
}

const builder = new TokenRunBuilder();

/** The expression that an expansion is; `undefined` when it is none. */
export function parseExpansion(
  tokens: readonly MacroToken[],
  definition: MacroDefinition,
  scope: Scope,
): Expression | undefined {
  if (tokens.length === 0 || !canStartExpression(tokens[0])) return undefined;
  for (const token of tokens) builder.pushMacro(token, token.flags, definition.nameStart, definition.nameEnd);
  const run = builder.lend(definition.file as SourceFile);
  const cursor = new TokenCursor(run);
  const parser = new DeclarationParser(cursor, NO_PACK, (name) => scope.ordinary.ask(name)?.kind === 'typedef');
  try {
    const expression = parseExpression(parser);
    return cursor.kind === T.eof ? expression : undefined;
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return undefined;
  }
}

function canStartExpression(token: MacroToken): boolean {
  switch (token.kind) {
    case T.identifier:
    case T.number:
    case T.character:
    case T.string:
    case T.leftParen:
    case T.plus:
    case T.minus:
    case T.tilde:
    case T.exclaim:
    case T.amp:
    case T.star:
      return true;
    default:
      return false;
  }
}
