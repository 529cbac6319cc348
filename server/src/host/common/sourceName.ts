import { architectureOfAsmEntries, architectureOfTriplet } from './architecture.js';
import type { FileStore, SourceName } from './fileStore.js';
import { architectureInTree, isKernelTree, uapiNameOf } from './kernelTree.js';
import { pathBelow, withSlashes } from './paths.js';

/**
 * The name of a header (its `#include` spelling), the view it is read in, and the architecture it belongs to: all three
 * follow from where it lies, so that a header has them whichever way it is reached.
 *
 * @param path absolute
 * @param bases folders that names are counted from
 * @param given the name of a header that lies below none of them
 */
export function sourceNameOf(store: FileStore, path: string, bases: readonly string[], given: string): SourceName {
  const { style } = store;
  const slashed = withSlashes(path, style);
  const uapi = uapiNameOf(slashed);
  if (uapi !== undefined) return sourceName(uapi.name, 'uninstalled', uapi.architecture);
  const toolchain = namedBelowTriplet(slashed);
  let base: string | undefined;
  let name: string | undefined;
  for (const candidate of bases) {
    const below = pathBelow(candidate, path, style);
    if (below !== undefined && (name === undefined || below.length < name.length)) {
      base = candidate;
      name = below;
    }
  }
  if (base === undefined || name === undefined) {
    return toolchain ?? sourceName(withSlashes(given, style), 'installed', undefined);
  }
  const [first, second, third] = name.split('/');
  const ofTriplet = architectureOfTriplet(first);
  if (ofTriplet !== undefined && second !== undefined && second !== 'include') {
    return sourceName(name.slice(first.length + 1), 'installed', ofTriplet);
  }
  // asm/KARCH/asm/x.h: a root that holds the asm/ of several architectures.
  if (first === 'asm' && third === 'asm')
    return sourceName(name.slice(first.length + second.length + 2), 'installed', second);
  if (first === 'arch' && isKernelTree(store, base)) return sourceName(name, 'installed', architectureInTree(name));
  const ofBase = architectureOfTriplet(style.path.basename(base));
  return sourceName(name, 'installed', ofBase ?? (first === 'asm' ? asmOwner(store, base) : undefined));
}

/** `…/include/TRIPLET/asm/ioctl.h`, also where no plan knows the folder as a root. */
function namedBelowTriplet(slashed: string): SourceName | undefined {
  const match = /\/include\/([^/]+)\/(.+)$/.exec(slashed);
  const architecture = match === null ? undefined : architectureOfTriplet(match[1]);
  return match === null || architecture === undefined ? undefined : sourceName(match[2], 'installed', architecture);
}

/** Whose `BASE/asm` is, by where it really lies or by what is in it; `undefined` where nothing tells. */
export function asmOwner(store: FileStore, base: string): string | undefined {
  const { basename, dirname, join } = store.style.path;
  const asm = join(base, 'asm');
  const entries = store.entries(asm);
  if (entries === undefined) return undefined;
  return (
    architectureOfTriplet(basename(dirname(store.realFolder(asm) ?? asm))) ??
    architectureOfAsmEntries((name) => entries.has(name))
  );
}

function sourceName(displayName: string, view: SourceName['view'], architecture: string | undefined): SourceName {
  return architecture === undefined ? { displayName, view } : { displayName, view, architecture };
}
