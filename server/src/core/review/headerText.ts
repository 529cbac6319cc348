/**
 * A header as text, for rules about how it is written: its directives, macro definitions and comments, in text order,
 * inactive parts included. Nothing is expanded or evaluated here.
 *
 * A header has many tokens and most rules look at few of them, so everything is made when it is first asked for.
 */
import { type Keeper, KeptWith } from '../base/kept.js';
import { type DocumentPieces, type PieceGroup, piecesOf } from '../lex/documentPieces.js';
import { type LexedFile, lex, spellingOf } from '../lex/lexer.js';
import { F, T, type TokenKind } from '../lex/token.js';
import { type FileRange, rangeIn, type SourceFile } from '../source/sourceFile.js';
import { firstFrom } from './firstFrom.js';
import { question, sameItems } from './question.js';

export interface HeaderText extends Keeper {
  /** The file, or the piece of one, that is the text; of several pieces the first. */
  readonly file: SourceFile;
  readonly directives: readonly TextDirective[];
  readonly defines: readonly TextDefine[];
  readonly comments: readonly TextComment[];
  /** Tokens outside directives. */
  readonly code: readonly TextToken[];
  /** Of an editor's document: texts that follow one another, each shared by the versions that have it. */
  readonly pieces?: readonly HeaderText[];
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
  /** The directive as it stands in the file. */
  readonly text: string;
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

const documents = new WeakMap<SourceFile, HeaderText>();

/** Once for each text: an editor asks for several sets of ABIs, and all of them see the same. */
export function headerText(file: SourceFile): HeaderText {
  const pieces = piecesOf(file);
  if (pieces === undefined) {
    // With the tokens, and let go of with them: findings hold on to the file.
    const lexed = lex(file);
    lexed.memo.headerText ??= new LazyText(lexed);
    return lexed.memo.headerText as HeaderText;
  }
  let text = documents.get(file);
  if (text === undefined) {
    text = documentText(file, pieces);
    documents.set(file, text);
  }
  return text;
}

const groups = new WeakMap<PieceGroup, HeaderText>();

function documentText(file: SourceFile, { items }: DocumentPieces): HeaderText {
  const parts = items.map((item) => {
    if (item.kind === 'directive') return headerText(item.piece);
    let group = groups.get(item);
    if (group === undefined) {
      group = new PiecedText(item.pieces.map(headerText));
      groups.set(item, group);
    }
    return group;
  });
  const text = new PiecedText(parts, file);
  setDepths(text.directives);
  return text;
}

/**
 * Looks something up in a text, piece by piece: what was found in one holds for all versions that have it. `find` must not
 * ask for anything but the text.
 */
export function perPiece<T>(find: (text: HeaderText) => readonly T[]): (text: HeaderText) => readonly T[] {
  const known = new KeptWith<HeaderText, readonly T[]>('text');
  const lookUp = (text: HeaderText): readonly T[] => {
    let found = known.get(text);
    if (found === undefined) {
      found = text.pieces === undefined ? find(text) : text.pieces.flatMap(lookUp);
      known.set(text, found);
    }
    return found;
  };
  return lookUp;
}

/** The text of an editor's document: what it is made of belongs to its pieces, and so to many versions. */
class PiecedText implements HeaderText {
  kept: unknown[] | undefined;
  readonly file: SourceFile;
  readonly pieces: readonly HeaderText[];
  #directives: readonly TextDirective[] | undefined;
  #defines: readonly TextDefine[] | undefined;
  #comments: readonly TextComment[] | undefined;
  #code: readonly TextToken[] | undefined;

  constructor(pieces: readonly HeaderText[], file = pieces[0].file) {
    this.file = file;
    this.pieces = pieces;
  }

  get directives(): readonly TextDirective[] {
    this.#directives ??= this.pieces.flatMap(({ directives }) => directives);
    return this.#directives;
  }

  get defines(): readonly TextDefine[] {
    this.#defines ??= this.pieces.flatMap(({ defines }) => defines);
    return this.#defines;
  }

  get comments(): readonly TextComment[] {
    this.#comments ??= this.pieces.flatMap(({ comments }) => comments);
    return this.#comments;
  }

