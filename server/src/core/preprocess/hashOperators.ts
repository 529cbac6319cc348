/**
 * The operators `#` and `##` of macro bodies: tokens made of the spelling of others. What `##` makes is one token when
 * the lexer says so of its text; the answers for short texts are remembered.
 */
import { intern, type NameId } from '../base/names.js';
import { lex } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import { spacedLike } from './expansionToken.js';
import { type Expansion, type MacroToken, macroTokenText } from './macro.js';

/** What bounds the work of `#` and `##`, and hears of their errors. */
export interface SpellingLimits {
  /** Pays for a spelling of `length` characters; false, with a report, when it cannot be made. */
  affords(length: number): boolean;
  report(code: string, message: string): void;
}

/** Longer texts are not worth their memory. */
const MAX_REMEMBERED = 64;
const shapes = new Map<string, { kind: number; name: NameId; flags: number }>();

/** `#` on an argument; an empty string where the text would be too long. */
export function stringize(
  hash: MacroToken,
  tokens: readonly MacroToken[],
  expansion: Expansion,
  limits: SpellingLimits,
): MacroToken {
  let length = 0;
  for (const token of tokens) length += spellingLength(token) + 1;
  return stringized(hash, limits.affords(length) ? tokens : [], expansion);
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

/**
 * `##` between two tokens (C11 6.10.3.3). Both of them, with a report, when their text together is not one token.
 */
export function paste(left: MacroToken, right: MacroToken, expansion: Expansion, limits: SpellingLimits): MacroToken[] {
  if (right.kind === T.placemarker) return [left];
  if (left.kind === T.placemarker) return [{ ...right, flags: spacedLike(right.flags, left.flags) }];
  if (!limits.affords(spellingLength(left) + spellingLength(right))) return [left, right];
  const text = macroTokenText(left) + macroTokenText(right);
  const shape = shapeOf(text);
  if (shape === undefined) {
    limits.report(
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

/** What nearly every `##` makes; no lexer is needed to tell. */
const plainName = /^[A-Za-z_]\w*$/;

/** Kind and name of a text that is exactly one token, else undefined. */
function shapeOf(text: string): { kind: number; name: NameId; flags: number } | undefined {
  if (plainName.test(text)) return { kind: T.identifier, name: intern(text), flags: 0 };
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

/** Length of a spelling, at least: escapes of `#` are not counted. */
function spellingLength(token: MacroToken): number {
  return token.text === undefined ? token.end - token.start : token.text.length;
}
