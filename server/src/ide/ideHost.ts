import type { Abi, AbiId, AnalysisSession, InterfaceStyle, Profile, RuleSettings, SourceFile } from '../core/index.js';

/**
 * What the language server asks of the machine or the browser that it runs in. `host/` implements it; a test implements
 * it with values in memory.
 *
 * Paths are the host's own, absolute; `lsp` turns URIs into them and back.
 */
export interface IdeHost {
  /** The header at a path as it is now: an open editor's text hides the file. `undefined`: it cannot be read. */
  readonly open: (path: string) => SourceFile | undefined;
  /** What an editor holds; `undefined` when it was closed. */
  readonly setText: (path: string, text: string | undefined) => void;
  /** These files changed, appeared or vanished on disk; without a list, anything may have. */
  readonly changedOnDisk: (paths: readonly string[] | undefined) => void;
  readonly sessionFor: (file: SourceFile) => AnalysisSession;
  /** Those of `abis` that the header exists for. */
  readonly abisFor: (file: SourceFile, abis: readonly Abi[]) => readonly Abi[];
  /** The settings that hold for a header, or the sentence that says why they cannot be used. */
  readonly settingsFor: (path: string) => HeaderSettings | { readonly problem: string };
}

/** Settings of one header, from `.uapi.json` and the editor, put together. */
export interface HeaderSettings {
  readonly profile?: Profile;
  readonly style?: InterfaceStyle;
  /** For findings; x86_64 and i386 where it is not set. */
  readonly abis?: readonly AbiId[];
  readonly severities?: RuleSettings['severities'];
}
