import type { UserAccessSettings } from '../core/driverIndex.js';
import type {
  Abi,
  AbiId,
  AnalysisSession,
  HeaderSnapshot,
  InterfaceStyle,
  NamesBeside,
  Profile,
  RuleSettings,
  SourceFile,
  Suppression,
} from '../core/index.js';

/**
 * What the language server asks of the machine or the browser that it runs in. `host/` implements it; a test implements
 * it with values in memory.
 *
 * Paths are the host's own, absolute; `lsp` turns URIs into them and back.
 */
export interface IdeHost {
  /** The header at a path as it is now: an open editor's text hides the file. `undefined`: it cannot be read. */
  readonly open: (path: string) => SourceFile | undefined;
  /** What an editor holds; `undefined` when it was closed. True: other headers included the file as it was before. */
  readonly setText: (path: string, text: string | undefined) => boolean;
  /** Files appeared, changed or vanished on disk. */
  readonly changedOnDisk: () => void;
  readonly sessionFor: (file: SourceFile) => AnalysisSession;
  /** Those of `abis` that the header exists for. */
  readonly abisFor: (file: SourceFile, abis: readonly Abi[]) => readonly Abi[];
  /** The settings that hold for a header, or the sentence that says why they cannot be used. */
  readonly settingsFor: (path: string) => HeaderSettings | { readonly problem: string };
  /** The files that settings of a header came from: its `.uapi.json`, its baseline. */
  readonly settingsFilesOf: (path: string) => readonly string[];
  /**
   * Whether findings about the file are anybody's business: it is a header, and where it lies in a kernel tree, one that
   * user space sees.
   */
  readonly isReviewed: (path: string) => boolean;
  /** What the editor says of settings, and which folders it has open. A header's `.uapi.json` wins over it. */
  readonly configure: (workspace: Workspace) => readonly string[];
  /**
   * Another version of a header: a file, whose path counts from the header's folder, or a git revision, `REV` for the header
   * itself and `REV:PATH` for another. git is called in trusted workspaces alone.
   */
  readonly versionOf: (given: string, headerPath: string) => HeaderVersion | { readonly problem: string };
  /**
   * What programs are built against: the header as a baseline file, another file, a folder of headers or a git revision has
   * it, in the same form for all. `undefined`: it is new there.
   */
  readonly publishedOf: (
    given: string,
    file: SourceFile,
    abis: readonly Abi[],
    style: InterfaceStyle | undefined,
  ) => HeaderSnapshot | undefined | { readonly problem: string };
  /** The commits that changed a header, newest first. `whenUnwanted` takes what ends a search that nobody waits for. */
  readonly historyOf: (
    path: string,
    limit: number,
    whenUnwanted: (stop: () => void) => void,
  ) => Promise<readonly HeaderCommit[] | { readonly problem: string }>;
  /** When a file was last written, in any unit; `undefined` where there is none. Asks the disk each time. */
  readonly modifiedAt: (path: string) => number | undefined;
  /** The files that a driver's source belongs together with. */
  readonly driverFilesOf: (file: SourceFile) => DriverFileSet;
  /** Paths of the sources (`*.c`) in a folder, and of the folders in it where more may be. */
  readonly sourcesIn: (folder: string) => { readonly sources: readonly string[]; readonly folders: readonly string[] };
  /** The text at a path, which is not kept; `undefined` where there is none. */
  readonly textAt: (path: string) => string | undefined;
  /** Paths of the headers below a folder; of a kernel tree those of its uapi. */
  readonly headersBelow: (folder: string) => readonly string[];
  /** Of some names those that other headers in the folder of a file have in their code. */
  readonly namesBeside: NamesBeside;
  /** Paths of the sources and headers (`*.c`, `*.h`) in the folder of a file. */
  readonly sourcesBeside: (path: string) => readonly string[];
}

export interface DriverFileSet {
  /** Sources and headers of its folder, by name; the file itself among them. */
  readonly folder: readonly SourceFile[];
  /** The uapi headers that it uses. */
  readonly headers: readonly SourceFile[];
}

/** A header as another file or a git revision has it, with the session that analyses it. */
export interface HeaderVersion {
  readonly file: SourceFile;
  readonly session: AnalysisSession;
}

/** A commit that changed a header. */
export interface HeaderCommit {
  readonly revision: string;
  /** When its author wrote it, as ISO 8601. */
  readonly date: string | null;
  readonly subject: string;
}

/** What the client says of the workspace. */
export interface Workspace {
  readonly folders: readonly string[];
  /** False: the user does not trust it, so nothing outside the folders is read, and no other program started. */
  readonly isTrusted: boolean;
  /** The editor's settings: the keys of `.uapi.json`. Not checked yet. */
  readonly settings: unknown;
  /** Those of single folders, by path, which win over the ones above. */
  readonly folderSettings?: ReadonlyMap<string, unknown>;
}

/** Settings of one header, from `.uapi.json` and the editor, put together. */
export interface HeaderSettings {
  readonly profile?: Profile;
  readonly style?: InterfaceStyle;
  /** For findings; x86_64 and i386 where it is not set. */
  readonly abis?: readonly AbiId[];
  readonly severities?: RuleSettings['severities'];
  /** Of the settings; those of comments stand in the header. */
  readonly suppressions?: readonly Suppression[];
  /** The settings name a baseline: what it has of the header, nothing for a header that is new. */
  readonly published?: { readonly snapshot: HeaderSnapshot | undefined };
  /** Text of ioctl-number.rst in the header's kernel tree. */
  readonly ioctlNumberText?: string;
  /** User-access contexts of driver sources. */
  readonly userAccess?: UserAccessSettings;
  /** What cannot be used of them, in sentences. */
  readonly problems?: readonly string[];
}
