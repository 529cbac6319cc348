/**
 * From a header and a set of ABIs to everything that the header declares on each of them: preprocess, parse, bind, lay
 * out, evaluate. A session keeps what its headers have in common (runs of included files, types, layouts), so that a
 * folder of headers costs little more than its own text; nothing in it changes what an analysis says.
 */
import type { Diagnostic } from '../base/diagnostic.js';
import { intern } from '../base/names.js';
import { AbiMeasurer } from '../layout/measure.js';
import { readWhole } from '../lex/documentPieces.js';
import { F, kindName, T } from '../lex/token.js';
import type { IncludeResolver } from '../preprocess/includeResolver.js';
import type { MacroDefinition } from '../preprocess/macro.js';
import { predefinedTable } from '../preprocess/predefine.js';
import {
  type EffectStore,
  type Piece,
  type PreprocessedUnit,
  type Preprocessor,
  preprocess,
} from '../preprocess/preprocess.js';
import type { RecordingTable } from '../preprocess/recordingTable.js';
import { runTokenSpellingRange, runTokenText } from '../preprocess/tokenRun.js';
import { newScope, type Scope } from '../sema/scope.js';
import { type FileRange, rangeIn, type SourceFile } from '../source/sourceFile.js';
import type { Abi } from '../target/abi.js';
import { bindPieces, type OwnRuns, PiecesDoNotStandAlone } from './bindPieces.js';
import { declaredEnum, declaredRecord } from './declared.js';
import { unitDiagnostics } from './diagnostics.js';
import type { DeclaredEnum, DeclaredRecord, HeaderAnalysis } from './headerAnalysis.js';
import type { KnownIocModel } from './iocModel.js';
import { knownNames } from './knownNames.js';
import { isIncomplete, withLibc } from './libcPrelude.js';
import { iocModel, mentionsIoctl, newMacroBudget } from './macroConstants.js';
import { ownMacros } from './ownMacros.js';

export interface SessionOptions {
  readonly resolverFor: (abi: Abi) => IncludeResolver;
}

/** One token after preprocessing, with both of its places. */
export interface PreprocessedToken {
  readonly kind: string;
  readonly spelling: string;
  readonly spellingRange: FileRange;
  readonly expansionRange: FileRange;
  readonly lineStart: boolean;
  readonly spaceBefore: boolean;
}

export interface AnalyzeOptions {
  /** Names to look up at the end of the header: those that its comments mention. */
  readonly lookUp?: readonly string[];
}

export interface AnalysisSession {
  /** One analysis per ABI, in the order of `abis`. */
  analyze(file: SourceFile, abis: readonly Abi[], options?: AnalyzeOptions): readonly HeaderAnalysis[];
  /** The token stream after preprocessing, pragma lines included. */
  preprocess(file: SourceFile, abi: Abi): readonly PreprocessedToken[];
}

/** Everything that one ABI brings to a session. Its tables are back at their start between two units. */
interface Profile {
  readonly abi: Abi;
  readonly macros: RecordingTable<MacroDefinition>;
  readonly scope: Scope;
  readonly resolver: IncludeResolver;
  readonly measurer: AbiMeasurer;
  /** What includes came to; begun anew when a document turns out to be no good in pieces. */
  effects: EffectStore;
}

