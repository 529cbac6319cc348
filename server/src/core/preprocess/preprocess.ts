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
import type { Diagnostic, Severity } from '../base/diagnostic.js';
import { intern, type NameId } from '../base/names.js';
import { type LexedFile, lex, spellingOf, withoutSplices } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import { lineIndexOf } from '../source/lineIndex.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { Abi } from '../target/abi.js';
import { hasAttribute, hasBuiltin, hasCAttribute } from '../target/hasAttribute.js';
import { type Directive, type DirectiveTable, definitionOf, directivesOf, tokenFrom } from './directives.js';
import { type Budget, EXPANSION_BUDGET, Expander, grantUse, type RawTokens } from './expand.js';
import { evaluateIf } from './ifExpression.js';
import type { FoundInclude, IncludeResolver } from './includeResolver.js';
import { installedView } from './installedView.js';
import { bodilessMacro, type MacroDefinition, type MacroToken, macroTokenText } from './macro.js';
import { joinRecordings, newRecording, type Recording, type RecordingTable } from './recordingTable.js';
import { type TokenRun, TokenRunBuilder } from './tokenRun.js';

/** A stretch of one file's text between two includes (or the file's ends). */
export interface Segment {
  readonly kind: 'text';
  readonly tokens: TokenRun | undefined;
  readonly macros: Recording<MacroDefinition>;
  readonly questions: readonly Question[];
  readonly diagnostics: readonly Diagnostic[];
  /** Ranges of the file that conditionals left out, for editors. */
  readonly inactive: readonly (readonly [number, number])[];
}

/**
 * All that an include brought, its own includes taken together, on one ABI. An include whose outside questions have the
 * same answers again is carried out in one step.
 */
export interface IncludeEffect {
  readonly kind: 'effect';
  readonly file: SourceFile;
  readonly macros: Recording<MacroDefinition>;
  readonly pieces: readonly Piece[];
  readonly includes: readonly IncludeEdge[];
  readonly diagnostics: readonly Diagnostic[];
}

export type Piece = Segment | IncludeEffect;

/** Effects of one ABI by file, and how often the file was entered before any was gathered. */
export type EffectStore = WeakMap<LexedFile, { visits: number; readonly effects: IncludeEffect[] }>;

/** An answered `__has_include`, `__has_attribute` and relatives, or whether plain char is signed. */
type Question =
  | {
      readonly kind: 'file';
      readonly spelling: string;
      readonly angled: boolean;
      readonly next: boolean;
      readonly answer: boolean;
    }
  | { readonly kind: 'feature'; readonly operator: string; readonly name: string; readonly answer: number };

export interface IncludeStep {
  readonly kind: 'include';
  readonly spelling: string;
  readonly angled: boolean;
  readonly next: boolean;
  /** Place of the header name. */
  readonly start: number;
  readonly end: number;
}

/** One way a file's own text came out. */
export interface FileRun {
  readonly file: SourceFile;
  readonly steps: readonly (Segment | IncludeStep)[];
}

export interface IncludeEdge {
  readonly from: SourceFile;
  readonly step: IncludeStep;
  /** `undefined`: not found. */
  readonly to: SourceFile | undefined;
}

/** A root file after preprocessing. The macro table given to `preprocess` is left in its end-of-file state. */
export interface PreprocessedUnit {
  readonly root: SourceFile;
  /** Segments of the root and its includes in token order. */
  readonly pieces: readonly Piece[];
  /** The root's own run. */
  readonly rootRun: FileRun;
  readonly includes: readonly IncludeEdge[];
  readonly diagnostics: readonly Diagnostic[];
}

const MAX_INCLUDE_DEPTH = 200;
const MAX_INCLUDES = 20_000;
const MAX_VARIANTS = 24;
const MAX_EFFECTS = 6;
const VISITS_BEFORE_GATHERING = 2;
const MAX_DIAGNOSTICS = 500;

const N_PRAGMA_OPERATOR = intern('_Pragma');
const N_EXPORTED_HEADERS = intern('__EXPORTED_HEADERS__');
const alwaysDefined = new Set(
  ['__has_include', '__has_include_next', '__has_attribute', '__has_c_attribute', '__has_builtin'].map(intern),
);

const ONCE_MARK = bodilessMacro(-1, undefined);