  get code(): readonly TextToken[] {
    this.#code ??= this.pieces.flatMap(({ code }) => code);
    return this.#code;
  }
}

/** In how many conditionals a directive stands is not known to its piece. */
function setDepths(directives: readonly TextDirective[]): void {
  let depth = 0;
  for (const directive of directives) {
    // Safe: those of pieces are all of this class.
    (directive as Directive).depth = depth;
    if (opensConditional.has(directive.name)) depth++;
    else if (directive.name === 'endif') depth = Math.max(0, depth - 1);
  }
}

class LazyText implements HeaderText {
  kept: unknown[] | undefined;
  readonly #lexed: LexedFile;
  #directives: readonly Directive[] | undefined;
  #defines: readonly TextDefine[] | undefined;
  #comments: readonly TextComment[] | undefined;
  #code: readonly TextToken[] | undefined;

  constructor(lexed: LexedFile) {
    this.#lexed = lexed;
  }

  get file(): SourceFile {
    return this.#lexed.file;
  }

  get directives(): readonly Directive[] {
    this.#directives ??= directivesOf(this.#lexed);
    return this.#directives;
  }

  get defines(): readonly TextDefine[] {
    this.#defines ??= this.directives.flatMap((directive) => {
      const define = directive.name === 'define' ? directive.define() : undefined;
      return define === undefined ? [] : [define];
    });
    return this.#defines;
  }

  get comments(): readonly TextComment[] {
    this.#comments ??= commentsOf(this.#lexed);
    return this.#comments;
  }

  get code(): readonly TextToken[] {
    this.#code ??= codeOf(this.#lexed, this.directives);
    return this.#code;
  }
}

class Directive implements TextDirective {
  readonly name: string;
  depth: number;
  /** Index of the `#`, and of the token after the last one. */
  readonly first: number;
  readonly end: number;
  readonly #lexed: LexedFile;
  #tokens: readonly TextToken[] | undefined;

  constructor(lexed: LexedFile, first: number, end: number, depth: number) {
    this.#lexed = lexed;
    this.first = first;
    this.end = end;
    this.depth = depth;
    this.name = first + 1 < end ? spellingOf(lexed, first + 1) : '';
  }

  get range(): FileRange {
    const { file, starts, ends } = this.#lexed;
    return rangeIn(file, starts[this.first], ends[this.end - 1]);
  }

  get tokens(): readonly TextToken[] {
    this.#tokens ??= tokensBetween(this.#lexed, this.first + 2, this.end);
    return this.#tokens;
  }

