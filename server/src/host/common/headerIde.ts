/**
 * What a header means to the language server on any machine: texts of editors hide files, and the settings of editors
 * come after those of `.uapi.json`. What only some machines have (git, the time of a file) is added by the host at hand.
 */
import { type IncludeOptions, isFileProblem, type UapiConfig } from '../../cli/cliHost.js';
import { didYouMean, type InterfaceStyle, interfaceStyles, type SourceFile } from '../../core/index.js';
import type { HeaderSettings, IdeHost } from '../../ide/index.js';
import { CONFIG_KEYS, readConfig } from './configKeys.js';
import { printable } from './fileStore.js';
import type { HeaderFiles } from './headerFiles.js';
import { parseJsonWithComments } from './jsonWithComments.js';
import { foldersUpwards } from './paths.js';
import type { TrustedStore } from './trustedStore.js';

/** The questions of `IdeHost` that have another answer on each machine. */
type OfMachine = 'publishedOf' | 'historyOf' | 'versionOf' | 'modifiedAt';

export interface HeaderIde extends Omit<IdeHost, OfMachine> {
  /** Where the includes of a header are looked for. */
  readonly includesOf: (path: string) => IncludeOptions;
}

export function createHeaderIde(files: HeaderFiles, store: TrustedStore): HeaderIde {
  const { resolve } = store.style.path;
  let editor: UapiConfig = {};

  /** Settings by key: the header's file, then the editor. */
  function configOf(path: string): UapiConfig | { readonly problem: string } {
    const loaded = files.loadConfig(path);
    if (isFileProblem(loaded)) return { problem: loaded.message };
    const { rules: own } = loaded.config;
    const rules = own === undefined ? editor.rules : new Map([...(editor.rules ?? []), ...own]);
    return { ...editor, ...loaded.config, ...(rules === undefined ? {} : { rules }) };
  }

  function includesOf(path: string): IncludeOptions {
    const config = configOf(path);
    if ('problem' in config) return noIncludes;
    const { includeRoots = [], kernelTree } = config;
    return { includeRoots, archIncludes: [], ...(kernelTree === undefined ? {} : { kernelTree }) };
  }

  return {
    includesOf,
    open(path) {
      const file = files.openFile(path, includesOf(path));
      // Include roots that are not there must not hide the header itself.
      const found = isFileProblem(file) ? files.openFile(path, noIncludes) : file;
      return isFileProblem(found) ? undefined : found;
    },
    setText: files.setText,
    changedOnDisk: files.refresh,
    sessionFor: (file) => files.sessionFor(file, includesOf(file.path)),
    abisFor: files.abisFor,
    settingsFor(path) {
      const config = configOf(path);
      return 'problem' in config ? { problem: config.problem } : settingsOf(config);
    },
    settingsFileOf(path) {
      const loaded = files.loadConfig(path);
      return isFileProblem(loaded) ? undefined : loaded.path;
    },
    isReviewed: (path) => isReviewed(store, path),
    configure({ folders, isTrusted, settings }) {
      store.restrictTo(isTrusted ? undefined : folders);
      const [base] = folders;
      const read = readEditorSettings(settings, (path) => (base === undefined ? path : resolve(base, path)));
      editor = read.config;
      return read.problems.map((each) => `uapi settings: ${each}`);
    },
    headersBelow: (folder) => headersBelow(store, folder),
  };
}

/** Settings of an editor are those of a file; what a newer client sends besides is named and left out. */
function readEditorSettings(
  settings: unknown,
  toAbsolute: (path: string) => string,
): { config: UapiConfig; problems: readonly string[] } {
  const given = typeof settings === 'object' && settings !== null ? Object.entries(settings) : [];
  const set = given.filter(([, value]) => value !== null && value !== undefined);
  const known = set.filter(([key]) => CONFIG_KEYS.includes(key));
  const unknown = set.filter(([key]) => !CONFIG_KEYS.includes(key));
  const problems = unknown.map(([key]) => `unknown key "${printable(key)}"${didYouMean(key, CONFIG_KEYS)}`);
  const text = JSON.stringify(Object.fromEntries(known));
  const source: SourceFile = { path: 'settings:', displayName: 'settings', text, view: 'installed' };
  const parsed = parseJsonWithComments(text);
  const read = 'error' in parsed ? parsed : readConfig(parsed.node, { source, toAbsolute });
  return 'error' in read ? { config: {}, problems: [...problems, read.error] } : { config: read.config, problems };
}

const noIncludes = { includeRoots: [], archIncludes: [] };

function settingsOf({ profile, abis, rules, style }: UapiConfig): HeaderSettings {
  const known = interfaceStyles.find((each): each is InterfaceStyle => each === style);
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(abis === undefined ? {} : { abis }),
    ...(rules === undefined ? {} : { severities: rules }),
    ...(known === undefined ? {} : { style: known }),
  };
}

/** A header; in a kernel tree only one below a `uapi` folder, since the others are the kernel's own business. */
function isReviewed(store: TrustedStore, path: string): boolean {
  const { dirname, join } = store.style.path;
  if (!path.endsWith('.h')) return false;
  if (/[/\\]uapi[/\\]/.test(path)) return true;
  return !foldersUpwards(dirname(path), store.style).some((folder) => store.isFolder(join(folder, 'include', 'uapi')));
}

/** More headers than any uapi has, fewer than would keep an editor waiting. */
const MAX_HEADERS = 20_000;
const MAX_FOLDERS = 20_000;

function headersBelow(store: TrustedStore, folder: string): readonly string[] {
  const { join } = store.style.path;
  const uapi = join(folder, 'include', 'uapi');
  const isKernelTree = store.isFolder(uapi);
  const architectures = isKernelTree ? [...(store.entries(join(folder, 'arch'))?.keys() ?? [])] : [];
  const waiting = isKernelTree
    ? [uapi, ...architectures.sort().map((name) => join(folder, 'arch', name, 'include', 'uapi'))]
    : [folder];
  const headers: string[] = [];
  for (let i = 0; i < waiting.length && i < MAX_FOLDERS && headers.length < MAX_HEADERS; i++) {
    for (const [name, kind] of [...(store.entries(waiting[i]) ?? [])].sort()) {
      if (kind === 'folder' && !name.startsWith('.') && name !== 'node_modules') waiting.push(join(waiting[i], name));
      else if (kind === 'file' && name.endsWith('.h')) headers.push(join(waiting[i], name));
    }
  }
  return headers;
}
