/**
 * Translation phase 4 (C11 6.10) over a root file and its includes, for one ABI at a time.
 *
 * A file's own text is read once for the answers it got: a *file run* keeps its token segments, the macro questions each
 * segment asked, and the includes between them. When the same file object is entered again (by another header, or for
 * another ABI) its known runs are tried first: the questions are asked again, and when all answers are the same objects
 * the segments are taken over as they are, identity included, so that parse and sema need not look at them again.
 *
 * Nothing here throws on any text. Depth, number of includes and size of expansions are bounded; a bound that is met is a
 * `limit/…` diagnostic.
 */
import { type Diagnostic, isLimit, type Severity } from '../base/diagnostic.js';
import { remember, versionNow } from '../base/remember.js';
import type { PieceGroup } from '../lex/documentPieces.js';
import { documentOf, type SourceFile } from '../source/sourceFile.js';
import type { Abi } from '../target/abi.js';
import { hasAttribute, hasBuiltin, hasCAttribute } from '../target/hasAttribute.js';
import { type Budget, EXPANSION_BUDGET } from './expand.js';
import { FileReader } from './fileReader.js';
import type { FoundInclude, IncludeResolver } from './includeResolver.js';
import type { MacroDefinition } from './macro.js';
import type {
  EffectStore,
  FileRun,
  IncludeEdge,
  IncludeEffect,
  IncludeStep,
  Piece,
  PreprocessedUnit,
  Question,
} from './preprocessedUnit.js';
import { joinRecordings, type Recording, type RecordingTable } from './recordingTable.js';
import { readingView } from './skeleton.js';

const MAX_INCLUDE_DEPTH = 200;
const MAX_INCLUDES = 20_000;
/** A known run of a file is not tried where the file is read inside of itself this often. */
const MAX_KNOWN_NESTING = 8;
/** Tokens that may come from what a unit includes; the largest of Linux's own comes to 7,400 in all. */
const MAX_TOKENS = 100_000;
const MAX_VARIANTS = 24;
const MAX_EFFECTS = 6;
const VISITS_BEFORE_GATHERING = 2;
const MAX_DIAGNOSTICS = 500;

export type {
  EffectStore,
  FileRun,
  IncludeEdge,
  IncludeEffect,
  IncludeStep,
  Piece,
  PreprocessedUnit,
  Segment,
} from './preprocessedUnit.js';

export interface PreprocessInput {
  readonly root: SourceFile;
  /** Headers to be read before the root, as a program would include them; one that is not found is left out. */
  readonly before: readonly string[];
  readonly abi: Abi;
  readonly macros: RecordingTable<MacroDefinition>;
  readonly resolver: IncludeResolver;
  readonly effects: EffectStore;
}