  /** The parenthesis of a parameter list follows the name without white space (C11 6.10p1). */
  define(): TextDefine | undefined {
    const { kinds, starts, ends } = this.#lexed;
    const name = this.first + 2;
    if (name >= this.end) return undefined;
    const open = name + 1;
    const isFunctionLike = open < this.end && kinds[open] === T.leftParen && starts[open] === ends[name];
    if (!isFunctionLike) return new Define(this.#lexed, this, undefined, open);
    let close = open;
    while (close < this.end && kinds[close] !== T.rightParen) close++;
    const list = tokensBetween(this.#lexed, open + 1, close);
    const parameters = list.filter(({ kind }) => kind !== T.comma).map(({ text }) => text);
    return new Define(this.#lexed, this, parameters, close + 1);
  }
}

class Define implements TextDefine {
  readonly name: string;
  readonly parameters: readonly string[] | undefined;
  readonly #lexed: LexedFile;
  readonly #directive: Directive;
  readonly #bodyStart: number;
  #body: readonly TextToken[] | undefined;

  constructor(lexed: LexedFile, directive: Directive, parameters: readonly string[] | undefined, bodyStart: number) {
    this.#lexed = lexed;
    this.#directive = directive;
    this.#bodyStart = bodyStart;
    this.name = spellingOf(lexed, directive.first + 2);
    this.parameters = parameters;
  }

  get nameRange(): FileRange {
    return rangeOf(this.#lexed, this.#directive.first + 2);
  }

  get range(): FileRange {
    return this.#directive.range;
  }

  get text(): string {
    const { file, starts, ends } = this.#lexed;
    return file.text.slice(starts[this.#directive.first], ends[this.#directive.end - 1]);
  }

  get body(): readonly TextToken[] {
    this.#body ??= tokensBetween(this.#lexed, this.#bodyStart, this.#directive.end);
    return this.#body;
  }
}

function directivesOf(lexed: LexedFile): readonly Directive[] {
  const { flags, count } = lexed;
  const directives: Directive[] = [];
  let depth = 0;
  for (let i = 0; i < count; ) {
    if (!isHash(lexed, i)) {
      i++;
      continue;
    }
    const first = i++;
    while (i < count && (flags[i] & F.lineStart) === 0) i++;
    const directive = new Directive(lexed, first, i, depth);
    if (opensConditional.has(directive.name)) depth++;
    else if (directive.name === 'endif') depth = Math.max(0, depth - 1);
    directives.push(directive);
  }
  return directives;
}

const opensConditional: ReadonlySet<string> = new Set(['if', 'ifdef', 'ifndef']);

function isHash({ kinds, flags }: LexedFile, index: number): boolean {
  return kinds[index] === T.hash && (flags[index] & F.lineStart) !== 0;
}

function codeOf(lexed: LexedFile, directives: readonly Directive[]): readonly TextToken[] {
  const code: TextToken[] = [];
  let next = 0;
  for (const { first, end } of directives) {
    for (; next < first; next++) code.push(new Token(lexed, next));
    next = end;
  }
  for (; next < lexed.count; next++) code.push(new Token(lexed, next));
  return code;
}

/** Tokens outside directives, from the first one that begins at or behind `offset`. */
export function* codeFrom(file: SourceFile, offset: number): Generator<TextToken, undefined> {
  const lexed = lex(file);
  const { starts, flags, count } = lexed;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (starts[middle] < offset) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < count; i++) {
    if (isHash(lexed, i)) while (i + 1 < count && (flags[i + 1] & F.lineStart) === 0) i++;
    else yield new Token(lexed, i);
  }
  return undefined;
}

/** Names that are defined between the lines of a declaration. */
export const definesInside = question((header, { start, end }: FileRange): readonly string[] => {
  const { defines } = header.text;
  const names: string[] = [];
  for (let i = firstFrom(defines, start); i < defines.length && defines[i].range.end < end; i++) {
    names.push(defines[i].name);
  }
  return names;
}, sameItems);

function tokensBetween(lexed: LexedFile, start: number, end: number): readonly TextToken[] {
  const tokens: TextToken[] = [];
  for (let i = start; i < end; i++) tokens.push(new Token(lexed, i));
  return tokens;
}

class Token implements TextToken {
  readonly kind: TokenKind;
  readonly text: string;
  readonly #lexed: LexedFile;
  readonly #index: number;

  constructor(lexed: LexedFile, index: number) {
    this.kind = lexed.kinds[index];
    this.text = spellingOf(lexed, index);
    this.#lexed = lexed;
    this.#index = index;
  }

  get range(): FileRange {
    return rangeOf(this.#lexed, this.#index);
  }
}

function rangeOf({ file, starts, ends }: LexedFile, index: number): FileRange {
  return rangeIn(file, starts[index], ends[index]);
}

function commentsOf({ file, comments }: LexedFile): readonly TextComment[] {
  const found: TextComment[] = [];
  for (let i = 0; i + 1 < comments.length; i += 2) found.push(new Comment(file, comments[i], comments[i + 1]));
  return found;
}

class Comment implements TextComment {
  readonly range: FileRange;
  /** The file or piece that it was lexed in, with offsets of that. */
  readonly #file: SourceFile;
  readonly #start: number;
  readonly #end: number;

  constructor(file: SourceFile, start: number, end: number) {
    this.range = rangeIn(file, start, end);
    this.#file = file;
    this.#start = start;
    this.#end = end;
  }

  get text(): string {
    return this.#file.text.slice(this.#start, this.#end);
  }

  get isLine(): boolean {
    return this.#file.text.startsWith('//', this.#start);
  }

  get isKernelDoc(): boolean {
    const { text } = this.#file;
    const start = this.#start;
    return text.startsWith('/**', start) && text[start + 3] !== '*' && text[start + 3] !== '/';
  }
}
