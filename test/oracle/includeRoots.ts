/**
 * Include roots for the compilers that judge. Every one is used with `-nostdinc`, so that gcc sees exactly what the
 * product sees: the compiler's own headers, the asm/ headers of one ABI, and the kernel headers. glibc's are not there
 * (the bare mode of a header: it must compile alone).
 */
import fs from 'node:fs';
import path from 'node:path';
import { type Compiler, compilerIncludeFolder } from './compilers.js';

/** Debian's multiarch folder that holds asm/ of each ABI. */
export const asmTriplets: Readonly<Record<string, string>> = {
  x86_64: 'x86_64-linux-gnu',
  i386: 'i386-linux-gnu',
  x32: 'x86_64-linux-gnux32',
  arm: 'arm-linux-gnueabi',
  'arm-oabi': 'arm-linux-gnueabi',
  aarch64: 'aarch64-linux-gnu',
  m68k: 'm68k-linux-gnu',
  mips: 'mips-linux-gnu',
  powerpc: 'powerpc-linux-gnu',
  powerpc64: 'powerpc64-linux-gnu',
  sparc64: 'sparc64-linux-gnu',
  alpha: 'alpha-linux-gnu',
  hppa: 'hppa-linux-gnu',
  s390x: 's390x-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
  sh4: 'sh4-linux-gnu',
};

/** Flags of the bare mode with the given roots, first searched first. */
export function bareFlags(compiler: Compiler, roots: readonly string[]): string[] {
  const all = [compilerIncludeFolder(compiler), ...roots];
  return ['-ffreestanding', '-nostdinc', ...all.flatMap((root) => ['-isystem', root])];
}

/** Folders of kernel headers as `make headers_install` makes them; beside them lie libc's on a running system. */
const kernelFolders = ['asm-generic', 'linux', 'misc', 'mtd', 'rdma', 'regulator', 'scsi', 'sound', 'video', 'xen'];

/**
 * Makes an include root that holds nothing but the kernel's folders of `system` and one asm/ folder, as symbolic links.
 *
 * @param target an empty folder
 * @param system `/usr/include` of a system, or of a cross compiler
 * @param asm the asm/ folder itself
 */
export function linkKernelRoot(target: string, system: string, asm: string): void {
  for (const name of kernelFolders) {
    const folder = path.join(system, name);
    if (fs.existsSync(folder)) fs.symlinkSync(folder, path.join(target, name));
  }
  fs.symlinkSync(asm, path.join(target, 'asm'));
}
