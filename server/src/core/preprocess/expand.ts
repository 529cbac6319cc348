/**
 * Macro expansion (C11 6.10.3), with gcc's choices where the standard leaves one. Expansions are read from a stack of
 * token lists; a macro is not expanded again while a token of its own list is still to be read, and an identifier met in
 * that time is painted (`F.noExpand`) for good. This is the algorithm of Dave Prosser's note as cpplib carries it out.
 *
 * Work is bounded: `budget` counts the tokens that expansions make and the characters that `#` and `##` do, and when it
 * is spent nothing is expanded any more.
 */
import { type NameId, nameOf } from '../base/names.js';
import { F, T } from '../lex/token.js';
import { painted, placeOf, spacedLike } from './expansionToken.js';
import type { Expansion, MacroDefinition, MacroToken } from './macro.js';
import type { RecordingTable } from './recordingTable.js';
import { type Argument, type ArgumentExpander, objectLikeBody, substitute } from './substitute.js';

/** Where the expander takes tokens from when its own lists are empty: the text of the file (or of one directive). */
export interface RawTokens {
  /** True when the next raw token is `(`, with no directive before it. */
  leftParenAhead(): boolean;
  /** The next raw token; directives in between are carried out. `undefined` at the end of the text. */
  take(): MacroToken | undefined;
  /** The value of a built-in macro (`__LINE__`, `__FILE__`, …) used at offset `place`, as a token text. */
  builtin(definition: MacroDefinition, place: number): { readonly kind: number; readonly text: string };
  report(code: string, message: string): void;
}

interface TokenList {
  readonly tokens: readonly MacroToken[];
  index: number;
  readonly macro: MacroDefinition | undefined;
  /** A macro argument that is being expanded on its own: reading stops at its end. */
  readonly barrier: boolean;
}

export const EXPANSION_BUDGET = 250_000;
const MAX_DEPTH = 1_000;
/** Characters made by `#` or `##` that count as one token of the budget. */
const CHARACTERS_PER_TOKEN = 4;
/** The longest spelling that `#` or `##` makes, in characters. */
const MAX_SPELLING = 1 << 20;

/** What expansions may still make, in tokens: one budget for a whole unit. */
export interface Budget {
  left: number;
}

/** Each use of a macro in a text may make so many tokens at no charge: a long text may use many macros. */
export const FREE_TOKENS = 100;

/** Adds what a use of a macro has free to a budget that is not spent. */
export function grantUse(budget: Budget): void {
  if (budget.left > 0) budget.left += FREE_TOKENS;
}

export class Expander implements ArgumentExpander {
  readonly #table: RecordingTable<MacroDefinition>;
  readonly #raw: RawTokens;
  readonly #budget: Budget;
  readonly #lists: TokenList[] = [];
  #depth = 0;
  /**
   * Function-like macros whose calls are left as calls, with their arguments expanded (`_IOWR` when ioctl numbers are
   * taken apart). What they are defined as is not asked.
   */
  opaque: ReadonlySet<NameId> | undefined;
  /** A call of an opaque macro was met. */
  metOpaque = false;

  constructor(table: RecordingTable<MacroDefinition>, raw: RawTokens, budget: Budget) {
    this.#table = table;
    this.#raw = raw;
    this.#budget = budget;
  }

  /** Closes every open expansion. */
  abandon(): void {
    this.#drop(0);
  }

  get idle(): boolean {
    return this.#lists.length === 0;
  }

  /** The next expanded token of the open lists; `undefined` when they are read to the end. */
  next(): MacroToken | undefined {
    return this.#next(0);
  }

  /** The next token of the open lists as it stands, unexpanded; `undefined` when they are read to the end. */
  nextUnexpanded(): MacroToken | undefined {
    return this.#pull();
  }

