/**
 * What belongs to a driver's source file: the sources and private headers of its folder, and the uapi headers whose names
 * it uses. Those that it includes are taken as they are. Much is included indirectly (`linux/kvm_host.h` includes
 * `linux/kvm.h`), so the kernel's own headers are followed a few levels, for their `#include` lines alone; a uapi header
 * met there counts when the sources name one of its commands. What a uapi header includes counts when the source names a
 * struct of it (`linux/vhost.h` includes `linux/vhost_types.h`).
 *
 * Includes are looked for as those of headers are, so the same folders may be read. Include lines and command names are
 * found once for each file.
 */

import { type DriverFiles, isFileProblem } from '../../cli/cliHost.js';
import type { FoundInclude, IncludeResolver, SourceFile } from '../../core/index.js';
import type { FileStore } from './fileStore.js';
import { findHome } from './includeRoots.js';
import { findKernelTree, uapiNameOf } from './kernelTree.js';
import { foldersUpwards, isInside, isVirtualPath, pathOfSpelling, withSlashes } from './paths.js';

export interface DriverFinder {
  filesOf(file: SourceFile, resolver: IncludeResolver): DriverFiles;
}

/** A folder of sources that is larger is no folder of one driver; what exceeds this is left out. */
const MAX_FOLDER_FILES = 600;
/** Levels of the kernel's own headers, counted from the source: `kvm_main.c`, `linux/kvm_host.h`, `linux/kvm_types.h`. */
const MAX_LEVEL = 3;
const MAX_FOLLOWED = 3000;

interface Include {
  readonly spelling: string;
  readonly isAngled: boolean;
}