export class Preprocessor {
  readonly abi: Abi;
  readonly macros: RecordingTable<MacroDefinition>;
  readonly resolver: IncludeResolver;
  readonly budget: Budget = { left: EXPANSION_BUDGET };
  readonly pieces: Piece[] = [];
  readonly includes: IncludeEdge[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly baseFile: SourceFile;
  readonly macroStacks = new Map<string, (MacroDefinition | undefined)[]>();
  /** The root's run when it was entered first, be it by another file that includes it. */
  firstRootRun: FileRun | undefined;
  /** Runs of the groups of pieces in it. */
  readonly rootGroupRuns: FileRun[] = [];
  #rootWasEntered = false;
  /**
   * Includes that were carried out to try known runs, in vain or not. A file without a guard that includes itself would
   * try one at each of its levels; beyond the bound, and deep inside of itself, its text is read.
   */
  #replayedIncludes = 0;
  counter = 0;
  depth = 0;
  /** The #include of the root file that is being carried out. */
  #rootStep: IncludeStep | undefined;
  /** Tokens of the included pieces so far. */
  #tokens = 0;
  /** The included files that are being read, from the outermost inwards. */
  readonly #beingRead: SourceFile[] = [];
  /** The limit of nesting was met: from then on no file is read once more inside of itself, or two such lines would double. */
  #isTooDeep = false;
  /** From the start no file is read inside of itself: that it would have no end is known. */
  readonly #leavesOutNested: boolean;
  /** A file that includes itself without a guard was read down to the limit: nothing of that is kept. */
  isEndless = false;
  readonly #effects: EffectStore;
  /** Recordings since an include began whose effect is being gathered. */
  #trace: Recording<MacroDefinition>[] | undefined;
  #traceIsRepeatable = true;

  constructor(input: PreprocessInput, leavesOutNested = false) {
    this.#leavesOutNested = leavesOutNested;
    this.abi = input.abi;
    this.macros = input.macros;
    this.resolver = input.resolver;
    this.#effects = input.effects;
    this.baseFile = input.root;
  }

  /** Reads the root, after the headers (spelled as in `#include <…>`) that it is to find read. */
  enterUnit({ before, root }: PreprocessInput): FileRun {
    for (const spelling of before) this.includeBefore(spelling);
    return this.enter(root, ROOT_UNKNOWN);
  }

  /** Enters a file: by a known run whose questions have the same answers, else by reading its text. */
  enter(file: SourceFile, root: number): FileRun {
    const isFirstOfRoot = file === this.baseFile && !this.#rootWasEntered;
    if (isFirstOfRoot) this.#rootWasEntered = true;
    const lexed = readingView(file);
    lexed.memo.runs ??= [];
    const known = lexed.memo.runs as FileRun[];
    const isDeepInside = this.#nesting(file) >= MAX_KNOWN_NESTING;
    for (const run of known) {
      if (isDeepInside || this.#replayedIncludes >= MAX_INCLUDES) break;
      if (!this.#replay(run, root)) continue;
      run.lastUse = versionNow();
      if (isFirstOfRoot) this.firstRootRun = run;
      return run;
    }
    const reader = new FileReader(this, lexed, root);
    this.depth++;
    let run: FileRun;
    try {
      run = reader.read();
    } finally {
      reader.close();
    }
    this.depth--;
    if (!reader.repeatable) this.#traceIsRepeatable = false;
    else if (!this.isEndless) remember(known, run, MAX_VARIANTS);
    if (isFirstOfRoot) this.firstRootRun = run;
    return run;
  }

  /** How often a file is being read at this place. */
  #nesting(file: SourceFile): number {
    let count = file === this.baseFile ? 1 : 0;
    for (const each of this.#beingRead) if (each === file) count++;
    return count;
  }

  #replay(run: FileRun, root: number): boolean {
    const mark = this.macros.mark();
    const pieceMark = this.pieces.length;
    const includeMark = this.includes.length;
    const diagnosticMark = this.diagnostics.length;
    const groupMark = this.rootGroupRuns.length;
    const wasTooDeep = this.#isTooDeep;
    const tokensBefore = this.#tokens;
    this.depth++;
    let good = true;
    for (const step of run.steps) {
      if (step.kind === 'include') {
        this.#replayedIncludes++;
        this.include(run.file, root, step);
        continue;
      }
      if (step.kind === 'group') {
        this.enterGroup(step.group, root);
        continue;
      }
      if (!this.macros.agrees(step.macros) || !this.#sameAnswers(run.file, root, step.questions)) {
        good = false;
        break;
      }
      this.macros.apply(step.macros);
      this.traced(step.macros);
      if (step.tokens !== undefined || step.diagnostics.length > 0) this.push(step);
    }
    this.depth--;
    if (!good) {
      this.#isTooDeep = wasTooDeep;
      this.#tokens = tokensBefore;
      this.macros.undoTo(mark);
      cut(this.pieces, pieceMark);
      cut(this.includes, includeMark);
      cut(this.diagnostics, diagnosticMark);
      cut(this.rootGroupRuns, groupMark);
    }
    return good;
  }

  #sameAnswers(file: SourceFile, root: number, questions: readonly Question[]): boolean {
    return questions.every((q) =>
      q.kind === 'file'
        ? this.exists(file, root, q.spelling, q.angled, q.next) === q.answer
        : this.feature(q.operator, q.name) === q.answer,
    );
  }

  feature(operator: string, name: string): number {
    switch (operator) {
      case '__has_attribute':
      case '__has_cpp_attribute':
        return hasAttribute(name, this.abi);
      case '__has_c_attribute':
        return hasCAttribute(name, this.abi);
      case '__has_builtin':
        return hasBuiltin(name, this.abi);
      case 'char':
        return this.abi.charSigned ? 1 : 0;
      default:
        return 0;
    }
  }

  exists(includer: SourceFile, root: number, spelling: string, angled: boolean, next: boolean): boolean {
    return this.#resolve(includer, root, spelling, angled, next) !== undefined;
  }

  #resolve(
    includer: SourceFile,
    root: number,
    spelling: string,
    angled: boolean,
    next: boolean,
  ): FoundInclude | undefined {
    const file = documentOf(includer);
    const includerRoot = root !== ROOT_UNKNOWN ? root : next ? rootOf(file, this.resolver) : -1;
    return this.resolver.resolve({ spelling, angled, next, includer: file, includerRoot });
  }

