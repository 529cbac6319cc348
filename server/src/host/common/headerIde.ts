/**
 * What a header means to the language server on any machine: texts of editors hide files, and the settings of editors
 * come after those of `.uapi.json`. What only some machines have (git, the time of a file) is added by the host at hand.
 */
import { configSuppression } from '../../cli/check/configSuppression.js';
import { type FileProblem, type IncludeOptions, isFileProblem, type UapiConfig } from '../../cli/cliHost.js';
import { openBaseline, type Published } from '../../cli/compat/published.js';
import { headerNames } from '../../cli/globs.js';
import { headerSettings } from '../../cli/headerSettings.js';
import { userAccessSettings } from '../../cli/userAccess.js';
import type { SourceFile } from '../../core/index.js';
import { type HeaderSettings, type IdeHost, UsageError } from '../../ide/index.js';
import { createEditorConfigs } from './editorConfig.js';
import type { HeaderFiles } from './headerFiles.js';
import { foldersUpwards } from './paths.js';
import type { TrustedStore } from './trustedStore.js';

/** The questions of `IdeHost` that have another answer on each machine. */
type OfMachine = 'publishedOf' | 'historyOf' | 'versionOf' | 'modifiedAt';

export interface HeaderIde extends Omit<IdeHost, OfMachine> {
  /** Where the includes of a header are looked for. */
  readonly includesOf: (path: string) => IncludeOptions;
}

export function createHeaderIde(files: HeaderFiles, store: TrustedStore): HeaderIde {
  const { dirname } = store.style.path;
  let editor = createEditorConfigs({ folders: [], isTrusted: true, settings: {} }, store.style);
  const baselines = new Map<string, Published | { readonly problem: string }>();

  /** Keys as they stand: the header's file wins over the editor. */
  function configOf(path: string): UapiConfig | { readonly problem: string } {
    const loaded = files.loadConfig(path);
    return isFileProblem(loaded) ? { problem: loaded.message } : { ...editor.of(path).config, ...loaded.config };
  }

  function includesOf(path: string): IncludeOptions {
    const config = configOf(path);
    if ('problem' in config) return noIncludes;
    const { includeRoots = [], kernelTree } = config;
    return { includeRoots, archIncludes: [], ...(kernelTree === undefined ? {} : { kernelTree }) };
  }

  function settingsFor(path: string): HeaderSettings | { readonly problem: string } {
    const loaded = files.loadConfig(path);
    if (isFileProblem(loaded)) return { problem: loaded.message };
    const own = editor.of(path);
    const include = includesOf(path);
    const file = openIn(path, include);
    const names = { path, displayName: isFileProblem(file) ? path : file.displayName };
    const ofEditor = headerSettings(own.config, headerNames(names, own.path));
    const ofFile = headerSettings(loaded.config, headerNames(names, loaded.path ?? ''));
    const { profile, style, abis } = { ...ofEditor, ...ofFile };
    const suppressions = [loaded, own].flatMap((from) =>
      (from.config.suppressions ?? []).map((entry) => configSuppression(entry, from)),
    );
    const baseline = loaded.config.baseline ?? own.config.baseline;
    const published = baseline === undefined ? undefined : baselineAt(baseline);
    const isProblem = published !== undefined && 'problem' in published;
    const table = isFileProblem(file) ? undefined : files.ioctlNumberText(file, include);
    const userAccess = userAccessSettings({ ...own.config, ...loaded.config });
    return {
      ...(profile === undefined ? {} : { profile }),
      ...(style === undefined ? {} : { style }),
      ...(abis === undefined ? {} : { abis }),
      severities: new Map([...ofEditor.rules, ...ofFile.rules]),
      ...(suppressions.length === 0 ? {} : { suppressions }),
      ...(published === undefined || isProblem || isFileProblem(file)
        ? {}
        : { published: { snapshot: published.snapshotOf({ file, abis: [], style }) } }),
      ...(table === undefined ? {} : { ioctlNumberText: table }),
      ...(userAccess === undefined ? {} : { userAccess }),
      ...(isProblem ? { problems: [published.problem] } : {}),
    };
  }

  function baselineAt(path: string): Published | { readonly problem: string } {
    let known = baselines.get(path);
    if (known === undefined) {
      known = orProblem(() => openBaseline(path, { host: files, cwd: dirname(path) }));
      baselines.set(path, known);
    }
    return known;
  }

  /** Include roots that are not there must not hide the header itself. */
  function openIn(path: string, include: IncludeOptions): SourceFile | FileProblem {
    const file = files.openFile(path, include);
    return isFileProblem(file) ? files.openFile(path, noIncludes) : file;
  }

  return {
    includesOf,
    open(path) {
      const found = openIn(path, includesOf(path));
      return isFileProblem(found) ? undefined : found;
    },
    setText: files.setText,
    changedOnDisk() {
      baselines.clear();
      files.refresh();
    },
    sessionFor: (file) => files.sessionFor(file, includesOf(file.path)),
    abisFor: files.abisFor,
    settingsFor,
    settingsFilesOf(path) {
      const loaded = files.loadConfig(path);
      if (isFileProblem(loaded)) return [];
      const baseline = loaded.config.baseline ?? editor.of(path).config.baseline;
      return [loaded.path, baseline].filter((file) => file !== undefined);
    },
    isReviewed: (path) => isReviewed(store, path),
    configure(workspace) {
      const { folders, isTrusted } = workspace;
      store.restrictTo(isTrusted ? undefined : folders);
      editor = createEditorConfigs(workspace, store.style);
      return editor.problems.map((each) => `uapi settings: ${each}`);
    },
    driverFilesOf: (file) => files.driverFilesOf(file, includesOf(file.path)),
    sourcesIn: (folder) => sourcesIn(store, folder),
    textAt(path) {
      const text = store.realFile(path) === undefined ? undefined : store.text(path);
      return typeof text === 'string' ? text : undefined;
    },
    headersBelow: (folder) => headersBelow(store, folder),
    namesBeside: files.namesBeside,
    sourcesBeside: (path) => sourcesBeside(store, path),
  };
}

