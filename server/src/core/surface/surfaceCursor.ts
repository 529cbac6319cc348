/** A place among the tokens of a surface, and what the readers ask of tokens. */
import { intern, type NameId, nameOf } from '../base/names.js';
import { punctuatorSpelling, T, type TokenKind } from '../lex/token.js';
import type { Name, Span } from './ast.js';
import type { SurfaceTokens } from './surfaceTokens.js';

/** How deep brackets, statements and operators may nest; what lies deeper is opaque. */
export const MAX_DEPTH = 200;
/** How many operators of one rank may stand in a row: they nest to the left. */
export const MAX_OPERATORS = 400;

export class SurfaceCursor {
  readonly tokens: SurfaceTokens;
  readonly text: string;
  /** Index among the surface's tokens. */
  at: number;
  /** Tokens from here on are not seen. */
  readonly limit: number;
  depth = 0;

  constructor(tokens: SurfaceTokens, at = 0, limit = tokens.count) {
    this.tokens = tokens;
    this.text = tokens.lexed.file.text;
    this.at = at;
    this.limit = limit;
  }

  kindAt(index: number): TokenKind {
    return index < this.limit ? this.tokens.lexed.kinds[this.tokens.indices[index]] : T.eof;
  }

  nameAt(index: number): NameId {
    return index < this.limit ? this.tokens.lexed.names[this.tokens.indices[index]] : -1;
  }

  flagsAt(index: number): number {
    return index < this.limit ? this.tokens.lexed.flags[this.tokens.indices[index]] : 0;
  }

  startAt(index: number): number {
    return index < this.limit ? this.tokens.lexed.starts[this.tokens.indices[index]] : this.endAt(this.limit - 1);
  }

  endAt(index: number): number {
    return index >= 0 && index < this.tokens.count ? this.tokens.lexed.ends[this.tokens.indices[index]] : 0;
  }

  get kind(): TokenKind {
    return this.kindAt(this.at);
  }

  /** NameId of the identifier here, else -1. */
  get name(): NameId {
    return this.nameAt(this.at);
  }

  get start(): number {
    return this.startAt(this.at);
  }

  /** End of the token before this place. */
  get lastEnd(): number {
    return this.endAt(this.at - 1);
  }

  get isAtEnd(): boolean {
    return this.at >= this.limit;
  }

  advance(): void {
    if (this.at < this.limit) this.at++;
  }

  accept(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** The identifier here, as a node; the cursor moves behind it. */
  takeName(): Name {
    const name = this.nameHere(this.at);
    this.advance();
    return name;
  }

  nameHere(index: number): Name {
    return { text: nameOf(this.nameAt(index)), start: this.startAt(index), end: this.endAt(index) };
  }

  /** Spelling of a punctuator. */
  spellingAt(index: number): string {
    return punctuatorSpelling[this.kindAt(index)] ?? this.text.slice(this.startAt(index), this.endAt(index));
  }

  /** From `start` to the end of the last token read. */
  spanFrom(start: number): Span {
    return { start, end: Math.max(start, this.lastEnd) };
  }

  /**
   * Index behind the bracket that closes the one at `index`; the limit where none does. A brace closes what is open inside
   * of its pair; a parenthesis without its partner inside of the braces closes nothing.
   */
  behindBracket(index: number): number {
    const open: TokenKind[] = [];
    for (let i = index; i < this.limit; i++) {
      const kind = this.kindAt(i);
      if (isOpening(kind)) open.push(kind);
      else if (isClosing(kind)) {
        const partner = lastPartner(open, kind);
        if (partner >= 0) open.length = partner;
        else if (kind === T.rightBrace) return i;
        if (open.length === 0) return i + 1;
      }
    }
    return this.limit;
  }

  /** Moves to the next token that is one of `kinds` outside of brackets, or closes a bracket opened before. */
  skipTo(...kinds: readonly TokenKind[]): void {
    while (!this.isAtEnd && !kinds.includes(this.kind) && !isClosing(this.kind)) {
      if (isOpening(this.kind)) this.at = this.behindBracket(this.at);
      else this.advance();
    }
  }
}

export function isOpening(kind: TokenKind): boolean {
  return kind === T.leftParen || kind === T.leftBrace || kind === T.leftBracket;
}

export function isClosing(kind: TokenKind): boolean {
  return kind === T.rightParen || kind === T.rightBrace || kind === T.rightBracket;
}

/** Index of the open bracket that `closing` closes; -1 where there is none, or a brace is open behind it. */
function lastPartner(open: readonly TokenKind[], closing: TokenKind): number {
  const opening = closing === T.rightBrace ? T.leftBrace : closing === T.rightParen ? T.leftParen : T.leftBracket;
  for (let i = open.length - 1; i >= 0; i--) {
    if (open[i] === opening) return i;
    if (open[i] === T.leftBrace) return -1;
  }
  return -1;
}

export function wordSet(list: string): ReadonlySet<NameId> {
  return new Set(list.split(/\s+/).map(intern));
}
