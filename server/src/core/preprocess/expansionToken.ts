/**
 * Tokens as an expansion makes them out of others: where they come from, the space before them, and whether they may
 * still be expanded.
 */
import { F, T } from '../lex/token.js';
import type { Expansion, MacroToken } from './macro.js';

/** Where a token, or the use of the outermost macro that it came from, stands in the text that is being read. */
export function placeOf(token: MacroToken): number {
  return token.expansion === undefined ? token.start : token.expansion.place;
}

/** A token that is never expanded any more (C11 6.10.3.4p2). */
export function painted(token: MacroToken): MacroToken {
  return { ...token, flags: token.flags | F.noExpand };
}

/** A token of a macro body in one use of the macro. */
export function placed(token: MacroToken, flags: number, expansion: Expansion): MacroToken {
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

/** The tokens of an argument in place of a parameter, before whose name the space was as `flags` has it. */
export function fromArgument(tokens: readonly MacroToken[], flags: number, expansion: Expansion): MacroToken[] {
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

/** What stands for an empty argument of `##` (C11 6.10.3.3p2). */
export function placemarker(expansion: Expansion): MacroToken {
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

/** `flags` with the space and line start of `model`. */
export function spacedLike(flags: number, model: number): number {
  return (flags & ~(F.space | F.lineStart)) | (model & (F.space | F.lineStart));
}