export function createAnalysisSession(options: SessionOptions): AnalysisSession {
  const profiles = new Map<string, Profile>();

  const profileFor = (abi: Abi): Profile => {
    let profile = profiles.get(abi.id);
    if (profile === undefined) {
      profile = {
        abi,
        macros: predefinedTable(abi),
        scope: newScope(),
        resolver: options.resolverFor(abi),
        measurer: new AbiMeasurer(abi),
        effects: new WeakMap(),
      };
      profiles.set(abi.id, profile);
    }
    return profile;
  };

  const inUnit = <R>(
    profile: Profile,
    file: SourceFile,
    before: readonly string[],
    work: (unit: PreprocessedUnit, preprocessor: Preprocessor) => R,
  ): R => {
    const { macros, scope, resolver, abi, effects } = profile;
    const macroMark = macros.mark();
    const tagMark = scope.tags.mark();
    const ordinaryMark = scope.ordinary.mark();
    try {
      const { unit, preprocessor } = preprocess({ root: file, before, abi, macros, resolver, effects });
      return work(unit, preprocessor);
    } catch (problem) {
      macros.each((definition) => {
        definition.expanding = false;
      });
      throw problem;
    } finally {
      macros.record(undefined);
      scope.tags.record(undefined);
      scope.ordinary.record(undefined);
      macros.undoTo(macroMark);
      scope.tags.undoTo(tagMark);
      scope.ordinary.undoTo(ordinaryMark);
    }
  };

  const analyze: AnalysisSession['analyze'] = (file, abis, { lookUp = [] } = {}) => {
    const done: HeaderAnalysis[] = [];
    // What the C library's headers do not complete on one ABI they do not complete on another.
    let libcHelps = true;
    for (const abi of abis) {
      const profile = profileFor(abi);
      const analyzeAfter = (before: readonly string[]): HeaderAnalysis | undefined =>
        withinStack(() =>
          inUnit(profile, file, before, (unit, preprocessor) => analyzeUnit(unit, preprocessor, profile, done, lookUp)),
        );
      const alone = analyzeAfter([]);
      const analysis = alone === undefined ? tooDeep(file, abi) : libcHelps ? withLibc(alone, analyzeAfter) : alone;
      if (analysis === alone && isIncomplete(analysis)) libcHelps = false;
      done.push(analysis);
    }
    return done;
  };

  return {
    analyze(file, abis, lookUp) {
      const reread = new Set<SourceFile>();
      for (;;) {
        try {
          return analyze(file, abis, lookUp);
        } catch (problem) {
          if (!(problem instanceof PiecesDoNotStandAlone)) throw problem;
          // Said twice of one document, it is a fault of ours, and must not go round for ever.
          if (reread.has(problem.document)) throw problem;
          reread.add(problem.document);
          readWhole(problem.document);
          for (const profile of profiles.values()) profile.effects = new WeakMap();
        }
      }
    },
    preprocess(file, abi) {
      return withinStack(() => inUnit(profileFor(abi), file, [], (unit) => unit.pieces.flatMap(tokensOf))) ?? [];
    },
  };
}

/**
 * The last resort: each room bounds how deep it nests, and a text that several of them together cannot take ends here.
 * `undefined`: the stack (or a string) came to the engine's limit.
 */
function withinStack<R>(work: () => R): R | undefined {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof RangeError) return undefined;
    throw problem;
  }
}

function tooDeep(file: SourceFile, abi: Abi): HeaderAnalysis {
  const diagnostic: Diagnostic = {
    code: 'limit/nesting',
    severity: 'error',
    message: 'this file is nested too deeply to be analysed; nothing of it is listed',
    range: { file, start: 0, end: 0 },
  };
  return {
    file,
    abi,
    records: [],
    enums: [],
    macros: [],
    ioctls: [],
    unresolvedIoctls: [],
    diagnostics: [diagnostic],
    includes: [],
    knownNames: new Set(),
  };
}

const N_IOC = intern('_IOC');
const N_IOR = intern('_IOR');

