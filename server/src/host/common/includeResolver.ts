import { isFileProblem } from '../../cli/cliHost.js';
import type { FoundInclude, IncludeRequest, IncludeResolver, SourceFile } from '../../core/index.js';
import type { FileStore } from './fileStore.js';
import type { BuiltinRoot, FolderRoot, IncludePlan, IncludeRoot } from './includeRoots.js';
import { isInside, isVirtualPath, pathOfSpelling, withSlashes } from './paths.js';
import { sourceNameOf } from './sourceName.js';

/**
 * Answers `#include` for one ABI, in gcc's order: a quoted name beside its includer, then the roots of the plan;
 * `#include_next` goes on after the root that held the includer, and a file found beside its includer counts as found
 * before all roots (cpplib: the includer's folder is put before the chain).
 *
 * What a header may make us read. The spelling is hostile text. It is read only as a path relative to a root or to the
 * includer; an absolute one, and one with a NUL byte or an over-long name, names nothing. `../` is worked out on the
 * text, and the result must lie below a root, or below the plan's home (the workspace, the tree, or the header's own
 * folder). Below folders that the user or the system vouches for (configured roots, `--kernel-tree`, `/usr/include`)
 * symbolic links are followed wherever they lead, since distributions keep headers behind links; elsewhere the real file
 * must lie below a root or home too. Everything else is not found, as if it did not exist.
 *
 * Cost: one map look-up for a spelling that was asked before, and folder listings of the FileStore for a new one.
 *
 * @param inFolders what folders of the plan have, for the resolvers of all its ABIs
 */
export function createIncludeResolver(
  store: FileStore,
  plan: IncludePlan,
  roots: readonly IncludeRoot[],
  builtins: BuiltinHeaders,
  inFolders: FolderAnswers = new Map(),
): IncludeResolver {
  // Answers by the root that the search starts at, and for quoted names by the includer.
  const fromRoot: Map<string, FoundInclude | null>[] = roots.map(() => new Map());
  const beside = new WeakMap<SourceFile, Map<string, SourceFile | null>>();

  function resolve(request: IncludeRequest): FoundInclude | undefined {
    const { spelling, includer } = request;
    if (!request.angled && !request.next) {
      const file = besideIncluder(includer, spelling);
      if (file !== null) return { file, root: -1 };
    }
    const start = request.next ? request.includerRoot + 1 : 0;
    if (start >= roots.length) return undefined;
    let found = fromRoot[start].get(spelling);
    if (found === undefined) {
      found = searchRoots(spelling, start);
      fromRoot[start].set(spelling, found);
    }
    return found ?? undefined;
  }

  function besideIncluder(includer: SourceFile, spelling: string): SourceFile | null {
    let answers = beside.get(includer);
    if (answers === undefined) {
      answers = new Map();
      beside.set(includer, answers);
    }
    let answer = answers.get(spelling);
    if (answer === undefined) {
      answer = isVirtualPath(includer.path) ? null : findBeside(includer, spelling);
      answers.set(spelling, answer);
    }
    return answer;
  }

  function findBeside(includer: SourceFile, spelling: string): SourceFile | null {
    const path = pathOfSpelling(store.style.path.dirname(includer.path), spelling, store.style);
    if (path === undefined || !isReachable(path)) return null;
    const real = store.realFile(path);
    if (real === undefined) return null;
    const isTrusted = roots.some(
      (root) => root.kind === 'folder' && root.isTrusted && isInside(root.path, path, store.style),
    );
    return isTrusted || isReadable(real) || isOwnFolder(real, includer) ? open(path) : null;
  }

  /** A header may be read with what lies in its own folder, wherever that folder really is. */
  function isOwnFolder(real: string, includer: SourceFile): boolean {
    const folder = store.realFolder(store.style.path.dirname(includer.path));
    return folder !== undefined && isInside(folder, real, store.style);
  }

  function searchRoots(spelling: string, start: number): FoundInclude | null {
    for (let index = start; index < roots.length; index++) {
      const file = searchRoot(roots[index], spelling);
      if (file !== undefined) return { file, root: index };
    }
    return null;
  }

  function searchRoot(root: IncludeRoot, spelling: string): SourceFile | undefined {
    switch (root.kind) {
      case 'folder':
        return searchFolder(root, spelling);
      case 'generated':
        return root.tree.generated.header(spelling, root.architecture);
      case 'builtin':
        return searchBuiltins(root, spelling);
    }
  }

  function searchFolder(root: FolderRoot, spelling: string): SourceFile | undefined {
    if (root.skipsAsm && spelling.startsWith('asm/')) return undefined;
    const answers = answersOf(root);
    const known = answers.get(spelling);
    if (known !== undefined) return known ?? undefined;
    const path = pathOfSpelling(root.path, spelling, store.style);
    if (path === undefined) return undefined;
    const staysBelow = isInside(root.path, path, store.style);
    if (!staysBelow && !isReachable(path)) return undefined;
    const real = store.realFile(path);
    const isAllowed = real !== undefined && ((root.isTrusted && staysBelow) || isReadable(real));
    const file = isAllowed ? open(path) : null;
    // What lies elsewhere may be reached by way of another root of this ABI.
    if (staysBelow) answers.set(spelling, file);
    return file ?? undefined;
  }

  function answersOf({ path, isTrusted }: FolderRoot): Map<string, SourceFile | null> {
    const key = `${isTrusted} ${path}`;
    let answers = inFolders.get(key);
    if (answers === undefined) {
      answers = new Map();
      inFolders.set(key, answers);
    }
    return answers;
  }

  /** The compiler's own headers have one name each, without a folder; the libc's are all but the kernel's. */
  function searchBuiltins(root: BuiltinRoot, spelling: string): SourceFile | undefined {
    const builtin = builtins(spelling);
    if (builtin === undefined) return undefined;
    if (root.part === 'compiler' && builtin.kind !== 'compiler') return undefined;
    if (root.part === 'libc' && (builtin.kind === 'compiler' || isKernelSpelling(spelling))) return undefined;
    return builtin.file;
  }

  /** `path`, on the text, lies where headers of this plan may look. */
  function isReachable(path: string): boolean {
    return (
      isInside(plan.home, path, store.style) ||
      roots.some((root) => root.kind === 'folder' && isInside(root.path, path, store.style))
    );
  }

  function isReadable(real: string): boolean {
    return plan.readable.some((folder) => isInside(folder, real, store.style));
  }

  function open(path: string): SourceFile | null {
    const source = store.read(path, sourceNameOf(store, path, plan.bases, withSlashes(path, store.style)));
    if (isFileProblem(source)) return null;
    store.keep(source);
    return source;
  }

  return { resolve };
}