/** Known runs of files. One store serves every ABI of a session, so that they can share. */
export type RunStore = WeakMap<LexedFile, FileRun[]>;

function viewOf(file: SourceFile): LexedFile {
  return file.view === 'uninstalled' ? installedView(lex(file)) : lex(file);
}

export interface PreprocessInput {
  readonly root: SourceFile;
  /** Headers to be read before the root, as a program would include them; one that is not found is left out. */
  readonly before: readonly string[];
  readonly abi: Abi;
  readonly macros: RecordingTable<MacroDefinition>;
  readonly resolver: IncludeResolver;
  readonly runs: RunStore;
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
  #rootWasEntered = false;
  counter = 0;
  depth = 0;
  /** The #include of the root file that is being carried out. */
  #rootStep: IncludeStep | undefined;
  readonly #lifted = new Set<string>();
  readonly #runs: RunStore;
  readonly #effects: EffectStore;
  /** Recordings since an include began whose effect is being gathered. */
  #trace: Recording<MacroDefinition>[] | undefined;
  #traceIsRepeatable = true;

  constructor(input: PreprocessInput) {
    this.abi = input.abi;
    this.macros = input.macros;
    this.resolver = input.resolver;
    this.#runs = input.runs;
    this.#effects = input.effects;
    this.baseFile = input.root;
  }

