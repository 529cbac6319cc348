import type { Abi, AbiId, FileRange, HeaderAnalysis, SourceFile } from '../core/index.js';

/**
 * What the command line asks of the machine it runs on. The commands see files, folders, settings and the terminal
 * through these interfaces alone, so that a test can run a command against values in memory. `host/node` implements
 * them for a real machine.
 *
 * No function here throws for what it meets outside: a file that cannot be read is a value.
 */
export interface CliEnvironment {
  /** Writes to standard output. A closed pipe ends the program quietly, so no caller has to check for one. */
  readonly stdout: (text: string) => void;
  /** Writes to standard error. */
  readonly stderr: (text: string) => void;
  /** Standard output is a terminal (colour, width). */
  readonly isTty: boolean;
  /** Standard error is a terminal (progress). */
  readonly isStderrTty: boolean;
  /** Width of the terminal in columns; 80 where there is none. */
  readonly columns: number;
  /** Environment variables, for `NO_COLOR` and relatives. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. Relative paths of the command line start here. */
  readonly cwd: string;
  readonly host: CliHost;
}

export interface CliHost {
  /**
   * Reads one header. The same path gives the same object for the life of the process, also when it is met again
   * through an `#include`. Include options that name no folder, or no kernel tree, are a problem of every header.
   *
   * @param path absolute, or relative to the working directory
   */
  openFile(path: string, include: IncludeOptions): SourceFile | FileProblem;

  /**
   * Reads standard input to its end, as the header `name` (`--stdin-filename`). The name gives the folder in which its
   * quoted includes and its settings are looked for; no file of that name has to exist.
   */
  readStdin(name: string, include: IncludeOptions): Promise<SourceFile | FileProblem>;

  /** The command is done with a header that `openFile` gave. */
  closeFile(file: SourceFile): void;

  /** Turns PATH arguments into files, in argument order: a folder stands for all `*.h` below it, sorted. */
  expandPaths(paths: readonly string[]): ExpandedPaths;

  /**
   * The session that analyses `file`. Files with the same include roots get the same session object, and with it share
   * what their common includes cost.
   */
  sessionFor(file: SourceFile, include: IncludeOptions): AnalysisSession;

  /** Those of `abis` that `file` exists for: all, or one architecture's for a header below `arch/A/` or a triplet. */
  abisFor(file: SourceFile, abis: readonly Abi[]): readonly Abi[];

  /**
   * The settings for one header: `.uapi.json` in its folder or the nearest folder above, or the file that `--config`
   * names. Without one: empty settings. Paths in the answer are absolute.
   *
   * @param headerPath absolute, or relative to the working directory
   */
  loadConfig(headerPath: string, configPath?: string): LoadedConfig | FileProblem;

  /** Reads a text file that is no header, such as recorded calls. */
  readText(path: string): string | FileProblem;

  /** Writes a text file in UTF-8; the answer says why when that failed. */
  writeFile(path: string, text: string): FileProblem | undefined;
}

/** A path that gave no text, with one line for the user that says why and what to do. */
export interface FileProblem {
  readonly problem: FileProblemKind;
  /** The path as the user gave it. */
  readonly path: string;
  /** A sentence without the program's name and without a line break: `cannot read 'a.h': no such file`. */
  readonly message: string;
}

export type FileProblemKind =
  | 'not-found'
  | 'no-permission'
  | 'not-a-file'
  | 'too-large'
  | 'unreadable'
  | 'invalid-config';

export function isFileProblem(value: object): value is FileProblem {
  return 'problem' in value;
}

/** Where `#include` looks, besides the file's own tree and the system: the common options of the command line. */
export interface IncludeOptions {
  /** `--include-root`, in order. Absolute, or relative to the working directory. */
  readonly includeRoots: readonly string[];
  /** `--arch-include ABI=DIR`, in order. */
  readonly archIncludes: readonly ArchInclude[];
  /** `--kernel-tree`. */
  readonly kernelTree?: string;
}

export interface ArchInclude {
  readonly abi: AbiId;
  readonly directory: string;
}

export interface ExpandedPaths {
  /** Paths to open, in the form the user gave them; `-` stands for standard input. Each file once. */
  readonly files: readonly string[];
  /** Arguments that name nothing readable, and folders without a header. */
  readonly problems: readonly FileProblem[];
}

/** What the analysis of `core` offers to a command. `core/unit` makes it. */
export interface AnalysisSession {
  /** One analysis per ABI, in the order of `abis`. */
  analyze(
    file: SourceFile,
    abis: readonly Abi[],
    options?: { readonly lookUp?: readonly string[] },
  ): readonly HeaderAnalysis[];
  /** The token stream after preprocessing, pragma lines included. */
  preprocess(file: SourceFile, abi: Abi): readonly PreprocessedToken[];
}

export interface PreprocessedToken {
  /** Kind of the preprocessing token (C11 6.4), or `pragma`: then `spelling` is the whole line. */
  readonly kind: string;
  readonly spelling: string;
  /** Where the characters stand. */
  readonly spellingRange: FileRange;
  /** Where the outermost macro call stands that brought the token here; the spelling range where there is none. */
  readonly expansionRange: FileRange;
  /** First token of an output line. */
  readonly lineStart: boolean;
  /** White space stands before the token. */
  readonly spaceBefore: boolean;
}

/** Settings as read, with the lines that the user should see. */
export interface LoadedConfig {
  readonly config: UapiConfig;
  /** The file they came from, absolute; undefined where there was none. */
  readonly path?: string;
  /** One line each, for standard error: unknown keys with the nearest known one. */
  readonly warnings: readonly string[];
}

/** The keys of `.uapi.json`. A key that was not set is absent. */
export interface UapiConfig {
  readonly profile?: 'recommended' | 'new' | 'legacy' | 'strict';
  /** Extension style of the headers (`size-first`, …). */
  readonly style?: string;
  readonly abis?: readonly AbiId[];
  /** Absolute. */
  readonly includeRoots?: readonly string[];
  /** Absolute. */
  readonly kernelTree?: string;
  readonly rules?: ReadonlyMap<string, RuleSeverity>;
  /** Header glob to style, in file order. */
  readonly styles?: readonly { readonly glob: string; readonly style: string }[];
  readonly suppressions?: readonly ConfigSuppression[];
  readonly overrides?: readonly ConfigOverride[];
  /** Absolute. */
  readonly baseline?: string;
}

export type RuleSeverity = 'off' | 'hint' | 'info' | 'warning' | 'error';

export interface ConfigSuppression {
  readonly rule: string;
  readonly header?: string;
  readonly symbol?: string;
  readonly reason?: string;
}

/** Settings for the headers that a glob matches; later entries win. */
export interface ConfigOverride {
  /** Globs on the path relative to the settings file, with forward slashes. */
  readonly files: readonly string[];
  readonly profile?: UapiConfig['profile'];
  readonly style?: string;
  readonly abis?: readonly AbiId[];
  readonly rules?: ReadonlyMap<string, RuleSeverity>;
}