  /**
   * Tries to expand `token`, which names `definition`. True: its expansion is now read by `next` (and may be empty).
   * False: the token stands for itself.
   */
  enter(token: MacroToken, definition: MacroDefinition): boolean {
    if (definition.expanding || this.#budget.left <= 0) return false;
    if (definition.builtin !== undefined) return this.#enterBuiltin(token, definition);
    const expansion: Expansion = { macro: definition, parent: token.expansion, place: placeOf(token) };
    if (!definition.functionLike) {
      const body = objectLikeBody(definition, token, expansion, this);
      this.#push(body, definition);
      return true;
    }
    if (!this.#leftParenAhead()) return false;
    if (this.#depth > MAX_DEPTH) {
      this.#exhaust('macro calls are nested too deeply to be expanded');
      return false;
    }
    this.#depth++;
    const args = this.#collectArguments(definition);
    if (args === undefined) {
      this.#depth--;
      return false;
    }
    const result = substitute({ definition, args, expansion, expander: this });
    this.#depth--;
    if (result.length > 0) result[0] = { ...result[0], flags: spacedLike(result[0].flags, token.flags) };
    this.#push(result, definition);
    return true;
  }

  /** Leaves a call of an opaque macro as it is; false when the name is not called here. */
  #enterOpaque(token: MacroToken): boolean {
    const definition = this.#table.peek(token.name);
    if (definition === undefined || !definition.functionLike || !this.#leftParenAhead()) return false;
    const args = this.#collectArguments(definition);
    if (args === undefined) return false;
    this.metOpaque = true;
    this.#lists.push({ tokens: this.#call(token, args), index: 0, macro: undefined, barrier: false });
    return true;
  }

  /** `name ( argument , … )` with the arguments expanded. */
  #call(token: MacroToken, args: readonly Argument[]): MacroToken[] {
    const punctuator = (kind: number): MacroToken => ({ ...token, kind, name: -1, flags: 0 });
    const call = [painted(token), punctuator(T.leftParen)];
    args.forEach((argument, i) => {
      if (i > 0) call.push(punctuator(T.comma));
      for (const t of this.expanded(argument)) call.push(t);
    });
    call.push(punctuator(T.rightParen));
    return call;
  }

  #enterBuiltin(token: MacroToken, definition: MacroDefinition): boolean {
    const place = placeOf(token);
    const value = this.#raw.builtin(definition, place);
    const made: MacroToken = {
      kind: value.kind,
      name: -1,
      flags: token.flags & F.space,
      file: undefined,
      start: token.start,
      end: token.end,
      text: value.text,
      role: 'pasted',
      expansion: { macro: definition, parent: token.expansion, place },
    };
    this.#lists.push({ tokens: [made], index: 0, macro: undefined, barrier: false });
    return true;
  }

  #push(tokens: readonly MacroToken[], macro: MacroDefinition): void {
    this.#budget.left -= tokens.length + 1;
    if (this.#budget.left <= 0) this.#exhaust('the expansion of this macro is too large');
    macro.expanding = true;
    this.#lists.push({ tokens, index: 0, macro, barrier: false });
  }

