import type { IncludeOptions } from '../../cli/cliHost.js';
import type { Abi } from '../../core/index.js';
import { architectureOfTriplet } from './architecture.js';
import type { FileStore } from './fileStore.js';
import { isKernelTree, type KernelTree, kernelRoots } from './kernelTree.js';
import { foldersUpwards, isInside } from './paths.js';
import { asmOwner } from './sourceName.js';

/**
 * Where `#include` looks, for the headers of one place and one set of options: the include plan. Per ABI it is a list of
 * roots in search order:
 *
 *  1. `--arch-include` of this ABI;
 *  2. the configured roots, each with its triplet folder for the ABI before it;
 *  3. the compiler's own headers (`stddef.h`, …), built in, unless a configured root holds them;
 *  4. the header's own tree: the nearest folder above it with `linux/types.h` or `include/uapi/linux/types.h`;
 *  5. `--kernel-tree`;
 *  6. the system's `/usr/include`;
 *  7. the built-in stand-ins.
 *
 * No ABI ever gets the `asm/` of another architecture: such a folder is passed over, and the search goes on to the
 * stand-ins. The same holds for an installed C library (a root with `features.h`), whose headers are made for one machine:
 * for another ABI the built-in stand-ins of `sys/socket.h` and relatives come before that root.
 */
export interface IncludePlan {
  /** The folder that untrusted headers may reach with `../`: the workspace, the tree, or the header's own folder. */
  readonly home: string;
  /** Real paths of the folders whose files may be read when a header of `home` asks for them. */
  readonly readable: readonly string[];
  /** Folders that names are counted from (`linux/vfio.h`), with slashes as the platform has them. */
  readonly bases: readonly string[];
  /** The same list object each time it is asked for. */
  readonly rootsFor: (abi: Abi) => readonly IncludeRoot[];
}

export type IncludeRoot = FolderRoot | GeneratedRoot | BuiltinRoot;

export interface FolderRoot {
  readonly kind: 'folder';
  /** Absolute. */
  readonly path: string;
  /** The user named it, or it is the system's: symbolic links in it are followed wherever they lead. */
  readonly isTrusted: boolean;
  /** Its `asm/` belongs to another architecture. */
  readonly skipsAsm: boolean;
}

export interface GeneratedRoot {
  readonly kind: 'generated';
  readonly tree: KernelTree;
  readonly architecture: string;
}

export interface BuiltinRoot {
  readonly kind: 'builtin';
  /** `compiler`: the compiler's own. `libc`: stand-ins for the C library alone. `all`: every built-in header. */
  readonly part: 'compiler' | 'libc' | 'all';
}

/** The machine, as far as include roots depend on it. */
export interface Machine {
  /** `/usr/include`; `undefined` where the system's headers are not Linux's. */
  readonly systemRoot: string | undefined;
  /** Kernel architecture of the machine (`x86`): what an unmarked `asm/` of the system is for. */
  readonly architecture: string | undefined;
}

/** What a plan is made from. Options are absolute here. */
export interface PlanRequest {
  /** The tree of the headers; `undefined` for headers that lie in none. */
  readonly tree: string | undefined;
  readonly home: string;
  readonly options: IncludeOptions;
}