function analyzeUnit(
  unit: PreprocessedUnit,
  preprocessor: Preprocessor,
  profile: Profile,
  others: readonly HeaderAnalysis[],
  lookUp: readonly string[],
): HeaderAnalysis {
  const { scope, measurer, macros: table, resolver, abi } = profile;
  const { root } = unit;
  const own = bindPieces(unit.pieces, scope, root);

  if (table.peek(N_IOC) === undefined && table.peek(N_IOR) === undefined && unit.rootRuns.some(mentionsIoctl)) {
    // The header uses _IOWR and leaves <linux/ioctl.h> to its users: macros are expanded where they are used.
    const found = resolver.resolve({
      spelling: 'linux/ioctl.h',
      angled: true,
      next: false,
      includer: root,
      includerRoot: -1,
    });
    if (found !== undefined) preprocessor.enter(found.file, found.root);
  }

  let records: DeclaredRecord[] = [];
  let enums: DeclaredEnum[] = [];
  for (const runs of own) {
    const declared = declarationsOf(runs, measurer);
    if (own.length === 1) {
      records = declared.records;
      enums = declared.enums;
    } else {
      for (const record of declared.records) records.push(record);
      for (const each of declared.enums) enums.push(each);
    }
  }
  const budget = newMacroBudget();
  const plain = { macros: table, scope, evaluator: measurer.evaluator, ioc: undefined, budget };
  let model: { readonly ioc: KnownIocModel | undefined } | undefined;
  const context = {
    ...plain,
    // Found out on first use: most headers have no ioctl.
    get ioc() {
      model ??= { ioc: iocModel(plain) };
      return model.ioc;
    },
  };
  const { macros, ioctls, unresolvedIoctls } = ownMacros(unit.rootRuns, context);
  const diagnostics: Diagnostic[] = unitDiagnostics(unit, own, records, measurer, budget.exceededBy);
  return {
    file: root,
    abi,
    records: shared(records, others, (o) => o.records),
    enums: shared(enums, others, (o) => o.enums),
    macros: shared(macros, others, (o) => o.macros),
    ioctls: shared(ioctls, others, (o) => o.ioctls),
    unresolvedIoctls,
    diagnostics,
    includes: unit.includes,
    knownNames: knownNames(lookUp, table, scope),
  };
}

interface Declarations {
  readonly records: DeclaredRecord[];
  readonly enums: DeclaredEnum[];
}

/** What runs declare on an ABI; of a group of pieces, which the next version may take over, it is kept. */
function declarationsOf(own: OwnRuns, measurer: AbiMeasurer): Declarations {
  if (own.runs[0].parsed.run.file.place === undefined) return describe(own, measurer);
  own.memo ??= new WeakMap<AbiMeasurer, Declarations>();
  const known = own.memo as WeakMap<AbiMeasurer, Declarations>;
  let declared = known.get(measurer);
  if (declared === undefined) {
    declared = describe(own, measurer);
    known.set(measurer, declared);
  }
  return declared;
}

function describe({ runs }: OwnRuns, measurer: AbiMeasurer): Declarations {
  const declared: Declarations = { records: [], enums: [] };
  for (const run of runs) {
    for (const named of run.records) declared.records.push(declaredRecord(named, measurer));
    for (const named of run.enums) declared.enums.push(declaredEnum(named, measurer.evaluator));
  }
  return declared;
}

/** The list of another ABI when it holds the same objects, so that readers can tell agreement by identity. */
function shared<X>(
  list: readonly X[],
  others: readonly HeaderAnalysis[],
  of: (other: HeaderAnalysis) => readonly X[],
): readonly X[] {
  let tried: readonly X[] | undefined;
  for (const other of others) {
    const candidate = of(other);
    if (candidate === list) return list;
    if (candidate === tried || candidate.length !== list.length) continue;
    tried = candidate;
    let same = true;
    for (let i = 0; i < list.length && same; i++) same = list[i] === candidate[i];
    if (same) return candidate;
  }
  return list;
}

function tokensOf(segment: Piece): PreprocessedToken[] {
  if (segment.kind === 'effect') return segment.pieces.flatMap(tokensOf);
  const run = segment.tokens;
  if (run === undefined) return [];
  const tokens: PreprocessedToken[] = [];
  for (let i = 0; i < run.count; i++) {
    tokens.push({
      kind: kindName(run.kinds[i]),
      spelling: runTokenText(run, i),
      spellingRange: runTokenSpellingRange(run, i),
      expansionRange: rangeIn(run.file, run.starts[i], run.ends[i]),
      lineStart: i === 0 || (run.flags[i] & F.lineStart) !== 0 || run.kinds[i] === T.pragma,
      spaceBefore: (run.flags[i] & F.space) !== 0,
    });
  }
  return tokens;
}
