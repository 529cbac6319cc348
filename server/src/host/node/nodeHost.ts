import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type AnalysisSession,
  type CliHost,
  type FileProblem,
  type IncludeOptions,
  isFileProblem,
} from '../../cli/cliHost.js';
import type { Revision } from '../../cli/compat/revision.js';
import { type Abi, forgetFile, type IncludeResolver, type SourceFile } from '../../core/index.js';
import { abisFor } from './architecture.js';
import { createConfigLoader } from './configFile.js';
import { expandPaths } from './expandPaths.js';
import {
  decodeText,
  type FileStore,
  fileProblem,
  MAX_FILE_BYTES,
  printable,
  problemOfError,
  readText,
  tooLarge,
} from './fileSystem.js';
import type { Git } from './git.js';
import { openRevision } from './gitRevision.js';
import { type BuiltinHeaders, createIncludeResolver } from './includeResolver.js';
import { createIncludePlan, findHome, findOwnTree, type IncludePlan, type Machine } from './includeRoots.js';
import { createIoctlNumberTexts, createKernelTree, isKernelTree, type KernelTree } from './kernelTree.js';
import { pathBelow } from './paths.js';
import { replaceFile } from './replaceFile.js';
import { sourceNameOf } from './sourceName.js';

/**
 * The host of a real machine: files, include plans and settings, each worked out once for the life of the process.
 */
export interface NodeHostParts {
  readonly store: FileStore;
  readonly machine: Machine;
  readonly builtins: BuiltinHeaders;
  /** `core`'s analysis; one session serves all headers with the same include plan. */
  readonly createSession: (environment: { resolverFor(abi: Abi): IncludeResolver }) => AnalysisSession;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** File with the pages of the rules, which the build makes: id → Markdown. */
  readonly rulePagesPath?: string;
  /** Absolute. */
  readonly cwd: string;
  /** Left out where git is not to be called. */
  readonly git?: Git;
}

/** The host with what a server needs besides: texts of editors, and a disk that changes. */
export interface NodeHost extends CliHost {
  /** What an editor holds of a file; `undefined` when it was closed. True: it came in through an `#include` before. */
  setText(path: string, text: string | undefined): boolean;
  /** Files, folders or settings changed on disk. */
  refresh(): void;
}

/** Revisions that are kept open. */
const MAX_REVISIONS = 8;

