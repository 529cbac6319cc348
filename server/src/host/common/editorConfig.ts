/**
 * The settings that an editor sends, as if they were the `.uapi.json` of each of its folders: the same keys, and paths and
 * globs that count from the folder.
 */
import type { UapiConfig } from '../../cli/cliHost.js';
import { didYouMean, type SourceFile } from '../../core/index.js';
import type { Workspace } from '../../ide/index.js';
import { CONFIG_NAME } from './configFile.js';
import { CONFIG_KEYS, readConfig } from './configKeys.js';
import { printable } from './fileStore.js';
import { parseJsonWithComments } from './jsonWithComments.js';
import { isInside, type PathStyle } from './paths.js';

export interface EditorConfig {
  readonly config: UapiConfig;
  /** Where the file would lie. */
  readonly path: string;
}

export interface EditorConfigs {
  /** Those of the innermost folder that holds a header; of the first one for a header outside. */
  readonly of: (path: string) => EditorConfig;
  /** One line for each value that cannot be used. */
  readonly problems: readonly string[];
}

export function createEditorConfigs({ folders, settings, folderSettings }: Workspace, style: PathStyle): EditorConfigs {
  const problems = new Set<string>();
  const read = (folder: string): EditorConfig => {
    const given = { ...entriesOf(settings), ...entriesOf(folderSettings?.get(folder)) };
    const result = readSettings(given, folder, style);
    for (const problem of result.problems) problems.add(problem);
    return { config: result.config, path: style.path.join(folder, CONFIG_NAME) };
  };
  const ofFolder = new Map(folders.map((folder) => [folder, read(folder)]));
  const other = ofFolder.get(folders[0] ?? '') ?? read('');
  return {
    of(path) {
      const holders = folders.filter((folder) => isInside(folder, path, style));
      const innermost = holders.reduce((best, folder) => (folder.length > best.length ? folder : best), '');
      return ofFolder.get(innermost) ?? other;
    },
    problems: [...problems],
  };
}

function entriesOf(settings: unknown): Readonly<Record<string, unknown>> {
  if (typeof settings !== 'object' || settings === null) return {};
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null && value !== undefined));
}

/** What a newer client sends besides the known keys is named and left out. */
function readSettings(
  given: Readonly<Record<string, unknown>>,
  base: string,
  style: PathStyle,
): { readonly config: UapiConfig; readonly problems: readonly string[] } {
  const isKnown = (key: string): boolean => CONFIG_KEYS.includes(key);
  const problems = Object.keys(given)
    .filter((key) => !isKnown(key))
    .map((key) => `unknown key "${printable(key)}"${didYouMean(key, CONFIG_KEYS)}`);
  const text = JSON.stringify(Object.fromEntries(Object.entries(given).filter(([key]) => isKnown(key))));
  const source: SourceFile = { path: 'settings:', displayName: 'settings', text, view: 'installed' };
  const parsed = parseJsonWithComments(text);
  // Without a folder a relative path counts from where the program runs.
  const toAbsolute = (path: string): string => (base === '' ? path : style.path.resolve(base, path));
  const read = 'error' in parsed ? parsed : readConfig(parsed.node, { source, toAbsolute });
  return 'error' in read ? { config: {}, problems: [...problems, read.error] } : { config: read.config, problems };
}
