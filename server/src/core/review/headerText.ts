/**
 * A header as text, for rules about how it is written: its directives, macro definitions and comments, in text order,
 * inactive parts included. Nothing is expanded or evaluated here.
 */
import { type LexedFile, lex, spellingOf } from '../lex/lexer.js';
import { F, T, type TokenKind } from '../lex/token.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';

export interface HeaderText {
  readonly directives: readonly TextDirective[];
  readonly defines: readonly TextDefine[];
  readonly comments: readonly TextComment[];
  /** Tokens outside directives. */
  readonly code: readonly TextToken[];
}

export interface TextToken {
  readonly kind: TokenKind;
  readonly text: string;
  readonly range: FileRange;
}

export interface TextDirective {
  /** `include`, `ifndef`; empty for a lone `#`. */
  readonly name: string;
  /** From the `#` to the end of the last token. */
  readonly range: FileRange;
  /** What stands after the name. */
  readonly tokens: readonly TextToken[];
  /** How many conditionals it stands in; the include guard counts. */
  readonly depth: number;
}

export interface TextDefine {
  readonly name: string;
  readonly nameRange: FileRange;
  /** The whole directive. */
  readonly range: FileRange;
  /** `undefined`: an object-like macro. */
  readonly parameters: readonly string[] | undefined;
  readonly body: readonly TextToken[];
}

export interface TextComment {
  readonly range: FileRange;
  /** With its markers. */
  readonly text: string;
  /** A `//` comment. */
  readonly isLine: boolean;
  /** It begins with two stars. */
  readonly isKernelDoc: boolean;
}

const known = new WeakMap<SourceFile, HeaderText>();

/** Once for each text: an editor asks for several sets of ABIs, and all of them see the same. */
export function headerText(file: SourceFile): HeaderText {
  let text = known.get(file);
  if (text === undefined) {
    text = readText(file);
    known.set(file, text);
  }
  return text;
}

function readText(file: SourceFile): HeaderText {
  const lexed = lex(file);
  const directives: TextDirective[] = [];
  const defines: TextDefine[] = [];
  const code: TextToken[] = [];
  let depth = 0;
  for (let i = 0; i < lexed.count; ) {
    if (lexed.kinds[i] !== T.hash || (lexed.flags[i] & F.lineStart) === 0) {
      code.push(tokenAt(lexed, i++));
      continue;
    }
    const first = i++;
    while (i < lexed.count && (lexed.flags[i] & F.lineStart) === 0) i++;
    const directive = directiveAt(lexed, first, i, depth);
    if (/^(if|ifdef|ifndef)$/.test(directive.name)) depth++;
    else if (directive.name === 'endif') depth = Math.max(0, depth - 1);
    directives.push(directive);
    if (directive.name === 'define' && directive.tokens.length > 0) defines.push(defineOf(directive));
  }
  return { directives, defines, comments: commentsOf(lexed), code };
}

function tokenAt(lexed: LexedFile, index: number): TextToken {
  const { file, kinds, starts, ends } = lexed;
  return {
    kind: kinds[index],
    text: spellingOf(lexed, index),
    range: { file, start: starts[index], end: ends[index] },
  };
}

function directiveAt(lexed: LexedFile, first: number, end: number, depth: number): TextDirective {
  const named = first + 1 < end;
  const tokens: TextToken[] = [];
  for (let i = first + 2; i < end; i++) tokens.push(tokenAt(lexed, i));
  return {
    name: named ? spellingOf(lexed, first + 1) : '',
    range: { file: lexed.file, start: lexed.starts[first], end: lexed.ends[end - 1] },
    tokens,
    depth,
  };
}

/** The parenthesis of a parameter list follows the name without white space (C11 6.10p1). */
function defineOf({ tokens, range }: TextDirective): TextDefine {
  const [name, next] = tokens;
  const common = { name: name.text, nameRange: name.range, range };
  if (next?.kind !== T.leftParen || next.range.start !== name.range.end) {
    return { ...common, parameters: undefined, body: tokens.slice(1) };
  }
  const close = tokens.findIndex(({ kind }) => kind === T.rightParen);
  const list = tokens.slice(2, close < 0 ? tokens.length : close);
  const parameters = list.filter(({ kind }) => kind !== T.comma).map(({ text }) => text);
  return { ...common, parameters, body: close < 0 ? [] : tokens.slice(close + 1) };
}

function commentsOf({ file, comments }: LexedFile): readonly TextComment[] {
  const found: TextComment[] = [];
  for (let i = 0; i + 1 < comments.length; i += 2) {
    const [start, end] = [comments[i], comments[i + 1]];
    const text = file.text.slice(start, end);
    found.push({
      range: { file, start, end },
      text,
      isLine: text.startsWith('//'),
      isKernelDoc: /^\/\*\*(?![*/])/.test(text),
    });
  }
  return found;
}