  #exhaust(message: string): void {
    this.#raw.report(
      'limit/macro-expansion',
      `${message}: more than ${EXPANSION_BUDGET} tokens; the rest is left unexpanded`,
    );
    this.#budget.left = 0;
  }

  /** Pays for a spelling of `length` characters; false, with a report, when it cannot be made. */
  affords(length: number): boolean {
    this.#budget.left -= Math.ceil(length / CHARACTERS_PER_TOKEN);
    if (length <= MAX_SPELLING && this.#budget.left > 0) return true;
    this.#exhaust('the text that "#" or "##" makes here is too long');
    return false;
  }

  /** Reports on the use of a macro that is being expanded. */
  report(code: string, message: string): void {
    this.#raw.report(code, message);
  }

  #pop(): void {
    const list = this.#lists.pop();
    if (list?.macro !== undefined) list.macro.expanding = false;
  }

  #drop(to: number): void {
    while (this.#lists.length > to) this.#pop();
  }

  #next(base: number): MacroToken | undefined {
    const lists = this.#lists;
    while (lists.length > base) {
      const list = lists[lists.length - 1];
      if (list.index >= list.tokens.length) {
        if (list.barrier) return undefined;
        this.#pop();
        continue;
      }
      const token = list.tokens[list.index++];
      if (token.kind === T.identifier && (token.flags & F.noExpand) === 0) {
        if (this.opaque?.has(token.name) === true) {
          if (this.#enterOpaque(token)) continue;
          return token;
        }
        const definition = this.#table.ask(token.name);
        if (definition !== undefined) {
          if (definition.expanding) return painted(token);
          if (this.enter(token, definition)) continue;
        }
      }
      return token;
    }
    return undefined;
  }

  /** The next token of the open lists without expanding it; lists that are read to the end are closed on the way. */
  #pull(): MacroToken | undefined {
    const lists = this.#lists;
    while (lists.length > 0) {
      const list = lists[lists.length - 1];
      if (list.index >= list.tokens.length) {
        if (list.barrier) return undefined;
        this.#pop();
        continue;
      }
      return list.tokens[list.index++];
    }
    return undefined;
  }

  #leftParenAhead(): boolean {
    const lists = this.#lists;
    while (lists.length > 0) {
      const list = lists[lists.length - 1];
      if (list.index < list.tokens.length) return list.tokens[list.index].kind === T.leftParen;
      if (list.barrier) return false;
      this.#pop();
    }
    return this.#raw.leftParenAhead();
  }

  /** Reads the arguments of a call, the `(` included; `undefined` (with a report) when they do not fit the macro. */
  #collectArguments(definition: MacroDefinition): Argument[] | undefined {
    const take = (): MacroToken | undefined => {
      const inner = this.#pull();
      if (inner !== undefined) return inner;
      return this.#lists.length > 0 ? undefined : this.#raw.take();
    };
    take();
    const parameterCount = definition.parameters.length;
    const found: MacroToken[][] = [];
    let current: MacroToken[] = [];
    let depth = 0;
    for (;;) {
      let token = take();
      if (token === undefined) {
        this.#raw.report(
          'preprocess/unterminated-macro-call',
          `the call of macro "${nameOf(definition.name)}" has no closing parenthesis`,
        );
        return undefined;
      }
      if (token.kind === T.leftParen) depth++;
      else if (token.kind === T.rightParen) {
        if (depth === 0) break;
        depth--;
      } else if (token.kind === T.comma && depth === 0) {
        if (!(definition.variadic && found.length === parameterCount - 1)) {
          found.push(current);
          current = [];
          continue;
        }
      } else if (token.kind === T.identifier && (token.flags & F.noExpand) === 0) {
        const isOpaque = this.opaque?.has(token.name) === true;
        if (!isOpaque && this.#table.ask(token.name)?.expanding === true) token = painted(token);
      }
      if (--this.#budget.left <= 0) {
        this.#exhaust('the arguments of this macro call are too long');
        return undefined;
      }
      current.push(token);
    }
    found.push(current);
    if (parameterCount === 0 && found.length === 1 && found[0].length === 0) return [];
    const missing = parameterCount - found.length;
    if (missing < 0 || missing > 1 || (missing === 1 && !definition.variadic)) {
      this.#raw.report(
        'preprocess/macro-arguments',
        `macro "${nameOf(definition.name)}" takes ${parameterCount} argument${parameterCount === 1 ? '' : 's'}, ` +
          `this call gives ${found.length}`,
      );
      return undefined;
    }
    const args: Argument[] = found.map((tokens) => ({ tokens, expanded: undefined, present: true }));
    if (missing === 1) args.push({ tokens: [], expanded: [], present: false });
    // GNU: the only argument of a macro with one variable parameter counts as left out when it is empty.
    else if (definition.variadic && parameterCount === 1 && args[0].tokens.length === 0) {
      args[0] = { tokens: [], expanded: [], present: false };
    }
    return args;
  }

  /** The tokens of an argument, expanded on their own (C11 6.10.3.1); done once, when first asked for. */
  expanded(argument: Argument): readonly MacroToken[] {
    if (argument.expanded === undefined) {
      const base = this.#lists.length;
      this.#lists.push({ tokens: argument.tokens, index: 0, macro: undefined, barrier: true });
      const out: MacroToken[] = [];
      for (let token = this.#next(base); token !== undefined; token = this.#next(base)) {
        out.push(token);
        if (this.#budget.left-- <= 0) break;
      }
      this.#drop(base);
      argument.expanded = out;
    }
    return argument.expanded;
  }
}