  /** Reads a header before the root; what it lacks itself is not this unit's concern. */
  includeBefore(spelling: string): void {
    const found = this.#resolve(this.baseFile, -1, spelling, true, false);
    if (found !== undefined && found.file !== this.baseFile) this.enter(found.file, found.root);
    this.diagnostics.length = 0;
    this.includes.length = 0;
  }

  /** Carries out one `#include` of `includer`. */
  include(includer: SourceFile, includerRoot: number, step: IncludeStep): void {
    const { spelling, angled, next } = step;
    if (this.depth === 1 && includer === this.baseFile) this.#rootStep = step;
    const range = { file: includer, start: step.start, end: step.end };
    if (this.includes.length >= MAX_INCLUDES) return this.#tooManyIncludes(range);
    if (this.#tokens >= MAX_TOKENS) return this.#tooManyTokens(range);
    const found = this.#resolve(includer, includerRoot, spelling, angled, next);
    this.includes.push({ from: includer, step, to: found?.file });
    if (found === undefined) {
      this.#report('preprocess/include-not-found', 'error', notFoundMessage(step), range);
      return;
    }
    const { file } = found;
    const nesting = this.#nesting(file);
    if (this.isEndless || (this.#isTooDeep && nesting > 0)) {
      this.#traceIsRepeatable = false;
      return;
    }
    if (this.depth >= MAX_INCLUDE_DEPTH || (this.#leavesOutNested && nesting > 0)) {
      this.#isTooDeep = true;
      if (!this.#leavesOutNested && this.#nesting(documentOf(includer)) >= MAX_KNOWN_NESTING) this.isEndless = true;
      this.#report(
        'limit/include-depth',
        'error',
        `#include is nested more than ${MAX_INCLUDE_DEPTH} levels deep; "${spelling}" is left out. Does a file include itself without a guard?`,
        range,
      );
      return;
    }
    this.#beingRead.push(file);
    if (!this.#enterIncluded(found)) this.#tooManyIncludes(range);
    this.#beingRead.pop();
  }

  #tooManyIncludes(range: Diagnostic['range']): void {
    const message = `more than ${MAX_INCLUDES} #include lines are carried out; the rest is left out`;
    this.#report('limit/includes', 'error', message, range);
  }

  #tooManyTokens(range: Diagnostic['range']): void {
    const message = `what is included comes to more than ${MAX_TOKENS} tokens; what this line includes is left out`;
    this.#report('limit/includes', 'error', message, range);
  }

  /** Takes a piece into the unit. */
  push(piece: Piece): void {
    this.pieces.push(piece);
    if (this.depth > 1) this.#tokens += tokenCount(piece);
  }

  /** Notes what a segment asked and did, where an effect is being gathered. */
  traced(recording: Recording<MacroDefinition>): void {
    this.#trace?.push(recording);
  }

  /** Carries out an include: by a known effect, else file by file; an effect is kept for a file that many units include. */
  #enterIncluded(found: FoundInclude): boolean {
    const lexed = readingView(found.file);
    if (found.file === this.baseFile) {
      this.enter(found.file, found.root);
      return true;
    }
    let known = this.#effects.get(lexed);
    if (known === undefined) {
      known = { visits: 0, effects: [] };
      this.#effects.set(lexed, known);
    }
    if (++known.visits <= VISITS_BEFORE_GATHERING) {
      this.enter(found.file, found.root);
      return true;
    }
    const { effects } = known;
    for (const effect of effects) {
      if (!this.macros.agrees(effect.macros)) continue;
      if (this.includes.length + effect.includes.length > MAX_INCLUDES) return false;
      this.macros.apply(effect.macros);
      this.traced(effect.macros);
      this.push(effect);
      for (const edge of effect.includes) this.includes.push(edge);
      for (const { code, severity, message, range } of effect.diagnostics) this.#report(code, severity, message, range);
      return true;
    }
    if (effects.length >= MAX_EFFECTS) this.enter(found.file, found.root);
    else this.#gatherEffect(found, effects);
    return true;
  }

  /**
   * Reads a group of pieces: by what is known of it where its questions have the same answers, else piece by piece.
   *
   * @returns false when what was read depends on more than questions
   */
  enterGroup(group: PieceGroup, root: number): boolean {
    group.memo ??= [];
    const known = group.memo as IncludeEffect[];
    const [{ place }] = group.pieces;
    const isOwn = place?.document === this.baseFile && this.firstRootRun === undefined;
    for (const effect of known) {
      if (!this.macros.agrees(effect.macros)) continue;
      if (!this.#sameAnswers(group.pieces[0], root, effect.questions)) continue;
      effect.lastUse = versionNow();
      this.macros.apply(effect.macros);
      this.traced(effect.macros);
      this.push(effect);
      if (isOwn && effect.run !== undefined) this.rootGroupRuns.push(effect.run);
      return true;
    }
    const outerRepeatable = this.#traceIsRepeatable;
    const pieceMark = this.pieces.length;
    this.#traceIsRepeatable = true;
    const steps = group.pieces.flatMap((piece) => this.enter(piece, root).steps);
    const isRepeatable: boolean = this.#traceIsRepeatable;
    this.#traceIsRepeatable = outerRepeatable && isRepeatable;
    const segments = steps.filter((step) => step.kind === 'text');
    const effect: IncludeEffect = {
      kind: 'effect',
      macros: joinRecordings(segments.map(({ macros }) => macros)),
      questions: segments.flatMap(({ questions }) => questions),
      ...withTokenCount(this.pieces.splice(pieceMark)),
      includes: [],
      diagnostics: [],
      run: { file: group.pieces[0], steps, memo: undefined, lastUse: versionNow() },
      memo: undefined,
      lastUse: versionNow(),
    };
    this.pieces.push(effect);
    if (isOwn && effect.run !== undefined) this.rootGroupRuns.push(effect.run);
    if (isRepeatable && !this.isEndless) remember(known, effect, MAX_VARIANTS);
    return isRepeatable;
  }

  #gatherEffect(found: FoundInclude, effects: IncludeEffect[]): void {
    const outerTrace = this.#trace;
    const outerRepeatable = this.#traceIsRepeatable;
    const pieceMark = this.pieces.length;
    const includeMark = this.includes.length;
    const diagnosticMark = this.diagnostics.length;
    this.#trace = [];
    this.#traceIsRepeatable = true;
    this.enter(found.file, found.root);
    const trace = this.#trace;
    this.#trace = outerTrace;
    const repeatable: boolean = this.#traceIsRepeatable;
    this.#traceIsRepeatable = outerRepeatable && repeatable;
    for (const recording of trace) this.traced(recording);
    if (!repeatable || this.isEndless) return;
    const effect: IncludeEffect = {
      kind: 'effect',
      macros: joinRecordings(trace),
      questions: [],
      ...withTokenCount(this.pieces.slice(pieceMark)),
      includes: this.includes.slice(includeMark),
      diagnostics: this.diagnostics.slice(diagnosticMark),
      run: undefined,
      memo: undefined,
      lastUse: versionNow(),
    };
    effects.push(effect);
    this.pieces.length = pieceMark;
    this.pieces.push(effect);
  }

  #report(code: string, severity: Severity, message: string, range: Diagnostic['range']): void {
    const diagnostic = { code, severity, message, range };
    if (isLimit(code)) this.limitMet(diagnostic);
    if (this.diagnostics.length < MAX_DIAGNOSTICS) this.diagnostics.push(diagnostic);
  }