/** What the command line says of wrong usage, as a value. */
export function orProblem<T>(work: () => T): T | { readonly problem: string } {
  try {
    return work();
  } catch (error) {
    if (error instanceof UsageError) return { problem: error.message };
    throw error;
  }
}

const noIncludes: IncludeOptions = { includeRoots: [], archIncludes: [] };

/** A header; in a kernel tree only one below a `uapi` folder, since the others are the kernel's own business. */
function isReviewed(store: TrustedStore, path: string): boolean {
  const { dirname, join } = store.style.path;
  if (!path.endsWith('.h')) return false;
  if (/[/\\]uapi[/\\]/.test(path)) return true;
  return !foldersUpwards(dirname(path), store.style).some((folder) => store.isFolder(join(folder, 'include', 'uapi')));
}

/** More files than any driver's folder has. */
const MAX_BESIDE = 2000;

function sourcesBeside(store: TrustedStore, path: string): readonly string[] {
  const { dirname, join } = store.style.path;
  const folder = dirname(path);
  const names = [...(store.entries(folder) ?? [])]
    .filter(([name, kind]) => kind === 'file' && /\.[ch]$/.test(name))
    .map(([name]) => join(folder, name));
  return names.sort().slice(0, MAX_BESIDE);
}

/** More headers than any uapi has, fewer than would keep an editor waiting. */
const MAX_HEADERS = 20_000;
const MAX_FOLDERS = 20_000;

function sourcesIn(store: TrustedStore, folder: string): ReturnType<HeaderIde['sourcesIn']> {
  const { join } = store.style.path;
  const sources: string[] = [];
  const folders: string[] = [];
  for (const [name, kind] of [...(store.entries(folder) ?? [])].sort()) {
    if (kind === 'folder' && !name.startsWith('.') && name !== 'node_modules') folders.push(join(folder, name));
    else if (kind === 'file' && name.endsWith('.c')) sources.push(join(folder, name));
  }
  return { sources, folders };
}

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
