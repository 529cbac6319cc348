/**
 * The operands of one directive: its tokens, expanded on demand, since `defined` and its like take the next one as it is;
 * and the header name of an #include (C11 6.10.2).
 */
import { type LexedFile, spellingOf, withoutSplices } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import { type Directive, tokenFrom } from './directives.js';
import { type Budget, Expander, type RawTokens } from './expand.js';
import { type MacroDefinition, type MacroToken, macroTokenText } from './macro.js';
import { unquoted } from './pragma.js';
import type { IncludeStep } from './preprocessedUnit.js';
import type { RecordingTable } from './recordingTable.js';

/** The tokens of one directive line, expanded on demand. */
export class DirectiveTokens implements RawTokens {
  readonly #reader: Pick<RawTokens, 'builtin' | 'report'>;
  readonly #lexed: LexedFile;
  readonly #end: number;
  readonly #macros: RecordingTable<MacroDefinition>;
  readonly #expander: Expander;
  #at: number;

  constructor(
    reader: Pick<RawTokens, 'builtin' | 'report'>,
    unit: { readonly macros: RecordingTable<MacroDefinition>; readonly budget: Budget },
    lexed: LexedFile,
    from: number,
    end: number,
  ) {
    this.#reader = reader;
    this.#lexed = lexed;
    this.#at = from;
    this.#end = end;
    this.#macros = unit.macros;
    this.#expander = new Expander(unit.macros, this, unit.budget);
  }

  next(expand: boolean): MacroToken | undefined {
    if (!expand) return this.#expander.nextUnexpanded() ?? this.take();
    for (;;) {
      const inner = this.#expander.next();
      if (inner !== undefined) return inner;
      const token = this.take();
      if (token === undefined || token.kind !== T.identifier) return token;
      const definition = this.#macros.ask(token.name);
      if (definition === undefined || !this.#expander.enter(token, definition)) return token;
    }
  }

  close(): void {
    this.#expander.abandon();
  }

  leftParenAhead(): boolean {
    return this.#at < this.#end && this.#lexed.kinds[this.#at] === T.leftParen;
  }

  take(): MacroToken | undefined {
    return this.#at < this.#end ? tokenFrom(this.#lexed, this.#at++, 'source') : undefined;
  }

  builtin(definition: MacroDefinition, place: number): { kind: number; text: string } {
    return this.#reader.builtin(definition, place);
  }

  report(code: string, message: string): void {
    this.#reader.report(code, message);
  }
}

/** What an #include names; `undefined` when it names no header. `tokens` gives the directive's operand, expanded. */
export function includeStepOf(
  lexed: LexedFile,
  directive: Directive,
  tokens: () => DirectiveTokens,
): IncludeStep | undefined {
  const at = directive.hash + 2;
  const kind = at < directive.end ? lexed.kinds[at] : T.eof;
  const isPlain = kind === T.headerName || kind === T.string;
  const name = isPlain
    ? { spelling: spellingOf(lexed, at).slice(1, -1), angled: kind === T.headerName }
    : computedName(tokens());
  if (name.spelling === '') return undefined;
  return {
    kind: 'include',
    ...name,
    next: directive.kind === 'include_next',
    start: lexed.starts[at],
    end: lexed.ends[isPlain ? at : Math.max(at, directive.end - 1)],
  };
}

/** `#include MACRO`: the expansion is a string, or `<`, tokens and `>`. */
function computedName(tokens: DirectiveTokens): { spelling: string; angled: boolean } {
  let spelling = '';
  const first = tokens.next(true);
  const angled = first?.kind !== T.string;
  if (first?.kind === T.string) spelling = macroTokenText(first).slice(1, -1);
  else if (first?.kind === T.less) {
    let token = tokens.next(true);
    for (; token !== undefined && token.kind !== T.greater; token = tokens.next(true)) {
      spelling += (spelling !== '' && (token.flags & F.space) !== 0 ? ' ' : '') + macroTokenText(token);
    }
    if (token === undefined) spelling = '';
  }
  tokens.close();
  return { spelling, angled };
}

/** Tokens `[from, to)` of a file as one line, spaced as written. */
export function lineText(lexed: LexedFile, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) {
    if (i > from && (lexed.flags[i] & F.space) !== 0) text += ' ';
    text += spellingOf(lexed, i);
  }
  return withoutSplices(text);
}

/** The operands of `#line 42 "file"` or of a line marker, or what is wrong with them. */
export function lineOperands(
  tokens: DirectiveTokens,
): { readonly digits: string; readonly fileName: string | undefined } | { readonly error: string } {
  const number = tokens.next(true);
  const name = tokens.next(true);
  tokens.close();
  const digits = number?.kind === T.number ? macroTokenText(number) : '';
  if (!/^[0-9]+$/.test(digits)) return { error: '#line needs a line number in decimal digits' };
  if (name !== undefined && name.kind !== T.string) return { error: 'the file name of #line must be a string' };
  return { digits, fileName: name === undefined ? undefined : unquoted(macroTokenText(name)) };
}