export function createIncludePlan(
  store: FileStore,
  machine: Machine,
  kernelTreeAt: (root: string) => KernelTree,
  request: PlanRequest,
): IncludePlan {
  const { options, tree, home } = request;
  const system =
    machine.systemRoot !== undefined && store.isFolder(machine.systemRoot) ? machine.systemRoot : undefined;
  const configured = options.includeRoots.flatMap((root) => withIncludeFolder(store, root));
  const hasCompilerHeaders = configured.some(
    (root) => holds(store, root, 'stddef.h') && holds(store, root, 'stdarg.h'),
  );
  const lists = new Map<string, readonly IncludeRoot[]>();

  function treeRoots(root: string, abi: Abi, isTrusted: boolean): readonly IncludeRoot[] {
    if (!isKernelTree(store, root)) return installedRoots(store, root, abi, { isTrusted, machine });
    return kernelRoots(store, kernelTreeAt(root), abi.kernelArch).map((found) =>
      found.kind === 'folder' ? { kind: 'folder', path: found.path, isTrusted, skipsAsm: false } : found,
    );
  }

  function systemRoots(root: string, abi: Abi): readonly IncludeRoot[] {
    return installedRoots(store, root, abi, { isTrusted: true, machine, unmarkedAsmIs: machine.architecture ?? '' });
  }

  function makeRoots(abi: Abi): readonly IncludeRoot[] {
    const ofAbi = options.archIncludes.filter((arch) => arch.abi === abi.id);
    const roots: readonly IncludeRoot[] = [
      ...ofAbi.map((arch): FolderRoot => folderRoot(arch.directory)),
      ...configured.flatMap((root) => treeRoots(root, abi, true)),
      ...(hasCompilerHeaders ? [] : [{ kind: 'builtin', part: 'compiler' } as const]),
      ...(tree === undefined ? [] : treeRoots(tree, abi, tree === system)),
      ...(options.kernelTree === undefined ? [] : treeRoots(options.kernelTree, abi, true)),
      ...(system === undefined ? [] : systemRoots(system, abi)),
      { kind: 'builtin', part: 'all' },
    ];
    return withoutRepeats(roots);
  }

  const trusted = [
    ...options.archIncludes.map((arch) => arch.directory),
    ...options.includeRoots,
    ...(options.kernelTree === undefined ? [] : [options.kernelTree]),
    ...(system === undefined ? [] : [system]),
  ];
  const bases = [...options.archIncludes.map((arch) => arch.directory), ...configured];
  if (tree !== undefined) bases.push(tree);
  if (system !== undefined) bases.push(system);
  const ofTree = tree === undefined ? [] : [tree, store.style.path.join(tree, ...DEBIAN_ASM)];
  return {
    home,
    readable: [home, ...ofTree, ...trusted].flatMap((folder) => store.realFolder(folder) ?? []),
    bases,
    rootsFor(abi) {
      let roots = lists.get(abi.id);
      if (roots === undefined) {
        roots = makeRoots(abi);
        lists.set(abi.id, roots);
      }
      return roots;
    },
  };
}

/** Where the `asm/` headers of Debian's linux-libc-dev lie since 6.11, counted from `usr/include`: those there are links. */
const DEBIAN_ASM = ['..', 'lib', 'linux', 'uapi'];

/** A root that holds `include/…` in place of headers stands for that folder as well. */
function withIncludeFolder(store: FileStore, root: string): readonly string[] {
  const inner = store.style.path.join(root, 'include');
  if (isKernelTree(store, root) || store.isFolder(store.style.path.join(root, 'linux'))) return [root];
  return store.isFolder(inner) ? [root, inner] : [root];
}

function folderRoot(path: string): FolderRoot {
  return { kind: 'folder', path, isTrusted: true, skipsAsm: false };
}

interface InstalledOptions {
  readonly isTrusted: boolean;
  readonly machine: Machine;
  /** The architecture of an `asm/` that nothing tells the owner of; absent where it may serve every ABI. */
  readonly unmarkedAsmIs?: string;
}

