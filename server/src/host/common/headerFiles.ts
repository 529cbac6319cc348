import {
  type AnalysisSession,
  type CliHost,
  type FileProblem,
  type IncludeOptions,
  isFileProblem,
} from '../../cli/cliHost.js';
import { type Abi, ALL_ABIS, forgetFile, type IncludeResolver, type SourceFile } from '../../core/index.js';
import { abisFor } from './architecture.js';
import { createConfigLoader } from './configFile.js';
import { createDriverFinder } from './driverFiles.js';
import { type FileStore, fileProblem, printable } from './fileStore.js';
import { type BuiltinHeaders, createIncludeResolver, type FolderAnswers } from './includeResolver.js';
import { createIncludePlan, findHome, findOwnTree, type IncludePlan, type Machine } from './includeRoots.js';
import { createIoctlNumberTexts, createKernelTree, isKernelTree, type KernelTree } from './kernelTree.js';
import { createHeadersBeside } from './namesBeside.js';
import { pathBelow } from './paths.js';
import { sourceNameOf } from './sourceName.js';

/**
 * Headers on a file store: what each is called, where its includes are looked for, and which session analyses it. Plans,
 * settings and sessions are worked out once, until something changes.
 */
export interface HeaderFilesParts {
  readonly store: FileStore;
  readonly machine: Machine;
  readonly builtins: BuiltinHeaders;
  /** `core`'s analysis; one session serves all headers with the same include plan. */
  readonly createSession: (environment: { resolverFor(abi: Abi): IncludeResolver }) => AnalysisSession;
  /** Absolute. */
  readonly cwd: string;
}

export interface HeaderFiles
  extends Pick<
    CliHost,
    | 'abisFor'
    | 'openFile'
    | 'closeFile'
    | 'sessionFor'
    | 'ioctlNumberText'
    | 'loadConfig'
    | 'driverFilesOf'
    | 'namesBeside'
  > {
  /** The header that a text would be, were it at this path; `name` is how it is shown. */
  fileOf(text: string, name: string, include: IncludeOptions): SourceFile;
  /** Why the include options cannot be used, where they cannot. */
  problemOf(include: IncludeOptions): FileProblem | undefined;
  /** What an editor holds of a file; `undefined` when it was closed. True: it came in through an `#include` before. */
  setText(path: string, text: string | undefined): boolean;
  /** Files, folders or settings changed on disk. */
  refresh(): void;
}

export function createHeaderFiles(parts: HeaderFilesParts): HeaderFiles {
  const { store, cwd } = parts;
  const { dirname, resolve } = store.style.path;
  let config = createConfigLoader(store);
  let plans = createPlans(parts);
  let ioctlNumbers = createIoctlNumberTexts(store);
  let drivers = createDriverFinder(store);
  let beside = createHeadersBeside(store);
  const sessions = new Map<IncludePlan, AnalysisSession>();
  const driverResolvers = new Map<IncludePlan, IncludeResolver>();

  function makeSession(plan: IncludePlan): AnalysisSession {
    const resolvers = new Map<string, IncludeResolver>();
    const inFolders: FolderAnswers = new Map();
    return parts.createSession({
      resolverFor(abi) {
        let resolver = resolvers.get(abi.id);
        if (resolver === undefined) {
          resolver = makeResolver(plan, abi, inFolders);
          resolvers.set(abi.id, resolver);
        }
        return resolver;
      },
    });
  }

  function makeResolver(plan: IncludePlan, abi: Abi, inFolders: FolderAnswers = new Map()): IncludeResolver {
    return createIncludeResolver(store, plan, plan.rootsFor(abi), parts.builtins, inFolders);
  }

  const drafts = new WeakMap<SourceFile, SourceFile>();

  /** A lone header that says `__user` was written for a kernel tree, and is read as the tree would install it. */
  function asDraft(file: SourceFile, bases: readonly string[]): SourceFile {
    if (file.view === 'uninstalled' || !/\b__user\s*\*/.test(file.text)) return file;
    if (bases.some((base) => pathBelow(base, file.path, store.style) !== undefined)) return file;
    let draft = drafts.get(file);
    if (draft === undefined) {
      draft = { ...file, view: 'uninstalled' };
      drafts.set(file, draft);
    }
    return draft;
  }

  return {
    abisFor,
    problemOf: (include) => plans.problemOf(include),
    openFile(given, include) {
      const problem = plans.problemOf(include);
      if (problem !== undefined) return problem;
      const path = resolve(cwd, given);
      const { bases } = plans.planFor(dirname(path), include);
      const file = store.read(path, sourceNameOf(store, path, bases, given), given);
      return isFileProblem(file) ? file : asDraft(file, bases);
    },
    fileOf(text, name, include) {
      const path = resolve(cwd, name);
      const { bases } = plans.planFor(dirname(path), include);
      return asDraft({ path, text, ...sourceNameOf(store, path, bases, name) }, bases);
    },
    closeFile(file) {
      if (store.forget(file)) forgetFile(file);
    },
    sessionFor(file, include) {
      const plan = plans.planFor(dirname(file.path), include);
      let session = sessions.get(plan);
      if (session === undefined) {
        session = makeSession(plan);
        sessions.set(plan, session);
      }
      return session;
    },
    driverFilesOf(file, include) {
      const plan = plans.planFor(dirname(file.path), include);
      // Of an architecture's own headers those of one ABI are enough: they are looked up by name.
      const [abi] = abisFor(file, ALL_ABIS);
      let resolver = driverResolvers.get(plan);
      if (resolver === undefined) {
        resolver = makeResolver(plan, abi);
        driverResolvers.set(plan, resolver);
      }
      return drivers.filesOf(file, resolver);
    },
    namesBeside: (file, names, except) => beside.namesBeside(file, names, except),
    ioctlNumberText(file, include) {
      const named = include.kernelTree === undefined ? undefined : resolve(cwd, include.kernelTree);
      return ioctlNumbers.textFor(named ?? dirname(file.path));
    },
    loadConfig: (headerPath, configPath) =>
      configPath === undefined
        ? config.ofFolder(dirname(resolve(cwd, headerPath)))
        : config.ofFile(resolve(cwd, configPath), configPath),
    setText(path, text) {
      // Include resolvers hold the files that they found.
      const wasIncluded = store.setText(resolve(cwd, path), text);
      if (wasIncluded) {
        sessions.clear();
        driverResolvers.clear();
      }
      return wasIncluded;
    },
    refresh() {
      store.refresh();
      sessions.clear();
      driverResolvers.clear();
      config = createConfigLoader(store);
      plans = createPlans(parts);
      ioctlNumbers = createIoctlNumberTexts(store);
      drivers = createDriverFinder(store);
      beside = createHeadersBeside(store);
    },
  };
}

