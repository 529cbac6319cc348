import type { FileStore } from './fileStore.js';
import { createGeneratedHeaders, type GeneratedHeaders } from './kernelGenerated.js';
import { foldersUpwards } from './paths.js';

/**
 * A kernel source tree as a place for user headers. `make headers_install` (scripts/Makefile.headersinst) exports, for
 * one architecture A, what lies below `include/uapi`, `arch/A/include/uapi` and their generated companions; here each of
 * the four is an include root, for every architecture, without a build. kernelGenerated.ts makes what a build would.
 */
export interface KernelTree {
  /** The folder that holds `include/uapi`. */
  readonly root: string;
  readonly generated: GeneratedHeaders;
}

/** One place of a kernel tree to look for `<linux/…>` and `<asm/…>`, in search order. */
export type KernelRoot =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'generated'; readonly tree: KernelTree; readonly architecture: string };

/** `folder` is the top of a tree with user headers (the mark that contracts and `--kernel-tree` go by). */
export function isKernelTree(store: FileStore, folder: string): boolean {
  return store.realFile(store.style.path.join(folder, 'include', 'uapi', 'linux', 'types.h')) !== undefined;
}

/** The nearest kernel tree at or above `folder`. */
export function findKernelTree(store: FileStore, folder: string): string | undefined {
  return foldersUpwards(folder, store.style).find((above) => isKernelTree(store, above));
}

export function createKernelTree(store: FileStore, root: string): KernelTree {
  return { root, generated: createGeneratedHeaders(store, root) };
}

/** Where a tree says who holds which ioctl numbers, since 5.2; older trees have a text file elsewhere, and no table. */
const IOCTL_NUMBERS = ['Documentation', 'userspace-api', 'ioctl', 'ioctl-number.rst'];

/** The ioctl-number.rst of the kernel tree at or above a folder, read once for each tree. */
export function createIoctlNumberTexts(store: FileStore): { textFor(folder: string): string | undefined } {
  const treeOf = new Map<string, string | undefined>();
  const texts = new Map<string, string | undefined>();
  return {
    textFor(folder) {
      if (!treeOf.has(folder)) treeOf.set(folder, findKernelTree(store, folder));
      const tree = treeOf.get(folder);
      if (tree === undefined) return undefined;
      if (!texts.has(tree)) {
        const path = store.style.path.join(tree, ...IOCTL_NUMBERS);
        const file =
          store.realFile(path) === undefined ? undefined : store.read(path, { displayName: path, view: 'installed' });
        texts.set(tree, file === undefined || 'problem' in file ? undefined : file.text);
      }
      return texts.get(tree);
    },
  };
}

/**
 * The roots of one architecture (a name below `arch/`). A header in the source hides a generated one of the same name,
 * as in scripts/Makefile.headersinst; what a build left in the tree serves only where nothing else is known.
 */
export function kernelRoots(store: FileStore, tree: KernelTree, architecture: string): readonly KernelRoot[] {
  const join = store.style.path.join;
  const arch = join(tree.root, 'arch', architecture, 'include');
  const folder = (path: string): readonly KernelRoot[] => (store.isFolder(path) ? [{ kind: 'folder', path }] : []);
  return [
    ...folder(join(arch, 'uapi')),
    { kind: 'generated', tree, architecture },
    ...folder(join(tree.root, 'include', 'uapi')),
    ...folder(join(arch, 'generated', 'uapi')),
    ...folder(join(tree.root, 'include', 'generated', 'uapi')),
  ];
}

/** `include/uapi`, and what a build in the tree generates to be installed with it. */
const UAPI_FOLDER = /^(.*)\/include\/(?:generated\/)?uapi\/(.+)$/;

/**
 * Where a header stands in the `uapi` part of a source tree, from its path with forward slashes:
 * `…/arch/x86/include/uapi/asm/e820.h` gives the name `asm/e820.h` and the architecture `x86`. A tree of one driver
 * (`driver/include/uapi/linux/driver.h`) counts too: its headers are written in the uninstalled form all the same.
 */
export function uapiNameOf(path: string): { readonly name: string; readonly architecture?: string } | undefined {
  const match = UAPI_FOLDER.exec(path);
  if (match === null) return undefined;
  const [, above, name] = match;
  const architecture = /\/arch\/([a-z0-9_]+)$/.exec(above)?.[1];
  return architecture === undefined ? { name } : { name, architecture };
}

/** The architecture of a header in a kernel tree, from its name below the top: `arch/x86/include/asm/io.h` is x86's. */
export function architectureInTree(name: string): string | undefined {
  return /^arch\/([a-z0-9_]+)\//.exec(name)?.[1];
}
