import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { IncludeOptions } from '../../../cli/cliHost.js';
import {
  type Abi,
  type AbiId,
  abiById,
  type FoundInclude,
  type IncludeResolver,
  type SourceFile,
} from '../../../core/index.js';
import type { FileStore } from '../../common/fileStore.js';
import { type BuiltinHeaders, createBuiltinHeaders, createIncludeResolver } from '../../common/includeResolver.js';
import { createIncludePlan, findHome, findOwnTree, type IncludePlan, type Machine } from '../../common/includeRoots.js';
import { createKernelTree, type KernelTree } from '../../common/kernelTree.js';
import { POSIX } from '../../common/paths.js';
import { sourceNameOf } from '../../common/sourceName.js';
import { createFileStore } from '../fileSystem.js';

/** A folder of files for one test: path → text, or `-> target` for a symbolic link. It is removed after the test. */
export function tempTree(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'uapi-host-')));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), path);
    else writeFileSync(path, text);
  }
  return root;
}

export function abi(id: AbiId): Abi {
  const found = abiById(id);
  if (found === undefined) throw new Error(`no ABI ${id}`);
  return found;
}

/** A machine without headers of its own. */
export const BARE_MACHINE: Machine = { systemRoot: undefined, architecture: 'x86' };

const NO_OPTIONS: IncludeOptions = { includeRoots: [], archIncludes: [] };

export interface Lookup {
  readonly store: FileStore;
  readonly plan: IncludePlan;
  readonly main: SourceFile;
  readonly resolver: (id: AbiId) => IncludeResolver;
  /** Resolves `<name>` or `"name"` from the main header; gives the path found, or `undefined`. */
  readonly find: (include: string, id?: AbiId) => string | undefined;
}

/** The includes of one header, as the command line would look them up. */
export function lookup(
  header: string,
  setup: {
    options?: Partial<IncludeOptions>;
    machine?: Machine;
    builtins?: Readonly<Record<string, 'compiler' | 'fallback'>>;
  } = {},
): Lookup {
  const store = createFileStore(POSIX);
  const folder = dirname(header);
  const tree = findOwnTree(store, folder);
  const kernelTrees = new Map<string, KernelTree>();
  const kernelTreeAt = (root: string): KernelTree => {
    const made = kernelTrees.get(root) ?? createKernelTree(store, root);
    kernelTrees.set(root, made);
    return made;
  };
  const plan = createIncludePlan(store, setup.machine ?? BARE_MACHINE, kernelTreeAt, {
    tree,
    home: findHome(store, folder, tree),
    options: { ...NO_OPTIONS, ...setup.options },
  });
  const builtins: BuiltinHeaders = createBuiltinHeaders((spelling) => {
    const kind = setup.builtins?.[spelling];
    return kind === undefined ? undefined : { kind, text: `/* ${spelling} */\n` };
  });
  const main = store.read(header, sourceNameOf(store, header, plan.bases, header));
  if ('problem' in main) throw new Error(main.message);
  const resolvers = new Map<AbiId, IncludeResolver>();
  const resolver = (id: AbiId): IncludeResolver => {
    const made = resolvers.get(id) ?? createIncludeResolver(store, plan, plan.rootsFor(abi(id)), builtins);
    resolvers.set(id, made);
    return made;
  };
  return { store, plan, main, resolver, find: (include, id = 'x86_64') => ask(resolver(id), include, main)?.file.path };
}

/** Asks for `<name>` or `"name"`. */
export function ask(
  resolver: IncludeResolver,
  include: string,
  includer: SourceFile,
  next?: { readonly after: number },
): FoundInclude | undefined {
  return resolver.resolve({
    spelling: include.slice(1, -1),
    angled: include.startsWith('<'),
    next: next !== undefined,
    includer,
    includerRoot: next?.after ?? -1,
  });
}