interface Plans {
  /** The plan for the headers of an absolute folder: the same object for folders and options that agree. */
  planFor(folder: string, include: IncludeOptions): IncludePlan;
  /** Why the options cannot be used, where they cannot. */
  problemOf(include: IncludeOptions): FileProblem | undefined;
}

function createPlans(parts: HeaderFilesParts): Plans {
  const { store, machine, cwd } = parts;
  const kernelTrees = new Map<string, KernelTree>();
  const plansOfFolder = new Map<string, IncludePlan>();
  const plansOfRequest = new Map<string, IncludePlan>();
  const problems = new Map<string, FileProblem | undefined>();

  function kernelTreeAt(root: string): KernelTree {
    let tree = kernelTrees.get(root);
    if (tree === undefined) {
      tree = createKernelTree(store, root);
      kernelTrees.set(root, tree);
    }
    return tree;
  }

  return {
    planFor(folder, include) {
      const optionsKey = JSON.stringify(include);
      const folderKey = `${folder}\0${optionsKey}`;
      let plan = plansOfFolder.get(folderKey);
      if (plan === undefined) {
        const tree = findOwnTree(store, folder);
        const home = findHome(store, folder, tree);
        const requestKey = `${tree ?? ''}\0${home}\0${optionsKey}`;
        plan = plansOfRequest.get(requestKey);
        if (plan === undefined) {
          const options = absoluteOptions(store, include, cwd);
          plan = createIncludePlan(store, machine, kernelTreeAt, { tree, home, options });
          plansOfRequest.set(requestKey, plan);
        }
        plansOfFolder.set(folderKey, plan);
      }
      return plan;
    },
    problemOf(include) {
      const key = JSON.stringify(include);
      if (!problems.has(key)) problems.set(key, problemOfOptions(store, include, cwd));
      return problems.get(key);
    },
  };
}

function absoluteOptions({ style }: FileStore, include: IncludeOptions, cwd: string): IncludeOptions {
  const { resolve } = style.path;
  return {
    includeRoots: include.includeRoots.map((root) => resolve(cwd, root)),
    archIncludes: include.archIncludes.map(({ abi, directory }) => ({ abi, directory: resolve(cwd, directory) })),
    ...(include.kernelTree === undefined ? {} : { kernelTree: resolve(cwd, include.kernelTree) }),
  };
}

/** A folder that the user named must exist: a silent miss would give the answers of other headers. */
function problemOfOptions(store: FileStore, include: IncludeOptions, cwd: string): FileProblem | undefined {
  const { resolve } = store.style.path;
  for (const given of [...include.includeRoots, ...include.archIncludes.map((arch) => arch.directory)]) {
    if (store.isFolder(resolve(cwd, given))) continue;
    return fileProblem('not-found', given, `cannot use include root '${printable(given)}': no such folder`);
  }
  const given = include.kernelTree;
  if (given === undefined || isKernelTree(store, resolve(cwd, given))) return undefined;
  const why = 'it has no include/uapi/linux/types.h';
  return fileProblem('not-found', given, `cannot use kernel tree '${printable(given)}': ${why}`);
}
