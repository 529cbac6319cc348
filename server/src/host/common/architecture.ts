import type { Abi, SourceFile } from '../../core/index.js';

/**
 * Which kernel architecture a folder of headers belongs to, read from names. Names of architectures are those of the
 * folders below `arch/` of a kernel tree; several ABIs share one.
 */

/** CPU part of a Debian multiarch triplet (`dpkg-architecture -L`, and `config.guess` of GNU) to kernel architecture. */
const ARCHITECTURE_OF_CPU: readonly (readonly [RegExp, string])[] = [
  [/^(?:i[3-7]86|x86_64)$/, 'x86'],
  [/^aarch64(?:_be)?$/, 'arm64'],
  [/^arm(?:eb|v\d\w*)?$/, 'arm'],
  [/^mips\w*$/, 'mips'],
  [/^(?:powerpc|ppc)\w*$/, 'powerpc'],
  [/^sparc\w*$/, 'sparc'],
  [/^alpha\w*$/, 'alpha'],
  [/^hppa\w*$/, 'parisc'],
  [/^s390x?$/, 's390'],
  [/^riscv(?:32|64)$/, 'riscv'],
  [/^sh\d\w*$/, 'sh'],
  [/^m68k$/, 'm68k'],
  [/^loongarch(?:32|64)$/, 'loongarch'],
  [/^ia64$/, 'ia64'],
  [/^arc\w*$/, 'arc'],
  [/^csky\w*$/, 'csky'],
  [/^microblaze\w*$/, 'microblaze'],
  [/^nios2$/, 'nios2'],
  [/^or1k$/, 'openrisc'],
  [/^xtensa\w*$/, 'xtensa'],
];

/** `sparc64-linux-gnu` → `sparc`; `undefined` where the folder name is no triplet of a Linux system. */
export function architectureOfTriplet(name: string): string | undefined {
  const match = /^([a-z0-9_]+)-linux-(?:gnu|musl|uclibc|android)\w*$/.exec(name);
  if (match === null) return undefined;
  return ARCHITECTURE_OF_CPU.find(([cpu]) => cpu.test(match[1]))?.[1];
}

/**
 * Headers of `asm/` that one architecture alone has: checked against the source of Linux 6.1 and the installed headers
 * of 7.2 (all architectures). They tell whose an `asm/` folder is that stands in an include root without a triplet
 * (`make headers_install`, Fedora).
 */
const MARKER_HEADERS: readonly (readonly [string, string])[] = [
  ['ldt.h', 'x86'],
  ['unistd-oabi.h', 'arm'],
  ['sve_context.h', 'arm64'],
  ['bootinfo-mac.h', 'm68k'],
  ['sgidefs.h', 'mips'],
  ['cputable.h', 'powerpc'],
  ['openpromio.h', 'sparc'],
  ['gentrap.h', 'alpha'],
  ['pdc.h', 'parisc'],
  ['schid.h', 's390'],
  ['hwprobe.h', 'riscv'],
  ['cpu-features.h', 'sh'],
];

/** The architecture of an `asm/` folder with these entries; `undefined` where no marker is among them. */
export function architectureOfAsmEntries(has: (name: string) => boolean): string | undefined {
  return MARKER_HEADERS.find(([name]) => has(name))?.[1];
}

const ARCHITECTURE_OF_NODE: Readonly<Record<string, string>> = {
  x64: 'x86',
  ia32: 'x86',
  arm64: 'arm64',
  arm: 'arm',
  mips: 'mips',
  mipsel: 'mips',
  ppc: 'powerpc',
  ppc64: 'powerpc',
  s390: 's390',
  s390x: 's390',
  riscv64: 'riscv',
  loong64: 'loongarch',
};

/** Kernel architecture of a machine, from Node's `process.arch`. */
export function architectureOfMachine(nodeArch: string): string | undefined {
  return ARCHITECTURE_OF_NODE[nodeArch];
}

/** Those of `abis` that a header exists for: one architecture's for a header below `arch/A/` or a triplet, else all. */
export function abisFor(file: SourceFile, abis: readonly Abi[]): readonly Abi[] {
  if (file.architecture === undefined) return abis;
  return abis.filter((abi) => abi.kernelArch === file.architecture);
}