  /** Enters a file: by a known run whose questions have the same answers, else by reading its text. */
  enter(file: SourceFile, root: number): FileRun {
    const isFirstOfRoot = file === this.baseFile && !this.#rootWasEntered;
    if (isFirstOfRoot) this.#rootWasEntered = true;
    const lexed = viewOf(file);
    let known = this.#runs.get(lexed);
    if (known !== undefined) {
      for (const run of known) {
        if (!this.#replay(run, root)) continue;
        if (isFirstOfRoot) this.firstRootRun = run;
        return run;
      }
    } else {
      known = [];
      this.#runs.set(lexed, known);
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
    else if (known.length < MAX_VARIANTS) known.push(run);
    if (isFirstOfRoot) this.firstRootRun = run;
    return run;
  }

  #replay(run: FileRun, root: number): boolean {
    const mark = this.macros.mark();
    const pieceMark = this.pieces.length;
    const includeMark = this.includes.length;
    const diagnosticMark = this.diagnostics.length;
    this.depth++;
    let good = true;
    for (const step of run.steps) {
      if (step.kind === 'include') {
        this.include(run.file, root, step);
        continue;
      }
      if (!this.macros.agrees(step.macros) || !this.#sameAnswers(run.file, root, step.questions)) {
        good = false;
        break;
      }
      this.macros.apply(step.macros);
      this.traced(step.macros);
      if (step.tokens !== undefined || step.diagnostics.length > 0) this.pieces.push(step);
    }
    this.depth--;
    if (!good) {
      this.macros.undoTo(mark);
      cut(this.pieces, pieceMark);
      cut(this.includes, includeMark);
      cut(this.diagnostics, diagnosticMark);
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
    const includerRoot = root !== ROOT_UNKNOWN ? root : next ? rootOf(includer, this.resolver) : -1;
    return this.resolver.resolve({ spelling, angled, next, includer, includerRoot });
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
    const found = this.#resolve(includer, includerRoot, spelling, angled, next);
    this.includes.push({ from: includer, step, to: found?.file });
    if (found === undefined) {
      this.#report('preprocess/include-not-found', 'error', notFoundMessage(step), range);
      return;
    }
    if (this.depth >= MAX_INCLUDE_DEPTH) {
      this.#report(
        'limit/include-depth',
        'error',
        `#include is nested more than ${MAX_INCLUDE_DEPTH} levels deep; "${spelling}" is left out. Does a file include itself without a guard?`,
        range,
      );
      return;
    }
    if (!this.#enterIncluded(found)) this.#tooManyIncludes(range);
  }

  #tooManyIncludes(range: Diagnostic['range']): void {
    const message = `more than ${MAX_INCLUDES} #include lines are carried out; the rest is left out`;
    this.#report('limit/includes', 'error', message, range);
  }

  /** Notes what a segment asked and did, where an effect is being gathered. */
  traced(recording: Recording<MacroDefinition>): void {
    this.#trace?.push(recording);
  }

  /** Carries out an include: by a known effect, else file by file; an effect is kept for a file that many units include. */
  #enterIncluded(found: FoundInclude): boolean {
    const lexed = viewOf(found.file);
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
      this.pieces.push(effect);
      for (const edge of effect.includes) this.includes.push(edge);
      for (const { code, severity, message, range } of effect.diagnostics) this.#report(code, severity, message, range);
      return true;
    }
    if (effects.length >= MAX_EFFECTS) this.enter(found.file, found.root);
    else this.#gatherEffect(found, effects);
    return true;
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
    if (!repeatable) return;
    const effect: IncludeEffect = {
      kind: 'effect',
      file: found.file,
      macros: joinRecordings(trace),
      pieces: this.pieces.slice(pieceMark),
      includes: this.includes.slice(includeMark),
      diagnostics: this.diagnostics.slice(diagnosticMark),
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
    const key = `${code} ${step.start}`;
    if (this.#lifted.has(key)) return;
    this.#lifted.add(key);
    this.diagnostics.push({
      code,
      severity,
      message: `in what this line includes: ${message}`,
      range: { file: this.baseFile, start: step.start, end: step.end },
      related: [{ message: 'the limit is met here', range }],
    });
  }
}

function isLimit(code: string): boolean {
  return code.startsWith('limit/');
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
  const preprocessor = new Preprocessor(input);
  for (const spelling of input.before) preprocessor.includeBefore(spelling);
  const rootRun = preprocessor.enter(input.root, ROOT_UNKNOWN);
  const unit: PreprocessedUnit = {
    root: input.root,
    pieces: preprocessor.pieces,
    rootRun: preprocessor.firstRootRun ?? rootRun,
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

/** What a #line says of the text after it (C11 6.10.4). */
interface LineChange {
  /** End of the directive. */
  readonly offset: number;
  /** The line after the directive, counted from 1, and the number that it has from here on. */
  readonly line: number;
  readonly presumedLine: number;
  readonly fileName: string | undefined;
}

interface Conditional {
  readonly directive: Directive;
  taken: boolean;
  sawElse: boolean;
}

/** Builders that no reader uses at present: their columns have grown to the size of a header already. */
const builders: TokenRunBuilder[] = [];

/** Shortens a list that has grown; most have not, and setting a length is no small matter. */
function cut(list: unknown[], length: number): void {
  if (list.length > length) list.length = length;
}

/** Reads the text of one file, directive by directive and token by token. */
class FileReader implements RawTokens {
  /** False when what was read depends on more than recorded questions (`__COUNTER__`, `push_macro`). */
  repeatable = true;
  readonly #unit: Preprocessor;
  readonly #lexed: LexedFile;
  readonly #root: number;
  readonly #table: DirectiveTable;
  readonly #builder = builders.pop() ?? new TokenRunBuilder();
  readonly #expander: Expander;
  readonly #steps: (Segment | IncludeStep)[] = [];
  readonly #conditionals: Conditional[] = [];
  #position = 0;
  /** Index of the next directive, and the token index of its `#`. */
  #directive = 0;
  #directiveAt: number;
  #recording: Recording<MacroDefinition> = newRecording();
  #questions: Question[] = [];
  #diagnostics: Diagnostic[] = [];
  #inactive: (readonly [number, number])[] = [];
  readonly #lineChanges: LineChange[] = [];
  /** Place that a report during expansion is about. */
  #useStart = 0;
  #useEnd = 0;

  constructor(unit: Preprocessor, lexed: LexedFile, root: number) {
    this.#unit = unit;
    this.#lexed = lexed;
    this.#root = root;
    this.#table = directivesOf(lexed);
    this.#expander = new Expander(unit.macros, this, unit.budget);
    this.#directiveAt = this.#tokenOfDirective(0);
  }

  read(): FileRun {
    const { macros } = this.#unit;
    macros.record(this.#recording);
    const { file } = this.#lexed;
    if (!this.#table.hasPragmaOnce || macros.ask(this.#onceName()) === undefined) {
      this.#text();
      for (const open of this.#conditionals) {
        this.#error(
          'preprocess/unterminated-conditional',
          'this conditional has no #endif',
          open.directive.hash,
          open.directive.end,
        );
      }
    }
    if (this.#lexed.unterminatedComment >= 0) {
      const start = this.#lexed.unterminatedComment;
      this.#diagnostics.push({
        code: 'lex/unterminated-comment',
        severity: 'error',
        message: 'this comment has no closing "*/"; the rest of the file is read as part of it',
        range: { file, start, end: start + 2 },
      });
    }
    this.#closeSegment();
    macros.record(undefined);
    return { file, steps: this.#steps };
  }

  /** Leaves no macro marked as being expanded, also when reading was broken off. */
  close(): void {
    this.#expander.abandon();
    if (this.#builder.count === 0) builders.push(this.#builder);
  }

  #onceName(): NameId {
    return intern(`#once ${this.#lexed.file.path}`);
  }

  #text(): void {
    const { kinds, names, count } = this.#lexed;
    const { macros } = this.#unit;
    while (true) {
      const at = this.#position;
      if (at === this.#directiveAt) {
        this.#carryOut();
        continue;
      }
      if (at >= count) return;
      if (kinds[at] !== T.identifier) {
        if (kinds[at] === T.other) this.#strayToken(at);
        this.#builder.pushSource(this.#lexed, at);
        this.#position++;
        continue;
      }
      const definition = macros.ask(names[at]);
      if (definition === undefined) {
        this.#position++;
        if (names[at] === N_PRAGMA_OPERATOR) this.#pragmaOperator(at);
        else this.#builder.pushSource(this.#lexed, at);
        continue;
      }
      this.#useStart = this.#lexed.starts[at];
      this.#useEnd = this.#lexed.ends[at];
      this.#position++;
      grantUse(this.#unit.budget);
      const token = tokenFrom(this.#lexed, at, 'source');
      const placed = { ...token, flags: this.#lexed.flags[at] };
      if (!this.#expander.enter(placed, definition)) this.#builder.pushSource(this.#lexed, at);
      this.#drain();
    }
  }

  /** Puts out what the open expansions give. */
  #drain(): void {
    for (let token = this.#expander.next(); token !== undefined; token = this.#expander.next()) {
      if (token.kind === T.identifier && token.name === N_PRAGMA_OPERATOR) {
        this.#pragmaFrom(token, () => this.#expander.next() ?? this.#takeIfOnLine());
        continue;
      }
      this.#emit(token);
    }
  }

  #emit(token: MacroToken): void {
    this.#builder.pushMacro(token, token.flags, this.#useStart, this.#useEnd);
  }

  #strayToken(at: number): void {
    const text = spellingOf(this.#lexed, at);
    const unterminated = (this.#lexed.flags[at] & F.unterminated) !== 0;
    this.#error(
      unterminated ? 'lex/unterminated-literal' : 'lex/stray-character',
      unterminated ? `this ${text} has no partner on its line` : `"${text}" cannot stand in a C text`,
      at,
      at + 1,
    );
  }

  // RawTokens: what the expander asks when its lists are read to the end.

  leftParenAhead(): boolean {
    return (
      this.#position !== this.#directiveAt &&
      this.#position < this.#lexed.count &&
      this.#lexed.kinds[this.#position] === T.leftParen
    );
  }

  take(): MacroToken | undefined {
    while (this.#position === this.#directiveAt) this.#carryOut();
    if (this.#position >= this.#lexed.count) return undefined;
    const at = this.#position++;
    this.#useEnd = this.#lexed.ends[at];
    const token = tokenFrom(this.#lexed, at, 'source');
    return (this.#lexed.flags[at] & F.lineStart) === 0 ? token : { ...token, flags: token.flags | F.space };
  }

  #takeIfOnLine(): MacroToken | undefined {
    return this.#position === this.#directiveAt ? undefined : this.take();
  }

  builtin(definition: MacroDefinition, place: number): { kind: number; text: string } {
    const quoted = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;
    switch (definition.builtin) {
      case 'line':
        return {
          kind: T.number,
          text: String(this.#presumedLine(place)),
        };
      case 'file':
        return { kind: T.string, text: quoted(this.#lineChangeBefore(place)?.fileName ?? this.#lexed.file.path) };
      case 'base-file':
        this.repeatable = false;
        return { kind: T.string, text: quoted(this.#unit.baseFile.path) };
      case 'include-level':
        this.repeatable = false;
        return { kind: T.number, text: String(this.#unit.depth - 1) };
      case 'counter':
        this.repeatable = false;
        return { kind: T.number, text: String(this.#unit.counter++) };
      // The time of translation has no place in a result that must not change: gcc's form for an unknown time.
      case 'date':
        return { kind: T.string, text: '"??? ?? ????"' };
      default:
        return { kind: T.string, text: '"??:??:??"' };
    }
  }

  report(code: string, message: string): void {
    this.#push(code, 'error', message, this.#useStart, this.#useEnd);
  }

  /** The last #line before an offset. */
  #lineChangeBefore(place: number): LineChange | undefined {
    return this.#lineChanges.findLast((change) => change.offset <= place);
  }

  /** The line of an offset as `__LINE__` tells it, counted from 1. */
  #presumedLine(place: number): number {
    const line = this.#physicalLine(place);
    const change = this.#lineChangeBefore(place);
    return change === undefined ? line : change.presumedLine + line - change.line;
  }

  #physicalLine(place: number): number {
    return lineIndexOf(this.#lexed.file).positionAt(place).line + 1;
  }

  // Directives.

  #tokenOfDirective(index: number): number {
    const { directives } = this.#table;
    return index < directives.length ? directives[index].hash : -1;
  }

  #goTo(position: number, directive: number): void {
    this.#position = position;
    this.#directive = directive;
    this.#directiveAt = this.#tokenOfDirective(directive);
  }

  #carryOut(): void {
    const index = this.#directive;
    const directive = this.#table.directives[index];
    this.#goTo(directive.end, index + 1);
    switch (directive.kind) {
      case 'define':
        return this.#define(directive);
      case 'undef': {
        const at = directive.hash + 2;
        if (at < directive.end && this.#lexed.kinds[at] === T.identifier) {
          this.#unit.macros.set(this.#lexed.names[at], undefined);
        } else this.#error('preprocess/directive', '#undef needs the name of a macro', directive.hash, directive.end);
        return;
      }
      case 'include':
      case 'include_next':
        return this.#include(directive);
      case 'if':
      case 'ifdef':
      case 'ifndef': {
        const taken = this.#condition(directive);
        this.#conditionals.push({ directive, taken, sawElse: false });
        if (!taken) this.#skip(index);
        return;
      }
      case 'elif':
      case 'else':
      case 'endif': {
        const open = this.#conditionals[this.#conditionals.length - 1];
        if (open === undefined) {
          this.#error('preprocess/directive', `#${directive.kind} without an #if`, directive.hash, directive.end);
        } else if (directive.kind === 'endif') this.#conditionals.pop();
        else this.#skip(index);
        return;
      }
      case 'error':
      case 'warning':
        return this.#push(
          `preprocess/${directive.kind}-directive`,
          directive.kind,
          `#${directive.kind} ${this.#lineText(directive.hash + 2, directive.end)}`,
          this.#lexed.starts[directive.hash],
          this.#lexed.ends[directive.end - 1],
        );
      case 'pragma':
        return this.#pragma(
          this.#lineText(directive.hash + 2, directive.end),
          this.#lexed.starts[directive.hash],
          this.#lexed.ends[directive.end - 1],
        );
      case 'line':
        return this.#line(directive);
      case 'unknown':
        return this.#error(
          'preprocess/directive',
          `#${spellingOf(this.#lexed, directive.hash + 1)} is no preprocessing directive`,
          directive.hash,
          directive.end,
        );
      default:
        return;
    }
  }

  /** From a branch that is over (or not taken) to the next branch that is taken, or behind the #endif. */
  #skip(from: number): void {
    const { directives } = this.#table;
    const open = this.#conditionals[this.#conditionals.length - 1];
    const skippedFrom = this.#lexed.ends[directives[from].end - 1];
    let index = from;
    for (;;) {
      const next = directives[index].next;
      if (next < 0) {
        this.#inactive.push([skippedFrom, this.#lexed.starts[this.#lexed.count]]);
        return this.#goTo(this.#lexed.count, directives.length);
      }
      const directive = directives[next];
      const leave = (): void => {
        this.#inactive.push([skippedFrom, this.#lexed.starts[directive.hash]]);
        this.#goTo(directive.end, next + 1);
      };
      if (directive.kind === 'endif') {
        this.#conditionals.pop();
        return leave();
      }
      if (open.sawElse) {
        this.#error('preprocess/directive', `#${directive.kind} after #else`, directive.hash, directive.end);
      } else if (directive.kind === 'else') {
        open.sawElse = true;
        if (!open.taken) {
          open.taken = true;
          return leave();
        }
      } else if (!open.taken && this.#condition(directive)) {
        open.taken = true;
        return leave();
      }
      index = next;
    }
  }

  #condition(directive: Directive): boolean {
    const at = directive.hash + 2;
    if (directive.kind === 'ifdef' || directive.kind === 'ifndef') {
      if (at >= directive.end || this.#lexed.kinds[at] !== T.identifier) {
        this.#error(
          'preprocess/directive',
          `#${directive.kind} needs the name of a macro`,
          directive.hash,
          directive.end,
        );
        return false;
      }
      return this.#isDefined(this.#lexed.names[at]) === (directive.kind === 'ifdef');
    }
    grantUse(this.#unit.budget);
    const tokens = new DirectiveTokens(this, this.#unit, this.#lexed, at, directive.end);
    const result = evaluateIf({
      next: (expand) => tokens.next(expand),
      isDefined: (token) => this.#isDefined(token.name),
      hasInclude: (spelling, angled, next) => this.#hasInclude(spelling, angled, next),
      hasFeature: (operator, name) => this.#feature(operator, name),
      charIsSigned: () => this.#feature('char', 'signed') === 1,
    });
    tokens.close();
    if (result.error !== undefined) {
      this.#error(result.code ?? 'preprocess/if-expression', result.error, directive.hash, directive.end);
    }
    return result.value;
  }

  #isDefined(name: NameId): boolean {
    if (this.#unit.macros.ask(name) !== undefined || alwaysDefined.has(name)) return true;
    return name === N_EXPORTED_HEADERS && this.#lexed.file.view === 'uninstalled';
  }

  #hasInclude(spelling: string, angled: boolean, next: boolean): boolean {
    const answer = this.#unit.exists(this.#lexed.file, this.#root, spelling, angled, next);
    this.#questions.push({ kind: 'file', spelling, angled, next, answer });
    return answer;
  }

  #feature(operator: string, name: string): number {
    const answer = this.#unit.feature(operator, name);
    this.#questions.push({ kind: 'feature', operator, name, answer });
    return answer;
  }

  #define(directive: Directive): void {
    const definition = definitionOf(this.#lexed, directive);
    if ('error' in definition) {
      this.#error('preprocess/directive', definition.error, definition.at, definition.at + 1);
    } else this.#unit.macros.set(definition.name, definition);
  }

  #include(directive: Directive): void {
    const at = directive.hash + 2;
    const kind = at < directive.end ? this.#lexed.kinds[at] : T.eof;
    let spelling = '';
    let angled = true;
    if (kind === T.headerName || kind === T.string) {
      spelling = spellingOf(this.#lexed, at).slice(1, -1);
      angled = kind === T.headerName;
    } else {
      const tokens = new DirectiveTokens(this, this.#unit, this.#lexed, at, directive.end);
      const first = tokens.next(true);
      if (first?.kind === T.string) {
        spelling = macroTokenText(first).slice(1, -1);
        angled = false;
      } else if (first?.kind === T.less) {
        let closed = false;
        for (let t = tokens.next(true); t !== undefined && !closed; t = closed ? undefined : tokens.next(true)) {
          if (t.kind === T.greater) closed = true;
          else spelling += (spelling !== '' && (t.flags & F.space) !== 0 ? ' ' : '') + macroTokenText(t);
        }
        if (!closed) spelling = '';
      }
      tokens.close();
    }
    if (spelling === '') {
      this.#error('preprocess/directive', '#include needs <FILE> or "FILE"', directive.hash, directive.end);
      return;
    }
    const end = Math.max(at, directive.end - 1);
    const step: IncludeStep = {
      kind: 'include',
      spelling,
      angled,
      next: directive.kind === 'include_next',
      start: this.#lexed.starts[at],
      end: this.#lexed.ends[kind === T.headerName || kind === T.string ? at : end],
    };
    this.#closeSegment();
    this.#steps.push(step);
    this.#unit.macros.record(undefined);
    this.#unit.include(this.#lexed.file, this.#root, step);
    this.#openSegment();
  }

  /**
   * A pragma line, given without `#pragma`. Those that gcc's preprocessor carries out itself are no part of its output
   * (GCC manual, "Pragmas" of cpp); the others stay in the token stream.
   */
  #pragma(line: string, start: number, end: number): void {
    const own = ownPragma.exec(line);
    if (own === null) return this.#emitPragma(`#pragma ${line}`.trimEnd(), start, end);
    const [, name, operand] = own;
    switch (name) {
      case 'once':
        return this.#unit.macros.set(this.#onceName(), ONCE_MARK);
      case 'push_macro':
      case 'pop_macro': {
        const macro = /^\s*\(\s*"([^"]*)"\s*\)/.exec(operand);
        if (macro !== null) return this.#stackMacro(name, macro[1]);
        return this.#push('preprocess/directive', 'error', `#pragma ${name} needs ("NAME")`, start, end);
      }
      default: {
        const kind = /^GCC\s+(warning|error)$/.exec(name)?.[1];
        if (kind !== 'warning' && kind !== 'error') return;
        this.#push(`preprocess/${kind}-directive`, kind, `#pragma ${line}`, start, end);
      }
    }
  }

  #stackMacro(operation: 'push_macro' | 'pop_macro', name: string): void {
    this.repeatable = false;
    const stack = this.#unit.macroStacks.get(name) ?? [];
    this.#unit.macroStacks.set(name, stack);
    const id = intern(name);
    if (operation === 'push_macro') stack.push(this.#unit.macros.ask(id));
    else if (stack.length > 0) this.#unit.macros.set(id, stack.pop());
  }

  /** `#line 42 "file"`, or a line marker `# 42 "file"`. */
  #line(directive: Directive): void {
    const isMarker = this.#lexed.kinds[directive.hash + 1] === T.number;
    const from = directive.hash + (isMarker ? 1 : 2);
    const tokens = new DirectiveTokens(this, this.#unit, this.#lexed, from, directive.end);
    const number = tokens.next(true);
    const name = tokens.next(true);
    tokens.close();
    const digits = number?.kind === T.number ? macroTokenText(number) : '';
    const error = (message: string): void =>
      this.#error('preprocess/directive', message, directive.hash, directive.end);
    if (!/^[0-9]+$/.test(digits)) return error('#line needs a line number in decimal digits');
    if (name !== undefined && name.kind !== T.string) return error('the file name of #line must be a string');
    const end = this.#lexed.ends[directive.end - 1];
    this.#lineChanges.push({
      offset: end,
      line: this.#physicalLine(end) + 1,
      // Line numbers have 32 bits, as gcc keeps them; 2^32 divides 10^32, so the last 32 digits decide.
      presumedLine: Number(BigInt.asUintN(32, BigInt(digits.slice(-32)))),
      fileName: name === undefined ? this.#lineChangeBefore(end)?.fileName : unquoted(macroTokenText(name)),
    });
  }

  #emitPragma(text: string, start: number, end: number): void {
    const token: MacroToken = {
      kind: T.pragma,
      name: -1,
      flags: F.lineStart,
      file: this.#lexed.file,
      start,
      end,
      text,
      role: 'source',
      expansion: undefined,
    };
    this.#builder.pushMacro(token, F.lineStart, start, end);
  }

