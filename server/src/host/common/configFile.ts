import type { FileProblem, LoadedConfig } from '../../cli/cliHost.js';
import { lineIndexOf, type SourceFile } from '../../core/index.js';
import { readConfig } from './configKeys.js';
import { type FileStore, fileProblem, printable } from './fileStore.js';
import { parseJsonWithComments } from './jsonWithComments.js';
import { foldersUpwards } from './paths.js';

/**
 * Finds and reads settings. The nearest `.uapi.json` at or above a header holds for it, and that one alone: settings are
 * not merged with those further up, as with ruff and Biome. Paths in a settings file count from its folder.
 */
export const CONFIG_NAME = '.uapi.json';

/** UTF-16 units. Settings are written by hand. */
const MAX_CONFIG_LENGTH = 1024 * 1024;

export interface ConfigLoader {
  /** Settings for the headers of `folder`; empty ones where no file is found. */
  ofFolder(folder: string): LoadedConfig | FileProblem;
  /** The settings of one file (`--config`). */
  ofFile(path: string, given: string): LoadedConfig | FileProblem;
}

const EMPTY: LoadedConfig = { config: {} };

export function createConfigLoader(store: FileStore): ConfigLoader {
  const loaded = new Map<string, LoadedConfig | FileProblem>();
  const ofFolders = new Map<string, LoadedConfig | FileProblem>();

  function ofFile(path: string, given: string): LoadedConfig | FileProblem {
    let answer = loaded.get(path);
    if (answer === undefined) {
      answer = load(store, path, given);
      loaded.set(path, answer);
    }
    return answer;
  }

  return {
    ofFile,
    ofFolder(folder) {
      let answer = ofFolders.get(folder);
      if (answer === undefined) {
        const holder = foldersUpwards(folder, store.style).find((above) => store.entries(above)?.has(CONFIG_NAME));
        const path = holder === undefined ? undefined : store.style.path.join(holder, CONFIG_NAME);
        answer = path === undefined ? EMPTY : ofFile(path, path);
        ofFolders.set(folder, answer);
      }
      return answer;
    },
  };
}

function load(store: FileStore, path: string, given: string): LoadedConfig | FileProblem {
  const text = store.text(path, given);
  if (typeof text !== 'string') return text;
  if (text.length > MAX_CONFIG_LENGTH) {
    return fileProblem('too-large', given, `cannot read '${printable(given)}': settings may have 1 MB at most`);
  }
  const source: SourceFile = { path, displayName: given, text, view: 'installed' };
  const invalid = (what: string, offset: number): FileProblem => {
    const { line, column } = lineIndexOf(source).positionAt(offset);
    return fileProblem('invalid-config', given, `${printable(given)}:${line + 1}:${column + 1}: ${what}`);
  };
  const parsed = parseJsonWithComments(text);
  if ('error' in parsed) return invalid(`not valid JSON: ${parsed.error}`, parsed.offset);
  const { dirname, isAbsolute, resolve } = store.style.path;
  const folder = dirname(path);
  const toAbsolute = (value: string): string => (isAbsolute(value) ? value : resolve(folder, value));
  const read = readConfig(parsed.node, { source, toAbsolute });
  if ('error' in read) return invalid(read.error, read.offset);
  return { config: read.config, path };
}