  /**
   * A limit that an included file met is a finding of the root file too, at its #include line: what the root file gives
   * may be incomplete for it.
   */
  limitMet({ code, severity, message, range }: Diagnostic): void {
    this.#traceIsRepeatable = false;
    const step = this.#rootStep;
    if (range.file === this.baseFile || step === undefined) return;
    const isSaid = this.diagnostics.some(
      (said) => said.code === code && said.range.file === this.baseFile && said.range.start === step.start,
    );
    if (isSaid) return;
    this.diagnostics.push({
      code,
      severity,
      message: `in what this line includes: ${message}`,
      range: { file: this.baseFile, start: step.start, end: step.end },
      related: [{ message: 'the limit is met here', range }],
    });
  }
}

function tokenCount(piece: Piece): number {
  return piece.kind === 'effect' ? piece.tokenCount : (piece.tokens?.count ?? 0);
}

function withTokenCount(pieces: readonly Piece[]): Pick<IncludeEffect, 'pieces' | 'tokenCount'> {
  return { pieces, tokenCount: pieces.reduce((sum, piece) => sum + tokenCount(piece), 0) };
}

function notFoundMessage(step: IncludeStep): string {
  const spelled = step.angled ? `<${step.spelling}>` : `"${step.spelling}"`;
  return `${spelled} was not found; what it declares is unknown here. Name the folder that holds it with --include-root.`;
}