/** A folder of installed headers, with the folders of the ABI's architecture before it. */
function installedRoots(store: FileStore, root: string, abi: Abi, options: InstalledOptions): readonly IncludeRoot[] {
  const { join, basename, dirname } = store.style.path;
  const { isTrusted } = options;
  const own = architectureOfTriplet(basename(root));
  if (own !== undefined && own !== abi.kernelArch && !store.isFolder(join(root, 'include'))) return [];
  const folder = (path: string): readonly FolderRoot[] =>
    store.isFolder(path) ? [{ kind: 'folder', path, isTrusted, skipsAsm: false }] : [];
  // A root may name its architectures in either of two ways: TRIPLET/asm, or asm/KARCH/asm beside or above it.
  const ofArchitecture = [root, ...(basename(root) === 'include' ? [dirname(root)] : [])]
    .map((above) => join(above, 'asm', abi.kernelArch))
    .filter((path) => store.isFolder(join(path, 'asm')));
  const asm = store.isFolder(join(root, 'asm')) ? (asmOwner(store, root) ?? options.unmarkedAsmIs) : undefined;
  const hasForeignLibc = holds(store, root, 'features.h') && !hasLibcFor(store, root, abi, options.machine);
  return [
    ...(hasForeignLibc ? [{ kind: 'builtin', part: 'libc' } as const] : []),
    ...abi.triplets.flatMap((triplet) => folder(join(root, triplet))),
    ...ofArchitecture.flatMap(folder),
    { kind: 'folder', path: root, isTrusted, skipsAsm: asm !== undefined && asm !== abi.kernelArch },
  ];
}

/**
 * Suffix of glibc's `gnu/stubs-SUFFIX.h`, which `features.h` includes: one folder of glibc headers serves the ABIs of
 * an architecture whose stubs are there (x86: libc6-dev for `64`, libc6-dev-i386 for `32`, libc6-dev-x32 for `x32`).
 */
const GLIBC_STUBS: Readonly<Record<string, string>> = { x86_64: '64', i386: '32', x32: 'x32' };

/** The C library headers below `root` can be compiled for this ABI. */
function hasLibcFor(store: FileStore, root: string, abi: Abi, machine: Machine): boolean {
  const { join } = store.style.path;
  const serves = (folder: string): boolean =>
    abi.id in GLIBC_STUBS
      ? holds(store, join(folder, 'gnu'), `stubs-${GLIBC_STUBS[abi.id]}.h`)
      : store.isFolder(join(folder, 'bits'));
  if (abi.triplets.slice(0, 1).some((triplet) => store.isFolder(join(root, triplet, 'bits')))) return true;
  if (abi.triplets.some((triplet) => abi.id in GLIBC_STUBS && serves(join(root, triplet)))) return true;
  return abi.kernelArch === machine.architecture && store.isFolder(join(root, 'bits')) && serves(root);
}

function holds(store: FileStore, folder: string, name: string): boolean {
  return store.entries(folder)?.has(name) === true;
}

/** A folder counts where it comes first, as in gcc's search list. */
function withoutRepeats(roots: readonly IncludeRoot[]): readonly IncludeRoot[] {
  const seen = new Set<string>();
  return roots.filter((root) => {
    if (root.kind === 'builtin') return true;
    const key = root.kind === 'folder' ? root.path : `${root.kind} ${root.tree.root}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The tree that headers of `folder` belong to: contracts of the command line, "the file's own tree". */
export function findOwnTree(store: FileStore, folder: string): string | undefined {
  const { join, dirname, basename } = store.style.path;
  for (const above of foldersUpwards(folder, store.style)) {
    if (isKernelTree(store, above)) return above;
    if (store.realFile(join(above, 'linux', 'types.h')) === undefined) continue;
    // `include` and `include/uapi` of a kernel tree are parts of it, not trees of installed headers.
    const include = basename(above) === 'uapi' ? dirname(above) : above;
    const top = dirname(include);
    return basename(include) === 'include' && isKernelTree(store, top) ? top : above;
  }
  return undefined;
}

/** Files that mark the top of a workspace. */
const WORKSPACE_MARKS = ['.git', '.uapi.json'];

/**
 * The folder that the headers of `folder` may reach: the nearest folder above with a workspace mark, or the tree, or
 * `folder` itself; of the first two the outer one.
 */
export function findHome(store: FileStore, folder: string, tree: string | undefined): string {
  const workspace = foldersUpwards(folder, store.style).find((above) => {
    const entries = store.entries(above);
    return WORKSPACE_MARKS.some((mark) => entries?.has(mark));
  });
  if (workspace === undefined) return tree ?? folder;
  return tree !== undefined && isInside(tree, workspace, store.style) ? tree : workspace;
}
