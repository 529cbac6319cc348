/**
 * The tokens that one stretch of a file came to after preprocessing, as columns. Positions in the columns are always
 * places in the run's own file: a token from a macro stands where the macro was used (clang's file location); its
 * spelling place is in `macroTokens`.
 */
import { type NameId, nameOf } from '../base/names.js';
import { type LexedFile, withoutSplices } from '../lex/lexer.js';
import { F, punctuatorSpelling, T, type TokenKind } from '../lex/token.js';
import { type FileRange, rangeIn, type SourceFile } from '../source/sourceFile.js';
import { type MacroToken, macroTokenText } from './macro.js';

export interface TokenRun {
  readonly file: SourceFile;
  readonly count: number;
  /** Kinds; `eof` stands at index `count`. */
  readonly kinds: Uint8Array;
  readonly flags: Uint8Array;
  readonly names: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** For a token from a macro (or another file) its index in `macroTokens`, else -1; undefined when all are -1. */
  readonly macroIndex: Int32Array | undefined;
  readonly macroTokens: readonly MacroToken[];
  /** Scratch of `parse`: the declarations of the run. */
  memo: unknown;
}

/** The spelling of token `index`. */
export function runTokenText(run: TokenRun, index: number): string {
  const m = run.macroIndex === undefined ? -1 : run.macroIndex[index];
  if (m >= 0) return macroTokenText(run.macroTokens[m]);
  const kind = run.kinds[index];
  const flags = run.flags[index];
  if (kind >= T.leftBracket && (flags & F.digraph) === 0) return punctuatorSpelling[kind];
  if (kind === T.identifier) return nameOf(run.names[index]);
  const text = run.file.text.slice(run.starts[index], run.ends[index]);
  return kind === T.string || kind === T.character || (flags & F.spliced) !== 0 ? withoutSplices(text) : text;
}

/** Where the characters of token `index` stand: its place of use when it was made by `#`, `##` or a built-in macro. */
export function runTokenSpellingRange(run: TokenRun, index: number): FileRange {
  const m = run.macroIndex === undefined ? -1 : run.macroIndex[index];
  if (m >= 0) {
    const token = run.macroTokens[m];
    if (token.file !== undefined) return rangeIn(token.file, token.start, token.end);
  }
  return rangeIn(run.file, run.starts[index], run.ends[index]);
}

/** The tokens `[from, to)` of a run as a run of their own. */
export function partOfRun(run: TokenRun, from: number, to: number): TokenRun {
  const count = to - from;
  const names = run.names.slice(from, to + 1);
  const starts = run.starts.slice(from, to + 1);
  const ends = run.ends.slice(from, to + 1);
  const kinds = run.kinds.slice(from, to + 1);
  const flags = run.flags.slice(from, to + 1);
  const macroIndex = run.macroIndex?.slice(from, to + 1);
  const end = count > 0 ? ends[count - 1] : starts[0];
  kinds[count] = T.eof;
  flags[count] = F.lineStart;
  names[count] = -1;
  starts[count] = end;
  ends[count] = end;
  if (macroIndex !== undefined) macroIndex[count] = -1;
  const { file, macroTokens } = run;
  return { file, count, names, starts, ends, macroIndex, kinds, flags, macroTokens, memo: undefined };
}

const NO_TOKENS: readonly MacroToken[] = [];

export class TokenRunBuilder {
  #kinds = new Uint8Array(256);
  #flags = new Uint8Array(256);
  #names = new Int32Array(256);
  #starts = new Int32Array(256);
  #ends = new Int32Array(256);
  #macroIndex = new Int32Array(256);
  #macroTokens: MacroToken[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  pushSource(lexed: LexedFile, index: number): void {
    this.#push(lexed.kinds[index], lexed.flags[index], lexed.names[index], lexed.starts[index], lexed.ends[index], -1);
  }

  /** A token from an expansion, used at `[start, end)` of the run's file. */
  pushMacro(token: MacroToken, flags: number, start: number, end: number): void {
    this.#push(token.kind, flags, token.name, start, end, this.#macroTokens.length);
    this.#macroTokens.push(token);
  }

  #push(kind: TokenKind, flags: number, name: NameId, start: number, end: number, macro: number): void {
    const n = this.#count++;
    if (n + 1 >= this.#kinds.length) this.#widen();
    this.#kinds[n] = kind;
    this.#flags[n] = flags;
    this.#names[n] = name;
    this.#starts[n] = start;
    this.#ends[n] = end;
    this.#macroIndex[n] = macro;
  }

  #widen(): void {
    const size = this.#kinds.length * 4;
    const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const fresh = new Int32Array(size);
      fresh.set(old);
      return fresh;
    };
    const wideBytes = (old: Uint8Array): Uint8Array<ArrayBuffer> => {
      const fresh = new Uint8Array(size);
      fresh.set(old);
      return fresh;
    };
    this.#kinds = wideBytes(this.#kinds);
    this.#flags = wideBytes(this.#flags);
    this.#names = wider(this.#names);
    this.#starts = wider(this.#starts);
    this.#ends = wider(this.#ends);
    this.#macroIndex = wider(this.#macroIndex);
  }

  /** The run so far, in the builder's own columns: it holds until the next token is pushed. The builder is empty again. */
  lend(file: SourceFile): TokenRun {
    const count = this.#close();
    const run: TokenRun = {
      file,
      count,
      names: this.#names,
      starts: this.#starts,
      ends: this.#ends,
      macroIndex: this.#macroIndex,
      kinds: this.#kinds,
      flags: this.#flags,
      macroTokens: this.#macroTokens,
      memo: undefined,
    };
    this.#macroTokens = [];
    return run;
  }

  /** Puts the end behind the tokens; gives their number. The builder is empty again, but for its macro tokens. */
  #close(): number {
    const count = this.#count;
    const end = count > 0 ? this.#ends[count - 1] : 0;
    this.#kinds[count] = T.eof;
    this.#flags[count] = F.lineStart;
    this.#names[count] = -1;
    this.#starts[count] = end;
    this.#ends[count] = end;
    this.#macroIndex[count] = -1;
    this.#count = 0;
    return count;
  }

  /** The run so far; the builder is empty again afterwards. */
  finish(file: SourceFile): TokenRun {
    const count = this.#close();
    const size = count + 1;
    const fromMacros = this.#macroTokens.length > 0;
    const buffer = new ArrayBuffer(size * (fromMacros ? 18 : 14));
    let at = 0;
    const words = (column: Int32Array): Int32Array => {
      const view = new Int32Array(buffer, at, size);
      view.set(column.subarray(0, size));
      at += size * 4;
      return view;
    };
    const bytes = (column: Uint8Array): Uint8Array => {
      const view = new Uint8Array(buffer, at, size);
      view.set(column.subarray(0, size));
      at += size;
      return view;
    };
    const run: TokenRun = {
      file,
      count,
      names: words(this.#names),
      starts: words(this.#starts),
      ends: words(this.#ends),
      macroIndex: fromMacros ? words(this.#macroIndex) : undefined,
      kinds: bytes(this.#kinds),
      flags: bytes(this.#flags),
      macroTokens: fromMacros ? this.#macroTokens : NO_TOKENS,
      memo: undefined,
    };
    if (fromMacros) this.#macroTokens = [];
    return run;
  }
}
