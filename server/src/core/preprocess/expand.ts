/**
 * Macro expansion (C11 6.10.3), with gcc's choices where the standard leaves one. Expansions are read from a stack of
 * token lists; a macro is not expanded again while a token of its own list is still to be read, and an identifier met in
 * that time is painted (`F.noExpand`) for good. This is the algorithm of Dave Prosser's note as cpplib carries it out.
 *
 * Work is bounded: `budget` counts the tokens that expansions make and the characters that `#` and `##` do, and when it
 * is spent nothing is expanded any more.
 */
import { intern, type NameId, nameOf } from '../base/names.js';
import { lex } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import { type Expansion, type MacroDefinition, type MacroToken, macroTokenText } from './macro.js';
import type { RecordingTable } from './recordingTable.js';

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

interface Argument {
  readonly tokens: readonly MacroToken[];
  expanded: readonly MacroToken[] | undefined;
  /** False for a variable argument that the call left out altogether. */
  readonly present: boolean;
}

export const EXPANSION_BUDGET = 250_000;
const MAX_DEPTH = 1_000;
/** Characters made by `#` or `##` that count as one token of the budget. */
const CHARACTERS_PER_TOKEN = 4;
/** The longest spelling that `#` or `##` makes, in characters. */
const MAX_SPELLING = 1 << 20;

const N_VA_OPT = intern('__VA_OPT__');

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

export class Expander {
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
      const body = this.#bodyOf(definition, token, expansion);
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
    const result = this.#substitute(definition, args, expansion);
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
      for (const t of this.#expanded(argument)) call.push(t);
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
  #affords(length: number): boolean {
    this.#budget.left -= Math.ceil(length / CHARACTERS_PER_TOKEN);
    if (length <= MAX_SPELLING && this.#budget.left > 0) return true;
    this.#exhaust('the text that "#" or "##" makes here is too long');
    return false;
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

  #expanded(argument: Argument): readonly MacroToken[] {
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

  #bodyOf(definition: MacroDefinition, name: MacroToken, expansion: Expansion): MacroToken[] {
    const { body } = definition;
    const pastes = body.some((token) => token.kind === T.hashHash);
    if (pastes) {
      const result = this.#substitute(definition, [], expansion);
      if (result.length > 0) result[0] = { ...result[0], flags: spacedLike(result[0].flags, name.flags) };
      return result;
    }
    const out: MacroToken[] = [];
    for (let i = 0; i < body.length; i++) {
      const token = body[i];
      out.push(placed(token, i === 0 ? spacedLike(token.flags, name.flags) : token.flags, expansion));
    }
    return out;
  }

  /** Arguments for parameters, `#`, `##` and `__VA_OPT__` (C11 6.10.3.1 to 6.10.3.3, C2x 6.10.4.1). */
  #substitute(definition: MacroDefinition, args: readonly Argument[], expansion: Expansion): MacroToken[] {
    return this.#substituteRange(definition, args, expansion, 0, definition.body.length);
  }