  #pragmaOperator(at: number): void {
    this.#useStart = this.#lexed.starts[at];
    this.#useEnd = this.#lexed.ends[at];
    this.#pragmaFrom(tokenFrom(this.#lexed, at, 'source'), () => this.#expander.next() ?? this.#takeIfOnLine());
  }

  /** `_Pragma ( "…" )` (C11 6.10.9): the string becomes a pragma line. */
  #pragmaFrom(operator: MacroToken, next: () => MacroToken | undefined): void {
    const seen: MacroToken[] = [];
    const wanted = [T.leftParen, T.string, T.rightParen];
    for (const kind of wanted) {
      const token = next();
      if (token !== undefined) seen.push(token);
      if (token?.kind !== kind) {
        this.report('preprocess/pragma-operator', '_Pragma needs one string in parentheses');
        this.#emit(operator);
        for (const t of seen) this.#emit(t);
        return;
      }
    }
    this.#pragma(unquoted(macroTokenText(seen[1])).trim(), this.#useStart, this.#useEnd);
  }

  /** Tokens `[from, to)` as one line, spaced as written. */
  #lineText(from: number, to: number): string {
    let text = '';
    for (let i = from; i < to; i++) {
      if (i > from && (this.#lexed.flags[i] & F.space) !== 0) text += ' ';
      text += spellingOf(this.#lexed, i);
    }
    return withoutSplices(text);
  }

  #openSegment(): void {
    this.#recording = newRecording();
    this.#questions = [];
    this.#diagnostics = [];
    this.#inactive = [];
    this.#unit.macros.record(this.#recording);
  }

  #closeSegment(): void {
    const tokens = this.#builder.count > 0 ? this.#builder.finish(this.#lexed.file) : undefined;
    const segment: Segment = {
      kind: 'text',
      tokens,
      macros: this.#recording,
      questions: this.#questions,
      diagnostics: this.#diagnostics,
      inactive: this.#inactive,
    };
    this.#steps.push(segment);
    this.#unit.traced(this.#recording);
    if (tokens !== undefined || this.#diagnostics.length > 0) this.#unit.pieces.push(segment);
  }

  #error(code: string, message: string, fromToken: number, toToken: number): void {
    this.#push(
      code,
      'error',
      message,
      this.#lexed.starts[fromToken],
      this.#lexed.ends[Math.max(fromToken, toToken - 1)],
    );
  }

  #push(code: string, severity: Severity, message: string, start: number, end: number): void {
    if (this.#diagnostics.length >= MAX_DIAGNOSTICS) return;
    const diagnostic: Diagnostic = { code, severity, message, range: { file: this.#lexed.file, start, end } };
    this.#diagnostics.push(diagnostic);
    if (!isLimit(code)) return;
    // What is left of the budget depends on what was read before this file.
    this.repeatable = false;
    this.#unit.limitMet(diagnostic);
  }
}

/** The pragmas that the preprocessor carries out, and what follows the name. */
const ownPragma = /^(once|push_macro|pop_macro|GCC\s+(?:poison|system_header|dependency|warning|error))(?![\w$])(.*)/s;

/** The inside of a string literal, with its quotes and backslashes unescaped. */
function unquoted(literal: string): string {
  return literal.slice(literal.indexOf('"') + 1, -1).replace(/\\(["\\])/g, '$1');
}

/** The tokens of one directive line, expanded on demand. */
class DirectiveTokens implements RawTokens {
  readonly #reader: FileReader;
  readonly #lexed: LexedFile;
  readonly #end: number;
  readonly #macros: RecordingTable<MacroDefinition>;
  readonly #expander: Expander;
  #at: number;

  constructor(reader: FileReader, unit: Preprocessor, lexed: LexedFile, from: number, end: number) {
    this.#reader = reader;
    this.#lexed = lexed;
    this.#at = from;
    this.#end = end;
    this.#macros = unit.macros;
    this.#expander = new Expander(unit.macros, this, unit.budget);
  }

  next(expand: boolean): MacroToken | undefined {
    if (!expand) return this.#expander.nextUnexpanded() ?? this.take();
    for (;;) {
      const inner = this.#expander.next();
      if (inner !== undefined) return inner;
      const token = this.take();
      if (token === undefined || token.kind !== T.identifier) return token;
      const definition = this.#macros.ask(token.name);
      if (definition === undefined || !this.#expander.enter(token, definition)) return token;
    }
  }

  close(): void {
    this.#expander.abandon();
  }

  leftParenAhead(): boolean {
    return this.#at < this.#end && this.#lexed.kinds[this.#at] === T.leftParen;
  }

  take(): MacroToken | undefined {
    return this.#at < this.#end ? tokenFrom(this.#lexed, this.#at++, 'source') : undefined;
  }

  builtin(definition: MacroDefinition, place: number): { kind: number; text: string } {
    return this.#reader.builtin(definition, place);
  }

  report(code: string, message: string): void {
    this.#reader.report(code, message);
  }
}