export function createNodeHost(parts: NodeHostParts): NodeHost {
  const { store, cwd } = parts;
  const dirname = store.style.path.dirname;
  let config = createConfigLoader(store);
  let plans = createPlans(parts);
  let ioctlNumbers = createIoctlNumberTexts(store);
  const sessions = new Map<IncludePlan, AnalysisSession>();
  const revisions = new Map<string, Revision | FileProblem>();
  let stdin: Promise<SourceFile | FileProblem> | undefined;
  let rulePages: ReadonlyMap<string, string> | undefined;

  function makeSession(plan: IncludePlan): AnalysisSession {
    const resolvers = new Map<string, IncludeResolver>();
    return parts.createSession({
      resolverFor(abi) {
        let resolver = resolvers.get(abi.id);
        if (resolver === undefined) {
          resolver = createIncludeResolver(store, plan, plan.rootsFor(abi), parts.builtins);
          resolvers.set(abi.id, resolver);
        }
        return resolver;
      },
    });
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

  async function readStdin(name: string, include: IncludeOptions): Promise<SourceFile | FileProblem> {
    const problem = plans.problemOf(include);
    if (problem !== undefined) return problem;
    const text = await readStream(parts.stdin());
    if (typeof text !== 'string') return text;
    const path = resolve(cwd, name);
    const { bases } = plans.planFor(dirname(path), include);
    return asDraft({ path, text, ...sourceNameOf(store, path, bases, name) }, bases);
  }

  return {
    abisFor,
    openFile(given, include) {
      const problem = plans.problemOf(include);
      if (problem !== undefined) return problem;
      const path = resolve(cwd, given);
      const { bases } = plans.planFor(dirname(path), include);
      const file = store.read(path, sourceNameOf(store, path, bases, given), given);
      return isFileProblem(file) ? file : asDraft(file, bases);
    },
    readStdin(name, include) {
      stdin ??= readStdin(name, include);
      return stdin;
    },
    closeFile(file) {
      if (store.forget(file)) forgetFile(file);
    },
    expandPaths: (paths) => expandPaths(store, paths, cwd),
    sessionFor(file, include) {
      const plan = plans.planFor(dirname(file.path), include);
      let session = sessions.get(plan);
      if (session === undefined) {
        session = makeSession(plan);
        sessions.set(plan, session);
      }
      return session;
    },
    ioctlNumberText(file, include) {
      const named = include.kernelTree === undefined ? undefined : resolve(cwd, include.kernelTree);
      return ioctlNumbers.textFor(named ?? dirname(file.path));
    },
    loadConfig: (headerPath, configPath) =>
      configPath === undefined
        ? config.ofFolder(dirname(resolve(cwd, headerPath)))
        : config.ofFile(resolve(cwd, configPath), configPath),
    openRevision(revision, near) {
      const { git } = parts;
      if (git === undefined) return fileProblem('not-found', revision, 'git is not called here');
      const key = `${resolve(cwd, near)}\0${revision}`;
      let opened = revisions.get(key);
      if (opened === undefined) {
        const hostOf = (tree: FileStore, root: string): CliHost => createNodeHost({ ...parts, store: tree, cwd: root });
        opened = openRevision(revision, resolve(cwd, near), { git, store, cwd, hostOf });
        // Each holds a listing and texts; a walk through a history would hold them all.
        if (revisions.size >= MAX_REVISIONS) revisions.delete([...revisions.keys()][0]);
        revisions.set(key, opened);
      }
      return opened;
    },
    replaceFile,
    rulePage(id) {
      rulePages ??= readRulePages(parts.rulePagesPath);
      return rulePages.get(id);
    },
    readText: (path) => readText(resolve(cwd, path), path),
    setText(path, text) {
      // Include resolvers hold the files that they found.
      const wasIncluded = store.setText(resolve(cwd, path), text);
      if (wasIncluded) sessions.clear();
      return wasIncluded;
    },
    refresh() {
      store.refresh();
      sessions.clear();
      config = createConfigLoader(store);
      plans = createPlans(parts);
      ioctlNumbers = createIoctlNumberTexts(store);
      revisions.clear();
    },
    writeFile(path, text) {
      try {
        writeFileSync(resolve(cwd, path), text);
        return undefined;
      } catch (error) {
        return problemOfError(path, error, 'write');
      }
    },
  };
}

/** A file that is missing or damaged has no page. */
function readRulePages(path: string | undefined): ReadonlyMap<string, string> {
  try {
    return new Map(path === undefined ? [] : Object.entries<string>(JSON.parse(readFileSync(path, 'utf8'))));
  } catch {
    return new Map();
  }
}

interface Plans {
  /** The plan for the headers of an absolute folder: the same object for folders and options that agree. */
  planFor(folder: string, include: IncludeOptions): IncludePlan;
  /** Why the options cannot be used, where they cannot. */
  problemOf(include: IncludeOptions): FileProblem | undefined;
}

function createPlans(parts: NodeHostParts): Plans {
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
          const options = absoluteOptions(include, cwd);
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

function absoluteOptions(include: IncludeOptions, cwd: string): IncludeOptions {
  return {
    includeRoots: include.includeRoots.map((root) => resolve(cwd, root)),
    archIncludes: include.archIncludes.map(({ abi, directory }) => ({ abi, directory: resolve(cwd, directory) })),
    ...(include.kernelTree === undefined ? {} : { kernelTree: resolve(cwd, include.kernelTree) }),
  };
}

/** A folder that the user named must exist: a silent miss would give the answers of other headers. */
function problemOfOptions(store: FileStore, include: IncludeOptions, cwd: string): FileProblem | undefined {
  for (const given of [...include.includeRoots, ...include.archIncludes.map((arch) => arch.directory)]) {
    if (store.isFolder(resolve(cwd, given))) continue;
    return fileProblem('not-found', given, `cannot use include root '${printable(given)}': no such folder`);
  }
  const given = include.kernelTree;
  if (given === undefined || isKernelTree(store, resolve(cwd, given))) return undefined;
  const why = 'it has no include/uapi/linux/types.h';
  return fileProblem('not-found', given, `cannot use kernel tree '${printable(given)}': ${why}`);
}

/** Standard input as text, bounded as files are. */
async function readStream(stream: AsyncIterable<Uint8Array>): Promise<string | FileProblem> {
  const name = 'standard input';
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_FILE_BYTES) return tooLarge(name);
    }
  } catch (error) {
    return problemOfError(name, error, 'read');
  }
  return decodeText(Buffer.concat(chunks));
}
