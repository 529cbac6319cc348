/** The machine as the language server sees it: the host of the command line, with editors' texts and settings. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isFileProblem, type UapiConfig } from '../../cli/cliHost.js';
import { headerAtRevision } from '../../cli/compat/headerAtRevision.js';
import { openAgainst } from '../../cli/compat/published.js';
import { didYouMean, type InterfaceStyle, interfaceStyles, type SourceFile } from '../../core/index.js';
import { type HeaderSettings, type HeaderVersion, type IdeHost, UsageError } from '../../ide/index.js';
import { CONFIG_KEYS, readConfig } from './configKeys.js';
import { printable } from './fileSystem.js';
import type { Git } from './git.js';
import { headerHistory } from './headerHistory.js';
import { parseJsonWithComments } from './jsonWithComments.js';
import type { NodeHost } from './nodeHost.js';
import { foldersUpwards } from './paths.js';
import type { TrustedStore } from './trustedStore.js';

/** @param git left out where there is no history to be had */
export function createIdeHost(host: NodeHost, store: TrustedStore, git?: Git): IdeHost {
  let editor: UapiConfig = {};
  let mayRunGit = false;

  /** Settings by key: the header's file, then the editor. */
  function configOf(path: string): UapiConfig | { readonly problem: string } {
    const loaded = host.loadConfig(path);
    if (isFileProblem(loaded)) return { problem: loaded.message };
    const { rules: own } = loaded.config;
    const rules = own === undefined ? editor.rules : new Map([...(editor.rules ?? []), ...own]);
    return { ...editor, ...loaded.config, ...(rules === undefined ? {} : { rules }) };
  }

  function includesOf(path: string) {
    const config = configOf(path);
    if ('problem' in config) return noIncludes;
    const { includeRoots = [], kernelTree } = config;
    return { includeRoots, archIncludes: [], ...(kernelTree === undefined ? {} : { kernelTree }) };
  }

  function versionOf(given: string, headerPath: string): HeaderVersion | { readonly problem: string } {
    const include = includesOf(headerPath);
    const cwd = dirname(headerPath);
    const file = host.openFile(resolve(cwd, given), include);
    if (!isFileProblem(file)) return { file, session: host.sessionFor(file, include) };
    if (file.problem !== 'not-found') return { problem: file.message };
    if (!mayRunGit) return { problem: noGit(given) };
    try {
      const found = headerAtRevision(given, headerPath, include, { host, cwd });
      return { file: found.file, session: found.host.sessionFor(found.file, include) };
    } catch (error) {
      if (error instanceof UsageError) return { problem: error.message };
      throw error;
    }
  }

  return {
    publishedOf(given, file, abis, style) {
      const cwd = dirname(file.path);
      const beside = resolve(cwd, given);
      const isOnDisk = host.expandPaths([beside]).files.length > 0;
      if (!isOnDisk && !mayRunGit) return { problem: noGit(given) };
      try {
        const published = openAgainst(isOnDisk ? beside : given, [file.path], includesOf(file.path), { host, cwd });
        return published.snapshotOf({ file, abis, style });
      } catch (error) {
        if (error instanceof UsageError) return { problem: error.message };
        throw error;
      }
    },
    async historyOf(path, limit, whenUnwanted) {
      if (git === undefined) return { problem: 'git is not called here' };
      if (!mayRunGit) return { problem: 'git is not called in a workspace that is not trusted' };
      return headerHistory(git, path, limit, whenUnwanted, store.style);
    },
    open(path) {
      const file = host.openFile(path, includesOf(path));
      // Include roots that are not there must not hide the header itself.
      const found = isFileProblem(file) ? host.openFile(path, noIncludes) : file;
      return isFileProblem(found) ? undefined : found;
    },
    setText: host.setText,
    changedOnDisk: host.refresh,
    sessionFor: (file) => host.sessionFor(file, includesOf(file.path)),
    abisFor: host.abisFor,
    settingsFor(path) {
      const config = configOf(path);
      return 'problem' in config ? { problem: config.problem } : settingsOf(config);
    },
    settingsFileOf(path) {
      const loaded = host.loadConfig(path);
      return isFileProblem(loaded) ? undefined : loaded.path;
    },
    isReviewed: (path) => isReviewed(store, path),
    configure({ folders, isTrusted, settings }) {
      store.restrictTo(isTrusted ? undefined : folders);
      mayRunGit = isTrusted;
      const read = readEditorSettings(settings, folders[0] ?? '');
      editor = read.config;
      return read.problems.map((each) => `uapi settings: ${each}`);
    },
    versionOf: (given, headerPath) => versionOf(given, headerPath),
    modifiedAt(path) {
      try {
        return statSync(path).mtimeMs;
      } catch {
        return undefined;
      }
    },
    headersBelow: (folder) => headersBelow(store, folder),
  };
}

function noGit(given: string): string {
  return `'${printable(given)}' is no file, and git is not called in a workspace that is not trusted`;
}

/** Settings of an editor are those of a file; what a newer client sends besides is named and left out. */
function readEditorSettings(settings: unknown, base: string): { config: UapiConfig; problems: readonly string[] } {
  const given = typeof settings === 'object' && settings !== null ? Object.entries(settings) : [];
  const set = given.filter(([, value]) => value !== null && value !== undefined);
  const known = set.filter(([key]) => CONFIG_KEYS.includes(key));
  const unknown = set.filter(([key]) => !CONFIG_KEYS.includes(key));
  const problems = unknown.map(([key]) => `unknown key "${printable(key)}"${didYouMean(key, CONFIG_KEYS)}`);
  const text = JSON.stringify(Object.fromEntries(known));
  const source: SourceFile = { path: 'settings:', displayName: 'settings', text, view: 'installed' };
  const parsed = parseJsonWithComments(text);
  const read =
    'error' in parsed ? parsed : readConfig(parsed.node, { source, toAbsolute: (path) => resolve(base, path) });
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
