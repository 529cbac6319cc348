/** A place in a token run, with what the parser asks of tokens and how it reports. */
import type { Diagnostic } from '../base/diagnostic.js';
import type { NameId } from '../base/names.js';
import { F, T, type TokenKind } from '../lex/token.js';
import { runTokenText, type TokenRun } from '../preprocess/tokenRun.js';
import { rangeIn } from '../source/sourceFile.js';
import { K, keywordOf } from './keywords.js';

/**
 * Thrown inside the parser to leave a declaration that cannot be read; caught at the declaration's boundary. No `Error`: to
 * note the stack would take longer than to read the declaration.
 */
export class SyntaxProblem {}

export const MAX_NESTING = 200;
const MAX_DIAGNOSTICS = 200;

export class TokenCursor {
  readonly run: TokenRun;
  readonly diagnostics: Diagnostic[] = [];
  /** Index of the current token. */
  at = 0;
  /** First token of the current top-level declaration. */
  base = 0;
  depth = 0;

  constructor(run: TokenRun) {
    this.run = run;
  }

  get kind(): TokenKind {
    return this.run.kinds[this.at];
  }

  get name(): NameId {
    return this.run.names[this.at];
  }

  get keyword(): number {
    return this.run.kinds[this.at] === T.identifier ? keywordOf(this.run.names[this.at]) : K.none;
  }

  /** The current token is the first of its line. */
  get onNewLine(): boolean {
    return (this.run.flags[this.at] & F.lineStart) !== 0;
  }

  get text(): string {
    return runTokenText(this.run, this.at);
  }

  /** Index of the current token relative to the declaration. */
  get relative(): number {
    return this.at - this.base;
  }

  kindAt(index: number): TokenKind {
    return index < this.run.count ? this.run.kinds[index] : T.eof;
  }

  keywordAt(index: number): number {
    return index < this.run.count && this.run.kinds[index] === T.identifier ? keywordOf(this.run.names[index]) : K.none;
  }

  advance(): void {
    if (this.at < this.run.count) this.at++;
  }

  accept(kind: TokenKind): boolean {
    if (this.run.kinds[this.at] !== kind) return false;
    this.advance();
    return true;
  }

  expect(kind: TokenKind, what: string): void {
    if (!this.accept(kind)) this.fail(`${what} is expected here, before ${this.found()}`);
  }

  /** The current token in words, for messages. */
  found(): string {
    return this.kind === T.eof ? 'the end of the file' : `"${this.text}"`;
  }

  fail(message: string): never {
    this.report('syntax/declaration', message, this.at);
    throw new SyntaxProblem();
  }

  report(code: string, message: string, index: number): void {
    if (this.diagnostics.length >= MAX_DIAGNOSTICS) return;
    const at = Math.min(index, this.run.count);
    const start = this.run.starts[at];
    const end = at < this.run.count ? this.run.ends[at] : start;
    this.diagnostics.push({ code, severity: 'error', message, range: rangeIn(this.run.file, start, end) });
  }

  enter(): void {
    if (++this.depth > MAX_NESTING) this.tooDeep();
  }

  /** Leaves the declaration because it is nested beyond `MAX_NESTING`. */
  tooDeep(): never {
    this.report(
      'limit/nesting',
      `the declaration is nested more than ${MAX_NESTING} levels deep; it is left out`,
      this.at,
    );
    throw new SyntaxProblem();
  }

  leave(): void {
    this.depth--;
  }

  /** From an opening bracket behind its partner (or to the end), without looking at what is inside. */
  skipBalanced(): void {
    let open = 0;
    for (;;) {
      switch (this.kind) {
        case T.leftParen:
        case T.leftBrace:
        case T.leftBracket:
          open++;
          break;
        case T.rightParen:
        case T.rightBrace:
        case T.rightBracket:
          open--;
          break;
        case T.eof:
          return;
      }
      this.advance();
      if (open <= 0) return;
    }
  }

  /** After an error: behind the next `;` or closing `}` of this level, or to a `}` that closes an outer one. */
  recover(insideBraces: boolean): void {
    for (;;) {
      switch (this.kind) {
        case T.eof:
          return;
        case T.semicolon:
          this.advance();
          return;
        case T.rightBrace:
          if (!insideBraces) this.advance();
          return;
        case T.leftBrace:
          this.skipBalanced();
          if (this.kind === T.semicolon) this.advance();
          if (!insideBraces) return;
          break;
        case T.leftParen:
        case T.leftBracket:
          this.skipBalanced();
          break;
        default:
          this.advance();
      }
    }
  }
}

/** A cursor that knows whether anybody looked at the end of its run. */
export class WatchedCursor extends TokenCursor {
  sawEnd = false;

  constructor(run: TokenRun, firstToken: number) {
    super(run);
    this.at = firstToken;
    this.base = firstToken;
  }

  override get kind(): TokenKind {
    return this.kindAt(this.at);
  }

  override get keyword(): number {
    return this.keywordAt(this.at);
  }

  override kindAt(index: number): TokenKind {
    if (index >= this.run.count) this.sawEnd = true;
    return super.kindAt(index);
  }

  override keywordAt(index: number): number {
    if (index >= this.run.count) this.sawEnd = true;
    return super.keywordAt(index);
  }

  override accept(kind: TokenKind): boolean {
    return this.kind === kind && super.accept(kind);
  }
}