  #substituteRange(
    definition: MacroDefinition,
    args: readonly Argument[],
    expansion: Expansion,
    from: number,
    to: number,
  ): MacroToken[] {
    const { body, bodyParameters } = definition;
    const out: MacroToken[] = [];
    let pasting = false;
    const append = (tokens: readonly MacroToken[]): void => {
      if (!pasting) {
        for (const token of tokens) out.push(token);
        return;
      }
      pasting = false;
      const left = out.pop();
      const right = tokens.length > 0 ? tokens[0] : placemarker(expansion);
      for (const token of left === undefined ? [right] : this.#paste(left, right, expansion)) out.push(token);
      for (let k = 1; k < tokens.length; k++) out.push(tokens[k]);
    };
    for (let i = from; i < to; i++) {
      const token = body[i];
      if (token.kind === T.hashHash && i > from) {
        pasting = true;
        continue;
      }
      const pastesNext = i + 1 < to && body[i + 1].kind === T.hashHash;
      if (token.kind === T.hash && definition.functionLike && i + 1 < to) {
        if (bodyParameters[i + 1] >= 0) {
          append([this.#stringize(token, args[bodyParameters[i + 1]].tokens, expansion)]);
          i++;
          continue;
        }
        const option = this.#optional(definition, args, expansion, i + 1, to);
        if (option !== undefined) {
          append([this.#stringize(token, option.tokens, expansion)]);
          i = option.last;
          continue;
        }
      }
      const option = this.#optional(definition, args, expansion, i, to);
      if (option !== undefined) {
        const followed = option.last + 1 < to && body[option.last + 1].kind === T.hashHash;
        append(option.tokens.length === 0 && (pasting || followed) ? [placemarker(expansion)] : option.tokens);
        i = option.last;
        continue;
      }
      const parameter = bodyParameters[i];
      if (parameter < 0) {
        append([placed(token, token.flags, expansion)]);
        continue;
      }
      const argument = args[parameter];
      if (pasting || pastesNext) {
        // GNU `, ## __VA_ARGS__`: the comma goes when the variable argument was left out, and nothing is pasted else.
        const last = out[out.length - 1];
        if (
          pasting &&
          definition.variadic &&
          parameter === definition.parameters.length - 1 &&
          last !== undefined &&
          last.kind === T.comma
        ) {
          pasting = false;
          if (!argument.present) out.pop();
          else for (const t of fromArgument(argument.tokens, token.flags, expansion)) out.push(t);
          continue;
        }
        const raw = fromArgument(argument.tokens, token.flags, expansion);
        append(raw.length === 0 ? [placemarker(expansion)] : raw);
      } else append(fromArgument(this.#expanded(argument), token.flags, expansion));
    }
    return out.filter((token) => token.kind !== T.placemarker);
  }

  /** `__VA_OPT__ ( … )` at body index `i`: its contents for this call, and the index of its `)`. */
  #optional(
    definition: MacroDefinition,
    args: readonly Argument[],
    expansion: Expansion,
    i: number,
    to: number,
  ): { tokens: MacroToken[]; last: number } | undefined {
    const { body } = definition;
    if (!definition.variadic || body[i].kind !== T.identifier || body[i].name !== N_VA_OPT) return undefined;
    if (i + 1 >= to || body[i + 1].kind !== T.leftParen) return undefined;
    let depth = 0;
    let last = i + 1;
    for (; last < to; last++) {
      if (body[last].kind === T.leftParen) depth++;
      else if (body[last].kind === T.rightParen && --depth === 0) break;
    }
    if (last >= to) return undefined;
    const rest = args[args.length - 1];
    const some = rest !== undefined && this.#expanded(rest).some((token) => token.kind !== T.placemarker);
    return { tokens: some ? this.#substituteRange(definition, args, expansion, i + 2, last) : [], last };
  }

  /** `#`, or an empty string where the text would be too long. */
  #stringize(hash: MacroToken, tokens: readonly MacroToken[], expansion: Expansion): MacroToken {
    let length = 0;
    for (const token of tokens) length += spellingLength(token) + 1;
    return stringized(hash, this.#affords(length) ? tokens : [], expansion);
  }

  #paste(left: MacroToken, right: MacroToken, expansion: Expansion): MacroToken[] {
    if (right.kind === T.placemarker) return [left];
    if (left.kind === T.placemarker) return [{ ...right, flags: spacedLike(right.flags, left.flags) }];
    if (!this.#affords(spellingLength(left) + spellingLength(right))) return [left, right];
    const text = macroTokenText(left) + macroTokenText(right);
    const shape = shapeOf(text);
    if (shape === undefined) {
      this.#raw.report(
        'preprocess/invalid-paste',
        `"##" joins "${macroTokenText(left)}" and "${macroTokenText(right)}", which does not make one token`,
      );
      return [left, right];
    }
    return [
      {
        kind: shape.kind,
        name: shape.name,
        flags: (left.flags & F.space) | (shape.flags & F.digraph),
        file: undefined,
        start: left.start,
        end: left.end,
        text,
        role: 'pasted',
        expansion,
      },
    ];
  }
}

/** Kind and name of a text that is exactly one token, else undefined. */
function shapeOf(text: string): { kind: number; name: NameId; flags: number } | undefined {
  let shape = shapes.get(text);
  if (shape === undefined) {
    const lexed = lex({ path: '', displayName: '', text, view: 'installed' });
    shape =
      lexed.count === 1 && lexed.kinds[0] !== T.other && lexed.comments.length === 0
        ? { kind: lexed.kinds[0], name: lexed.names[0], flags: lexed.flags[0] }
        : { kind: T.eof, name: -1, flags: 0 };
    if (shapes.size > 10_000) shapes.clear();
    if (text.length <= MAX_REMEMBERED) shapes.set(text, shape);
  }
  return shape.kind === T.eof ? undefined : shape;
}

/** Longer texts are not worth their memory. */
const MAX_REMEMBERED = 64;
const shapes = new Map<string, { kind: number; name: NameId; flags: number }>();

/** Where a token, or the use of the outermost macro that it came from, stands in the text that is being read. */
function placeOf(token: MacroToken): number {
  return token.expansion === undefined ? token.start : token.expansion.place;
}

/** Length of a spelling, at least: escapes of `#` are not counted. */
function spellingLength(token: MacroToken): number {
  return token.text === undefined ? token.end - token.start : token.text.length;
}

function painted(token: MacroToken): MacroToken {
  return { ...token, flags: token.flags | F.noExpand };
}

function placed(token: MacroToken, flags: number, expansion: Expansion): MacroToken {
  return {
    kind: token.kind,
    name: token.name,
    flags,
    file: token.file,
    start: token.start,
    end: token.end,
    text: token.text,
    role: token.role,
    expansion,
  };
}

function fromArgument(tokens: readonly MacroToken[], flags: number, expansion: Expansion): MacroToken[] {
  return tokens.map((token, i) => {
    const spaced = i === 0 ? spacedLike(token.flags, flags) : token.flags;
    if (token.role === 'source') {
      return {
        kind: token.kind,
        name: token.name,
        flags: spaced,
        file: token.file,
        start: token.start,
        end: token.end,
        text: token.text,
        role: 'macroArgument',
        expansion: token.expansion ?? expansion,
      };
    }
    return i === 0 && spaced !== token.flags ? { ...token, flags: spaced } : token;
  });
}

function placemarker(expansion: Expansion): MacroToken {
  return {
    kind: T.placemarker,
    name: -1,
    flags: 0,
    file: undefined,
    start: 0,
    end: 0,
    text: '',
    role: 'macroBody',
    expansion,
  };
}

function spacedLike(flags: number, model: number): number {
  return (flags & ~(F.space | F.lineStart)) | (model & (F.space | F.lineStart));
}

/** `#`: the spelling of the argument as a string literal (C11 6.10.3.2). */
function stringized(hash: MacroToken, tokens: readonly MacroToken[], expansion: Expansion): MacroToken {
  let text = '"';
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token.kind === T.placemarker) continue;
    if (i > 0 && (token.flags & (F.space | F.lineStart)) !== 0 && text.length > 1) text += ' ';
    const spelling = macroTokenText(token);
    text += token.kind === T.string || token.kind === T.character ? spelling.replace(/["\\]/g, '\\$&') : spelling;
  }
  return {
    kind: T.string,
    name: -1,
    flags: hash.flags & F.space,
    file: undefined,
    start: hash.start,
    end: hash.end,
    text: `${text}"`,
    role: 'stringized',
    expansion,
  };
}
