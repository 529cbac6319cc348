/**
 * Declarations of a unit in order: each token run is parsed and bound, with memos behind both. What a whole include does
 * to the scope is kept with its effect, so that a header that is included again costs one comparison.
 */
import { type Answer, remember, versionNow } from '../base/remember.js';
import { braceDepth, closesDeclaration, type ParsedRun, parseRun } from '../parse/parseRun.js';
import { isSamePack, NO_PACK, type PackState } from '../parse/pragmaPack.js';
import type { IncludeEffect, Piece } from '../preprocess/preprocess.js';
import { joinRecordings, newRecording } from '../preprocess/recordingTable.js';
import type { TokenRun } from '../preprocess/tokenRun.js';
import { type BoundRun, bindRun, type ScopeRecording } from '../sema/bindRun.js';
import type { OrdinarySymbol } from '../sema/ctype.js';
import type { Scope } from '../sema/scope.js';
import { documentOf, type SourceFile } from '../source/sourceFile.js';
import { joinRuns, partRun } from './joinRuns.js';

/** Runs of the root itself that follow one another. */
export interface OwnRuns {
  readonly runs: readonly BoundRun[];
  /** Scratch of `unit`: what the runs declare, by ABI. */
  memo: unknown;
}

/** What an include (or a group of pieces) did to a scope, from one pack state to another. */
interface ScopeEffect extends ScopeRecording, Answer {
  readonly packBefore: PackState;
  readonly packAfter: PackState;
  /** Of a group of the root's own pieces. */
  readonly own: OwnRuns | undefined;
}

const MAX_EFFECTS = 6;
/** A group's effects are those of all ABIs. */
const MAX_GROUP_EFFECTS = 24;

/** A declaration goes from one piece of the document into the next: the text has to be read as a whole. */
export class PiecesDoNotStandAlone extends Error {
  readonly document: SourceFile;

  constructor(document: SourceFile) {
    super(`${document.path} has to be read as a whole`);
    this.document = document;
  }
}

/** Binds all pieces of a unit. The answer: the runs of `root` itself. */
export function bindPieces(pieces: readonly Piece[], scope: Scope, root: SourceFile): readonly OwnRuns[] {
  const binder = new PieceBinder(scope, root);
  for (const piece of pieces) binder.piece(piece);
  return binder.flush();
}

class PieceBinder {
  readonly #scope: Scope;
  readonly #root: SourceFile;
  readonly #own: OwnRuns[] = [];
  /** Own runs since the last group; within a group all of its runs, whoever reads them. */
  #loose: BoundRun[] = [];
  readonly #isTypedefName: (name: number) => boolean;
  #pack: PackState = NO_PACK;
  /** Runs that end inside a declaration: they are read again together with the next one. */
  #open: TokenRun[] = [];
  /** Braces that `#open` leaves open. */
  #openBraces = 0;
  #trace: ScopeRecording[] | undefined;

  constructor(scope: Scope, root: SourceFile) {
    this.#scope = scope;
    this.#root = root;
    this.#isTypedefName = (name) => scope.ordinary.peek(name)?.kind === 'typedef';
  }

  piece(piece: Piece): void {
    if (piece.kind === 'effect') this.#effect(piece);
    else if (piece.tokens !== undefined) this.#run(piece.tokens, false);
  }

