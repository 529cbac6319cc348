import type {
  Abi,
  AbiId,
  DriverSource,
  FileRange,
  HeaderAnalysis,
  InterfaceStyle,
  Profile,
  Rule,
  RuleRun,
  RuleSettings,
  SourceFile,
  SourceRule,
} from '../core/index.js';
import type { Revision } from './compat/revision.js';

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
  /** The rules of `check`; those about driver sources only as they describe themselves. */
  readonly rules: readonly Rule[];
  /** What reads driver sources, loaded when the first one is to be checked. */
  readonly loadDriverRoom: () => Promise<DriverRoom>;
  readonly host: CliHost;
}

/** The part of `core` behind its second door, as far as `check` needs it. */
export interface DriverRoom {
  readonly sourceRules: readonly SourceRule[];
  readonly DriverSource: typeof DriverSource;
  readonly checkSource: (rules: readonly SourceRule[], source: DriverSource, settings: RuleSettings) => RuleRun;
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

  /**
   * Turns PATH arguments into files, in argument order: a folder stands for all `*.h` below it, sorted, and with `sources`
   * for all `*.c` too.
   */
  expandPaths(paths: readonly string[], options?: { readonly sources: boolean }): ExpandedPaths;

  /** The files that a driver's source belongs together with. */
  driverFilesOf(file: SourceFile, include: IncludeOptions): DriverFiles;

  /** The same for sources of a driver: a folder stands for all `*.c` and `*.h` below it, sorted. */
  expandSources(paths: readonly string[]): ExpandedPaths;

  /**
   * The session that analyses `file`. Files with the same include roots get the same session object, and with it share
   * what their common includes cost.
   */
  sessionFor(file: SourceFile, include: IncludeOptions): AnalysisSession;

  /** Those of `abis` that `file` exists for: all, or one architecture's for a header below `arch/A/` or a triplet. */
  abisFor(file: SourceFile, abis: readonly Abi[]): readonly Abi[];

  /**
   * Text of Documentation/userspace-api/ioctl/ioctl-number.rst in the kernel tree of `file`: the one that the options name,
   * else the one that the file lies in. `undefined` where there is none.
   */
  ioctlNumberText(file: SourceFile, include: IncludeOptions): string | undefined;

  /** Of some names those that other headers in the folder of `file` have in their code; `except`: paths that need no look. */
  namesBeside(file: SourceFile, names: ReadonlySet<string>, except?: ReadonlySet<string>): ReadonlySet<string>;

  /**
   * The settings for one header: `.uapi.json` in its folder or the nearest folder above, or the file that `--config`
   * names. Without one: empty settings. Paths in the answer are absolute.
   *
   * @param headerPath absolute, or relative to the working directory
   */
  loadConfig(headerPath: string, configPath?: string): LoadedConfig | FileProblem;

  /**
   * A revision of the git repository that a file or folder lies in.
   *
   * @param near absolute, or relative to the working directory
   */
  openRevision(revision: string, near: string): Revision | FileProblem;

  /**
   * Puts a new text in place of a header that `openFile` gave: all of it or nothing, whatever happens meanwhile, with the
   * file's mode. Refused when the file is no longer what was read.
   */
  replaceFile(file: SourceFile, text: string): FileProblem | undefined;

  /** The page of a rule in Markdown, read when it is asked for; `undefined` where the program was not built with it. */
  rulePage(id: string): string | undefined;

  /** Reads a text file that is no header, such as recorded calls. */
  readText(path: string): string | FileProblem;

  /** Writes a text file in UTF-8; the answer says why when that failed. */
  writeFile(path: string, text: string): FileProblem | undefined;
}

/** What belongs to a driver's source file. */
export interface DriverFiles {
  /** Sources and headers of its folder, by name; the file itself among them. */
  readonly folder: readonly SourceFile[];
  /** The uapi headers that it uses, in the order in which they were met. */
  readonly headers: readonly SourceFile[];
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

/** Settings as read. */
export interface LoadedConfig {
  readonly config: UapiConfig;
  /** The file they came from, absolute; undefined where there was none. Its folder is where globs count from. */
  readonly path?: string;
}

/** The keys of `.uapi.json`. A key that was not set is absent. */
export interface UapiConfig {
  readonly profile?: Profile;
  /** How the interfaces of the headers grow. */
  readonly style?: InterfaceStyle;
  readonly abis?: readonly AbiId[];
  /** Absolute. */
  readonly includeRoots?: readonly string[];
  /** Absolute. */
  readonly kernelTree?: string;
  readonly rules?: ReadonlyMap<string, RuleSeverity>;
  /** In file order; later entries win. */
  readonly styles?: readonly ConfigStyle[];
  readonly suppressions?: readonly ConfigSuppression[];
  readonly overrides?: readonly ConfigOverride[];
  /** Absolute. */
  readonly baseline?: string;
  /** Functions that begin a user-access context, by context. */
  readonly uaccessRoots?: ReadonlyMap<string, readonly string[]>;
  /** Functions and macros that access user memory and check no address, besides the kernel's. */
  readonly uaccessPrimitives?: readonly string[];
}

export type RuleSeverity = 'off' | 'hint' | 'info' | 'warning' | 'error';

/** A glob for headers, with its place in the settings file where it comes from one. `cli/globs.ts` says what it matches. */
export interface ConfigGlob {
  readonly text: string;
  readonly range?: FileRange;
}

export interface ConfigStyle {
  readonly glob: ConfigGlob;
  readonly style: InterfaceStyle;
}

export interface ConfigSuppression {
  /** A rule's id or a group. */
  readonly rule: string;
  readonly header?: ConfigGlob;
  /** A symbol, or a glob of symbols. */
  readonly symbol?: string;
  readonly reason?: string;
  /** The entry in the settings file. */
  readonly range?: FileRange;
}

/** Settings for the headers that a glob matches; later entries win. */
export interface ConfigOverride {
  readonly files: readonly ConfigGlob[];
  readonly profile?: Profile;
  readonly style?: InterfaceStyle;
  readonly abis?: readonly AbiId[];
  readonly rules?: ReadonlyMap<string, RuleSeverity>;
}
