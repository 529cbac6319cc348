/**
 * What a use of a macro makes of the macro's body (C11 6.10.3.1 to 6.10.3.3): arguments in place of parameters, `#`, `##`
 * and `__VA_OPT__`. The result is still to be scanned for further macros, which `expand.ts` does; it also expands the
 * arguments, when they are asked for.
 */
import { intern } from '../base/names.js';
import { T } from '../lex/token.js';
import { fromArgument, placed, placemarker, spacedLike } from './expansionToken.js';
import { paste, type SpellingLimits, stringize } from './hashOperators.js';
import type { Expansion, MacroDefinition, MacroToken } from './macro.js';

const N_VA_OPT = intern('__VA_OPT__');

/** An argument of a call of a function-like macro. */
export interface Argument {
  readonly tokens: readonly MacroToken[];
  expanded: readonly MacroToken[] | undefined;
  /** False for a variable argument that the call left out altogether. */
  readonly present: boolean;
}

/** What substitution needs of the expander. */
export interface ArgumentExpander extends SpellingLimits {
  /** The tokens of an argument, expanded on their own (C11 6.10.3.1). */
  expanded(argument: Argument): readonly MacroToken[];
}

/** One use of a macro, with the arguments of its call; an object-like macro has none. */
export interface MacroUse {
  readonly definition: MacroDefinition;
  readonly args: readonly Argument[];
  readonly expansion: Expansion;
  readonly expander: ArgumentExpander;
}

/** The tokens of an object-like macro in one use: those of its body, after the `##` in it. */
export function objectLikeBody(
  definition: MacroDefinition,
  name: MacroToken,
  expansion: Expansion,
  expander: ArgumentExpander,
): MacroToken[] {
  const { body } = definition;
  const pastes = body.some((token) => token.kind === T.hashHash);
  if (pastes) {
    const result = substitute({ definition, args: [], expansion, expander });
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

/** The body with arguments for parameters, `#`, `##` and `__VA_OPT__` (C11 6.10.3.1 to 6.10.3.3, C2x 6.10.4.1). */
export function substitute(use: MacroUse): MacroToken[] {
  return substituteRange(use, 0, use.definition.body.length);
}

function substituteRange(use: MacroUse, from: number, to: number): MacroToken[] {
  const { definition, args, expansion, expander } = use;
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
    for (const token of left === undefined ? [right] : paste(left, right, expansion, expander)) out.push(token);
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
        append([stringize(token, args[bodyParameters[i + 1]].tokens, expansion, expander)]);
        i++;
        continue;
      }
      const option = optional(use, i + 1, to);
      if (option !== undefined) {
        append([stringize(token, option.tokens, expansion, expander)]);
        i = option.last;
        continue;
      }
    }
    const option = optional(use, i, to);
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
    } else append(fromArgument(expander.expanded(argument), token.flags, expansion));
  }
  return out.filter((token) => token.kind !== T.placemarker);
}

/** `__VA_OPT__ ( … )` at body index `i`: its contents for this call, and the index of its `)`. */
function optional(use: MacroUse, i: number, to: number): { tokens: MacroToken[]; last: number } | undefined {
  const { definition, args, expander } = use;
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
  const some = rest !== undefined && expander.expanded(rest).some((token) => token.kind !== T.placemarker);
  return { tokens: some ? substituteRange(use, i + 2, last) : [], last };
}
