/** The settings that hold for a header, for a status line (docs/lsp-extensions.md). */
import type { Answer } from '../extensions.js';
import type { Server } from '../serverState.js';
import { headerOf, type Params, versionOf } from './requestParams.js';

export interface HeaderSettingsResult extends Answer {
  readonly profile: string;
  readonly style: { readonly name: string; readonly isSet: boolean; readonly reason: string };
  /** Those that findings are about. */
  readonly abis: readonly string[];
  /** The `.uapi.json` in force. */
  readonly file: string | null;
  /** Why it cannot be used. */
  readonly problem: string | null;
}

/** @throws InvalidParams for a header that cannot be read */
export function headerSettings(server: Server, params: Params): HeaderSettingsResult {
  const { header } = headerOf(server, params);
  const { path } = header.file;
  const { profile = 'recommended' } = header.settings;
  const { style, isSet, reason } = header.onAllAbis.header.style;
  const abis = header.context.analyses.map(({ abi }) => abi.id);
  const file = server.analysis.settingsFilesOf(path).find((each) => each.endsWith('.uapi.json'));
  return {
    schemaVersion: 1,
    version: versionOf(server, params),
    markdown: `profile ${profile}, style ${style} (${reason}), ${abis.join(', ')}`,
    profile,
    style: { name: style, isSet, reason },
    abis,
    file: file === undefined ? null : server.uriOf(file),
    problem: server.analysis.settingsProblems(path)[0] ?? null,
  };
}