export function createDriverFinder(store: FileStore): DriverFinder {
  const { dirname, join } = store.style.path;
  const includesAt = new Map<string, readonly Include[]>();
  const commandsIn = new WeakMap<SourceFile, ReadonlySet<string>>();
  const recordsIn = new WeakMap<SourceFile, ReadonlySet<string>>();
  const wordsIn = new WeakMap<SourceFile, ReadonlySet<string>>();

  function folderOf(file: SourceFile): readonly SourceFile[] {
    const folder = dirname(file.path);
    const names = [...(store.entries(folder) ?? [])]
      .filter(([name, kind]) => (kind === 'file' || kind === 'link') && /\.[ch]$/.test(name))
      .map(([name]) => name)
      .sort();
    const files = names.slice(0, MAX_FOLDER_FILES).flatMap((name) => {
      const path = join(folder, name);
      if (path === file.path) return [file];
      if (store.realFile(path) === undefined) return [];
      const found = store.read(path, { displayName: siblingName(file, name), view: 'installed' });
      return isFileProblem(found) ? [] : [found];
    });
    return files.includes(file) ? files : [file, ...files];
  }

  function includesOf(path: string): readonly Include[] {
    let includes = includesAt.get(path);
    if (includes === undefined) {
      const text = store.realFile(path) === undefined ? '' : store.text(path);
      includes = typeof text === 'string' ? includeLines(text) : [];
      includesAt.set(path, includes);
    }
    return includes;
  }

  function filesOf(file: SourceFile, resolver: IncludeResolver): DriverFiles {
    const folder = folderOf(file);
    const own = dirname(file.path);
    const tree = findKernelTree(store, own);
    const direct = new Set<SourceFile>();
    const indirect = new Set<SourceFile>();
    const seen = new Set<string>();
    let level: { readonly includes: readonly Include[]; readonly at: string }[] = [
      { includes: includeLines(file.text), at: file.path },
    ];
    for (let depth = 0; depth <= MAX_LEVEL && level.length > 0; depth++) {
      const next: typeof level = [];
      for (const { includes, at } of level) {
        for (const include of includes) {
          const found = uapiHeader(include, file, resolver);
          // What a private header of the folder includes is as good as included here.
          const isDirect = depth === 0 || (depth === 1 && dirname(at) === own);
          if (found !== undefined) (isDirect ? direct : indirect).add(found);
          for (const path of internalPaths(include, at, file, tree)) {
            if (seen.has(path) || seen.size >= MAX_FOLLOWED) continue;
            seen.add(path);
            const inner = includesOf(path);
            if (inner.length > 0) next.push({ includes: inner, at: path });
          }
        }
      }
      level = next;
    }
    const words = mentionedBy(file);
    const used = [...indirect].filter((header) => !direct.has(header) && mentionsAny(commandsOf(header), words));
    const headers = new Set([...direct, ...used]);
    for (const header of [...headers]) {
      for (const include of includesOf(header.path)) {
        const found = uapiHeader(include, header, resolver);
        if (found !== undefined && mentionsAny(recordsOf(found), words)) headers.add(found);
      }
    }
    return { folder, headers: [...headers] };
  }

  /** The header of user space that an include means. */
  function uapiHeader(
    { spelling, isAngled }: Include,
    includer: SourceFile,
    resolver: IncludeResolver,
  ): SourceFile | undefined {
    if (!isAngled && !/(?:^|\/)uapi\//.test(spelling)) return undefined;
    const name = spelling.replace(/^(?:.*\/)?uapi\//, '');
    const request = { spelling: name, angled: true, next: false, includer, includerRoot: -1 };
    const found: FoundInclude | undefined = resolver.resolve(request);
    if (found !== undefined && !isVirtualPath(found.file.path)) return found.file;
    return inRepository(name, includer);
  }

  /** A tree of one driver has its uapi beside its sources: `include/uapi/linux/x.h` of a folder above. */
  function inRepository(name: string, { path }: SourceFile): SourceFile | undefined {
    for (const above of foldersUpwards(dirname(path), store.style)) {
      const root = join(above, 'include', 'uapi');
      const at = pathOfSpelling(root, name, store.style);
      if (at === undefined || !isBelow(at, root)) continue;
      const uapi = uapiNameOf(withSlashes(at, store.style));
      const found = store.read(at, { displayName: uapi?.name ?? name, view: 'uninstalled' });
      return isFileProblem(found) ? undefined : found;
    }
    return undefined;
  }

  /** Where the kernel's own header of an include may lie, or the driver's. */
  function internalPaths(include: Include, at: string, file: SourceFile, tree: string | undefined): readonly string[] {
    const { spelling, isAngled } = include;
    const home = findHome(store, dirname(file.path), tree);
    const folders = isAngled ? [] : [dirname(at)];
    if (tree !== undefined) {
      const architecture = /^arch\/([a-z0-9_]+)\//.exec(
        withSlashes(file.path.slice(tree.length + 1), store.style),
      )?.[1];
      folders.push(join(tree, 'include'), join(tree, 'arch', architecture ?? 'x86', 'include'));
    }
    for (const folder of folders) {
      const path = pathOfSpelling(folder, spelling, store.style);
      if (path !== undefined && isBelow(path, home)) return [path];
    }
    return [];
  }

  /** A file is there, and neither the spelling nor a link leads out of the folder. */
  function isBelow(path: string, folder: string): boolean {
    const real = isInside(folder, path, store.style) ? store.realFile(path) : undefined;
    const within = store.realFolder(folder);
    return real !== undefined && within !== undefined && isInside(within, real, store.style);
  }

  function mentionedBy(file: SourceFile): ReadonlySet<string> {
    let words = wordsIn.get(file);
    if (words === undefined) {
      words = new Set(file.text.match(/\b[A-Za-z]\w*/g));
      wordsIn.set(file, words);
    }
    return words;
  }

  function commandsOf(header: SourceFile): ReadonlySet<string> {
    let commands = commandsIn.get(header);
    if (commands === undefined) {
      commands = commandMacros(header.text);
      commandsIn.set(header, commands);
    }
    return commands;
  }

  function recordsOf(header: SourceFile): ReadonlySet<string> {
    let records = recordsIn.get(header);
    if (records === undefined) {
      records = new Set([...header.text.matchAll(/^struct[ \t]+(\w+)[ \t]*\{/gm)].map(([, tag]) => tag));
      recordsIn.set(header, records);
    }
    return records;
  }

  return { filesOf };
}

/** A name beside the file's: `drivers/vhost/net.c` gives `drivers/vhost/vhost.h`. */
function siblingName({ displayName }: SourceFile, name: string): string {
  const slash = Math.max(displayName.lastIndexOf('/'), displayName.lastIndexOf('\\'));
  return displayName.slice(0, slash + 1) + name;
}

function mentionsAny(names: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  for (const name of names) if (words.has(name)) return true;
  return false;
}

function includeLines(text: string): readonly Include[] {
  const includes: Include[] = [];
  for (const [, open, spelling] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]/gm)) {
    includes.push({ spelling, isAngled: open === '<' });
  }
  return includes;
}

/** Macros whose replacement begins with `_IO…` or `DRM_IO…`. */
function commandMacros(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(
    /^[ \t]*#[ \t]*define[ \t]+(\w+)(?:\([^)\n]*\))?[ \t\\\n]+\(?(?:_IO|DRM_IO)[A-Z_]*\(/gm,
  )) {
    names.add(name);
  }
  return names;
}
