/**
 * Where a text may be cut into pieces that are read one by one with the result of reading it as a whole: behind a `;`
 * outside of all brackets and behind a directive, where the next token begins a line. Conditionals and includes that
 * stand between declarations are pieces of their own; those inside a declaration stay with it.
 *
 * Brackets are counted as written. Where a macro brings one, or one is missing, a cut may fall into a declaration; then
 * the text is read as a whole after all (`PiecesDoNotStandAlone` in `unit/bindPieces.ts`).
 */
import { intern, type NameId } from '../base/names.js';
import type { LexedFile } from './lexer.js';
import { F, T } from './token.js';

export interface Cut {
  /** Offsets in the text; the white space and comments before its first token belong to a piece. */
  readonly start: number;
  readonly end: number;
  /** A conditional directive or an include between declarations. */
  readonly isDirective: boolean;
}

export interface CutText {
  readonly cuts: readonly Cut[];
  /** The text ends behind its last token, where a piece may end. */
  readonly endsClean: boolean;
}

/** Pieces are not made smaller than this: each has its price. UTF-16 units. */
const SMALLEST_PIECE = 400;

const names = (list: string): ReadonlySet<NameId> => new Set(list.split(' ').map(intern));
const conditionalStarts = names('if ifdef ifndef');
const conditionalMiddles = names('elif else');
const includes = names('include include_next import');
const N_ENDIF = intern('endif');
const N_EXTERN = intern('extern');
const N_PRAGMA = intern('pragma');
const N_LINE = intern('line');
/** What means something else in a piece than in the whole. */
const wholeNames = names('__LINE__ __COUNTER__ __INCLUDE_LEVEL__');
const wholePragmas = names('once push_macro pop_macro');

/** The cuts of a text; `undefined` for one that has to be read as a whole. */
export function cutText(lexed: LexedFile): CutText | undefined {
  return lexed.unterminatedComment >= 0 ? undefined : new Cutter(lexed).cut();
}

class Cutter {
  readonly #lexed: LexedFile;
  readonly #cuts: Cut[] = [];
  /** Where the piece at hand begins, and the end of its last token. */
  #start = 0;
  #end = 0;
  #depth = 0;
  /** A declaration has begun and not ended. */
  #isOpen = false;
  /** Token that began it. */
  #opened = 0;
  /** For each conditional inside the declaration, the depth at its #if. */
  readonly #inner: number[] = [];

  constructor(lexed: LexedFile) {
    this.#lexed = lexed;
  }

  cut(): CutText | undefined {
    const { kinds, flags, count, file } = this.#lexed;
    for (let i = 0; i < count; ) {
      if (wholeNames.has(this.#lexed.names[i])) return undefined;
      if (kinds[i] === T.hash && (flags[i] & F.lineStart) !== 0) {
        const end = this.#endOfLine(i);
        if (!this.#directive(i, end)) return undefined;
        i = end;
      } else this.#token(i++);
    }
    const endsClean = this.#isNeutral && this.#end === file.text.length;
    // White space and comments at the end are a piece too, so that the pieces make up the text.
    if (this.#start < file.text.length) this.#close(file.text.length, false);
    return { cuts: this.#cuts, endsClean };
  }

  get #isNeutral(): boolean {
    return !this.#isOpen && this.#depth === 0 && this.#inner.length === 0;
  }

  #endOfLine(hash: number): number {
    const { flags, count } = this.#lexed;
    let end = hash + 1;
    while (end < count && (flags[end] & F.lineStart) === 0) end++;
    return end;
  }

  /** False: the text cannot be cut. */
  #directive(hash: number, end: number): boolean {
    const { names: all, kinds, ends } = this.#lexed;
    for (let i = hash; i < end; i++) if (wholeNames.has(all[i])) return false;
    const name = hash + 1 < end ? all[hash + 1] : -1;
    if (name === N_LINE || (hash + 1 < end && kinds[hash + 1] === T.number)) return false;
    if (name === N_PRAGMA && hash + 2 < end && wholePragmas.has(all[hash + 2])) return false;
    const isConditional = conditionalStarts.has(name) || conditionalMiddles.has(name) || name === N_ENDIF;
    if (isConditional || includes.has(name)) {
      if (this.#isNeutral) {
        if (this.#end > this.#start) this.#close(this.#end, false);
        this.#end = ends[end - 1];
        this.#close(this.#end, true);
        return true;
      }
      if (!isConditional || !this.#innerConditional(name)) return false;
    }
    this.#end = ends[end - 1];
    this.#closeIfLarge();
    return true;
  }

  /** Each branch of a conditional goes on from where its #if stands. */
  #innerConditional(name: NameId): boolean {
    const inner = this.#inner;
    if (conditionalStarts.has(name)) inner.push(this.#depth);
    else if (inner.length === 0) return false;
    else if (name === N_ENDIF) inner.pop();
    else this.#depth = inner[inner.length - 1];
    return true;
  }

  #token(i: number): void {
    const { kinds, ends } = this.#lexed;
    this.#end = ends[i];
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#opened = i;
    }
    switch (kinds[i]) {
      case T.leftBrace:
        if (this.#opensLinkage(i)) return this.#declarationEnds(i);
        this.#depth++;
        return;
      case T.leftParen:
      case T.leftBracket:
        this.#depth++;
        return;
      case T.rightBrace:
        // One that closes nothing here ends `extern "C" {`.
        if (this.#depth === 0) return this.#declarationEnds(i);
        this.#depth--;
        return;
      case T.rightParen:
      case T.rightBracket:
        if (this.#depth > 0) this.#depth--;
        return;
      case T.semicolon:
        if (this.#depth === 0) this.#declarationEnds(i);
    }
  }

  /** `extern "C" {`, whose declarations are cut as others are. */
  #opensLinkage(i: number): boolean {
    const { kinds, names: all } = this.#lexed;
    return this.#depth === 0 && i - this.#opened === 2 && all[i - 2] === N_EXTERN && kinds[i - 1] === T.string;
  }

  #declarationEnds(i: number): void {
    this.#isOpen = false;
    if ((this.#lexed.flags[i + 1] & F.lineStart) !== 0) this.#closeIfLarge();
  }

  #closeIfLarge(): void {
    if (this.#isNeutral && this.#end - this.#start >= SMALLEST_PIECE) this.#close(this.#end, false);
  }

  #close(end: number, isDirective: boolean): void {
    this.#cuts.push({ start: this.#start, end, isDirective });
    this.#start = end;
  }
}