/** Preprocesses `input.root`. The caller undoes the macro table to its mark when it is done with the unit. */
export function preprocess(input: PreprocessInput): {
  readonly unit: PreprocessedUnit;
  readonly preprocessor: Preprocessor;
} {
  const mark = input.macros.mark();
  let preprocessor = new Preprocessor(input);
  let rootRun = preprocessor.enterUnit(input);
  if (preprocessor.isEndless) {
    // Two hundred levels of the same declarations would be parsed and bound, only to be told apart from the first.
    input.macros.undoTo(mark);
    preprocessor = new Preprocessor(input, true);
    rootRun = preprocessor.enterUnit(input);
  }
  const unit: PreprocessedUnit = {
    root: input.root,
    pieces: preprocessor.pieces,
    rootRuns: [preprocessor.firstRootRun ?? rootRun, ...preprocessor.rootGroupRuns],
    includes: preprocessor.includes,
    diagnostics: preprocessor.diagnostics,
  };
  return { unit, preprocessor };
}

/** The include root that a root file would be found in, so that its #include_next goes on behind it; -1 when in none. */
function rootOf(file: SourceFile, resolver: IncludeResolver): number {
  const found = resolver.resolve({
    spelling: file.displayName,
    angled: true,
    next: false,
    includer: file,
    includerRoot: -1,
  });
  return found?.file === file ? found.root : -1;
}

/** The root file's own include root is looked for only when an #include_next asks for it. */
const ROOT_UNKNOWN = -2;

/** Shortens a list that has grown; most have not, and setting a length is no small matter. */
function cut(list: unknown[], length: number): void {
  if (list.length > length) list.length = length;
}