  /** Binds what is left open at the end of the unit. */
  flush(): readonly OwnRuns[] {
    if (this.#open.length > 0) this.#run(undefined, true);
    this.#closeLoose(this.#root);
    return this.#own;
  }

  #closeLoose(file: SourceFile): OwnRuns | undefined {
    if (this.#loose.length === 0) return undefined;
    const own = { runs: this.#loose, memo: undefined };
    this.#loose = [];
    this.#give(own, file);
    return own;
  }

  #give(own: OwnRuns, file: SourceFile): void {
    if (documentOf(file) === this.#root) this.#own.push(own);
  }

  #run(tokens: TokenRun | undefined, isLast: boolean): void {
    const open = this.#open;
    if (tokens !== undefined) {
      if (open.length > 0) requireWhole(tokens);
      open.push(tokens);
      // A declaration may be cut into many runs; it is read when it can be whole, not once a run.
      if (open.length > 1) {
        this.#openBraces += braceDepth(tokens);
        if (!isLast && (this.#openBraces !== 0 || !closesDeclaration(tokens))) return;
      }
    }
    const run = joinRuns(open, this.#root);
    this.#open = [];
    const parsed = parseRun(run, this.#pack, this.#isTypedefName);
    if (parsed.looksBeyond) requireWhole(run);
    if (!parsed.incompleteAtEnd || isLast) {
      this.#bind(parsed);
      return;
    }
    requireWhole(run);
    let rest = run;
    if (parsed.lastStart > 0) {
      // What is complete is not read again with each run to come.
      const { before, after } = partRun(run, parsed.lastStart);
      this.#bind(parseRun(before, this.#pack, this.#isTypedefName));
      rest = after;
    }
    this.#open = [rest];
    this.#openBraces = braceDepth(rest);
  }

  #bind(parsed: ParsedRun): void {
    const { run } = parsed;
    this.#pack = parsed.packAtEnd;
    if (this.#trace !== undefined) this.#traceTypedefQuestions(parsed, this.#trace);
    const bound = bindRun(parsed, this.#scope, this.#trace);
    if (run.file === this.#root || run.file.place !== undefined) this.#loose.push(bound);
  }

  /** Whether a name was a typedef decided how the run was parsed, so it is a question too. */
  #traceTypedefQuestions(parsed: ParsedRun, trace: ScopeRecording[]): void {
    if (parsed.typedefQuestions.size === 0) return;
    const ordinary = newRecording<OrdinarySymbol>();
    for (const name of parsed.typedefQuestions.keys()) {
      ordinary.askedNames.push(name);
      ordinary.answers.push(this.#scope.ordinary.peek(name));
    }
    trace.push({ tags: newRecording(), ordinary });
  }

  #effect(effect: IncludeEffect): void {
    const { tags, ordinary } = this.#scope;
    effect.memo ??= [];
    const known = effect.memo as ScopeEffect[];
    const packBefore = this.#pack;
    if (this.#open.length === 0) {
      for (const entry of known) {
        if (isSamePack(entry.packBefore, packBefore) && tags.agrees(entry.tags) && ordinary.agrees(entry.ordinary)) {
          tags.apply(entry.tags);
          ordinary.apply(entry.ordinary);
          this.#trace?.push(entry);
          entry.lastUse = versionNow();
          this.#pack = entry.packAfter;
          if (entry.own !== undefined && effect.run !== undefined) {
            this.#closeLoose(this.#root);
            this.#give(entry.own, effect.run.file);
          }
          return;
        }
      }
    }
    const isWhole = this.#open.length === 0;
    if (effect.run !== undefined) this.#closeLoose(this.#root);
    const outer = this.#trace;
    const trace: ScopeRecording[] = [];
    this.#trace = trace;
    for (const piece of effect.pieces) this.piece(piece);
    this.#trace = outer;
    if (outer !== undefined) for (const recording of trace) outer.push(recording);
    if (!isWhole || this.#open.length > 0) return;
    const own = effect.run === undefined ? undefined : this.#closeLoose(effect.run.file);
    const scopeEffect: ScopeEffect = {
      tags: joinRecordings(trace.map((recording) => recording.tags)),
      ordinary: joinRecordings(trace.map((recording) => recording.ordinary)),
      packBefore,
      packAfter: this.#pack,
      own,
      lastUse: versionNow(),
    };
    remember(known, scopeEffect, effect.run === undefined ? MAX_EFFECTS : MAX_GROUP_EFFECTS);
  }
}

function requireWhole({ file }: TokenRun): void {
  if (file.place !== undefined) throw new PiecesDoNotStandAlone(file.place.document);
}
