/**
 * What preprocessing comes to: the runs of files with the questions they asked, the effects of includes, and a whole unit.
 * All of it is immutable and shared between units and ABIs, so that identity tells what is the same.
 */
import type { Diagnostic } from '../base/diagnostic.js';
import type { Answer } from '../base/remember.js';
import type { PieceGroup } from '../lex/documentPieces.js';
import type { LexedFile } from '../lex/lexer.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { MacroDefinition } from './macro.js';
import { newRecording, type Recording } from './recordingTable.js';
import type { TokenRun } from './tokenRun.js';

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

/** A segment while it is being read. */
export interface OpenSegment extends Segment {
  tokens: TokenRun | undefined;
  readonly questions: Question[];
  readonly diagnostics: Diagnostic[];
  readonly inactive: (readonly [number, number])[];
}

export function newSegment(): OpenSegment {
  return { kind: 'text', tokens: undefined, macros: newRecording(), questions: [], diagnostics: [], inactive: [] };
}

/**
 * All that an include brought, its own includes taken together, on one ABI. An include whose outside questions have the
 * same answers again is carried out in one step.
 */
export interface IncludeEffect extends Answer {
  readonly kind: 'effect';
  readonly macros: Recording<MacroDefinition>;
  /** Of a group of pieces; an include's are asked within it. */
  readonly questions: readonly Question[];
  readonly pieces: readonly Piece[];
  /** Of all pieces together. */
  readonly tokenCount: number;
  readonly includes: readonly IncludeEdge[];
  readonly diagnostics: readonly Diagnostic[];
  /** Of a group of pieces: their segments in a row. */
  readonly run: FileRun | undefined;
  /** Scratch of `unit`: what the include did to scopes. */
  memo: unknown;
}

export type Piece = Segment | IncludeEffect;

/** Effects of one ABI by file, and how often the file was entered before any was gathered. */
export type EffectStore = WeakMap<LexedFile, { visits: number; readonly effects: IncludeEffect[] }>;

/** An answered `__has_include`, `__has_attribute` and relatives, or whether plain char is signed. */
export type Question =
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

/** A group of pieces of a document in their place. */
export interface GroupStep {
  readonly kind: 'group';
  readonly group: PieceGroup;
}

export type Step = Segment | IncludeStep | GroupStep;

/** One way a file's own text came out. */
export interface FileRun extends Answer {
  readonly file: SourceFile;
  readonly steps: readonly Step[];
  /** Scratch of `unit`: what is known of the macros that the run defines. */
  memo: unknown;
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
  /** The root's own run, and those of its groups where it is a document in pieces. */
  readonly rootRuns: readonly FileRun[];
  readonly includes: readonly IncludeEdge[];
  readonly diagnostics: readonly Diagnostic[];
}
