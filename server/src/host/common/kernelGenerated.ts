import type { SourceFile } from '../../core/index.js';
import type { FileStore } from './fileStore.js';
import { kbuildList } from './kbuild.js';
import { systemCallHeader, systemCallTableOf } from './systemCallHeaders.js';

/**
 * Headers that a kernel build generates and `make headers_install` exports, made from the source tree alone:
 *
 * - `asm/X.h` as a wrapper of `asm-generic/X.h`, for `generic-y` of `arch/A/include/uapi/asm/Kbuild` and for
 *   `mandatory-y` of `include/uapi/asm-generic/Kbuild` (scripts/Makefile.asm-headers, Makefile.asm-generic before 6.11);
 * - `asm/unistd_64.h` and relatives from the tables of system calls (systemCallHeaders.ts);
 * - `linux/version.h` from the top Makefile (its rule `filechk_version.h`).
 *
 * The same text is one SourceFile for all architectures, so that what it means is worked out once.
 */
export interface GeneratedHeaders {
  /** The header that a build for `architecture` would generate under this name; `undefined` where it makes none. */
  header(name: string, architecture: string): SourceFile | undefined;
}

export function createGeneratedHeaders(store: FileStore, root: string): GeneratedHeaders {
  const join = (...names: readonly string[]): string => store.style.path.join(root, ...names);
  const headers = new Map<string, SourceFile | undefined>();
  const wrappers = new Map<string, SourceFile>();
  const wrapped = new Map<string, ReadonlySet<string>>();

  function readTree(...names: readonly string[]): string | undefined {
    const path = join(...names);
    if (store.realFile(path) === undefined) return undefined;
    const text = store.text(path);
    return typeof text === 'string' ? text : undefined;
  }

  function wrappedHeaders(architecture: string): ReadonlySet<string> {
    let names = wrapped.get(architecture);
    if (names === undefined) {
      const own = readTree('arch', architecture, 'include', 'uapi', 'asm', 'Kbuild');
      const mandatory = kbuildList(readTree('include', 'uapi', 'asm-generic', 'Kbuild') ?? '', 'mandatory-y');
      const generated = new Set(kbuildList(own ?? '', 'generated-y'));
      // An architecture without user headers of its own (um) wraps nothing.
      names =
        own === undefined
          ? new Set<string>()
          : new Set([...kbuildList(own, 'generic-y'), ...mandatory.filter((name) => !generated.has(name))]);
      wrapped.set(architecture, names);
    }
    return names;
  }

  function wrapperOf(file: string): SourceFile {
    let wrapper = wrappers.get(file);
    if (wrapper === undefined) {
      const path = `generated:${join('include', 'generated', 'uapi', 'asm', file)}`;
      wrapper = generatedFile(path, `asm/${file}`, `#include <asm-generic/${file}>\n`);
      wrappers.set(file, wrapper);
    }
    return wrapper;
  }

  function makeHeader(name: string, architecture: string): SourceFile | undefined {
    if (name === 'linux/version.h') {
      const text = versionHeader(readTree('Makefile') ?? '');
      return text === undefined
        ? undefined
        : generatedFile(`generated:${join('include', 'generated', 'uapi', 'linux', 'version.h')}`, name, text);
    }
    if (!name.startsWith('asm/')) return undefined;
    const file = name.slice('asm/'.length);
    const source = systemCallTableOf(file, architecture, (...names) => readTree(...names));
    if (source !== undefined) {
      const path = join('arch', architecture, 'include', 'generated', 'uapi', 'asm', file);
      return { ...generatedFile(`generated:${path}`, name, systemCallHeader(file, source)), architecture };
    }
    return wrappedHeaders(architecture).has(file) ? wrapperOf(file) : undefined;
  }

  return {
    header(name, architecture) {
      // version.h is the same for all; one object serves them.
      const key = name.startsWith('asm/') ? `${architecture} ${name}` : name;
      if (!headers.has(key)) headers.set(key, makeHeader(name, architecture));
      return headers.get(key);
    },
  };
}

function generatedFile(path: string, displayName: string, text: string): SourceFile {
  return { path, displayName, text, view: 'installed' };
}

/**
 * `linux/version.h` for a top Makefile; `undefined` where that names no version. LINUX_VERSION_CODE holds the sublevel
 * in 8 bits, so a larger one counts as 255 there (stable kernels passed it in 2021).
 */
export function versionHeader(makefile: string): string | undefined {
  const number = (name: string): number | undefined => {
    const words = kbuildList(makefile, name);
    return /^\d{1,5}$/.test(words[0] ?? '') ? Number(words[0]) : undefined;
  };
  const version = number('VERSION');
  if (version === undefined) return undefined;
  const patchlevel = number('PATCHLEVEL') ?? 0;
  const sublevel = number('SUBLEVEL') ?? 0;
  const code = version * 65536 + patchlevel * 256 + Math.min(sublevel, 255);
  return [
    `#define LINUX_VERSION_CODE ${code}`,
    '#define KERNEL_VERSION(a,b,c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))',
    `#define LINUX_VERSION_MAJOR ${version}`,
    `#define LINUX_VERSION_PATCHLEVEL ${patchlevel}`,
    `#define LINUX_VERSION_SUBLEVEL ${sublevel}`,
    '',
  ].join('\n');
}