/** By folder, and whether it is trusted: the files that spellings name in it; null for none. */
export type FolderAnswers = Map<string, Map<string, SourceFile | null>>;

/** Names that the kernel exports, as opposed to the C library. */
function isKernelSpelling(spelling: string): boolean {
  return /^(?:linux|asm|asm-generic|drm|sound|rdma|video|misc|mtd|xen|scsi\/fc)\//.test(spelling);
}

/** Headers that are part of the program. One SourceFile each, for all plans and ABIs. */
export type BuiltinHeaders = (spelling: string) => BuiltinHeader | undefined;

export interface BuiltinHeader {
  readonly file: SourceFile;
  /** `compiler`: gcc's own folder has it. `fallback`: a stand-in for a header of the kernel or the C library. */
  readonly kind: 'compiler' | 'fallback';
}

/** Makes the SourceFiles of built-in headers, on first use. */
export function createBuiltinHeaders(
  textOf: (spelling: string) => { readonly text: string; readonly kind: BuiltinHeader['kind'] } | undefined,
): BuiltinHeaders {
  const headers = new Map<string, BuiltinHeader | null>();
  return (spelling) => {
    let header = headers.get(spelling);
    if (header === undefined) {
      const found = textOf(spelling);
      header = found === undefined ? null : { kind: found.kind, file: builtinFile(spelling, found.text) };
      headers.set(spelling, header);
    }
    return header ?? undefined;
  };
}

function builtinFile(spelling: string, text: string): SourceFile {
  return { path: `builtin:/${spelling}`, displayName: spelling, text, view: 'installed' };
}
