import { kbuildList } from './kbuild.js';

/**
 * `asm/unistd_64.h` and its relatives: one `#define __NR_name number` for each system call of a table. The kernel makes
 * them with scripts/syscallhdr.sh, whose arguments stand in the Makefile beside each table; from 6.11 on most
 * architectures share scripts/syscall.tbl, and scripts/Makefile.asm-headers calls the script for the headers that
 * `syscall-y` names. The arguments of the older Makefiles are the table below.
 */
export interface SystemCallTable {
  readonly text: string;
  /** Lines of a table whose second column starts with one of these are taken; all lines where it is absent. */
  readonly abis?: readonly string[];
  /** A macro that each number is counted from. */
  readonly offset?: string;
  /** What the include guard has between `_ASM_` and the name of the file. */
  readonly guard?: string;
}

interface TableRule extends Omit<SystemCallTable, 'text'> {
  /** Path of the table below `arch/A`. */
  readonly table: string;
}

const ALL_CALLS: TableRule = { table: 'kernel/syscalls/syscall.tbl' };
const callsOf = (...abis: readonly string[]): TableRule => ({ ...ALL_CALLS, abis });

/** Per architecture, header → arguments (arch/A/{kernel,entry}/syscalls/Makefile, arch/arm/tools/Makefile). */
const TABLE_RULES: Readonly<Record<string, Readonly<Record<string, TableRule>>>> = {
  alpha: { 'unistd_32.h': ALL_CALLS },
  arm: {
    'unistd-eabi.h': { table: 'tools/syscall.tbl', abis: ['common', 'eabi'], offset: '__NR_SYSCALL_BASE' },
    'unistd-oabi.h': { table: 'tools/syscall.tbl', abis: ['common', 'oabi'], offset: '__NR_SYSCALL_BASE' },
  },
  ia64: { 'unistd_64.h': { ...ALL_CALLS, offset: '__NR_Linux' } },
  m68k: { 'unistd_32.h': ALL_CALLS },
  microblaze: { 'unistd_32.h': ALL_CALLS },
  mips: {
    'unistd_n32.h': { table: 'kernel/syscalls/syscall_n32.tbl', offset: '__NR_Linux' },
    'unistd_n64.h': { table: 'kernel/syscalls/syscall_n64.tbl', offset: '__NR_Linux' },
    'unistd_o32.h': { table: 'kernel/syscalls/syscall_o32.tbl', offset: '__NR_Linux' },
  },
  parisc: { 'unistd_32.h': callsOf('common', '32'), 'unistd_64.h': callsOf('common', '64') },
  powerpc: { 'unistd_32.h': callsOf('common', 'nospu', '32'), 'unistd_64.h': callsOf('common', 'nospu', '64') },
  // s390 has a script of its own, arch/s390/kernel/syscalls/syscalltbl, which differs in the guard.
  s390: {
    'unistd_32.h': { ...callsOf('common', '32'), guard: 'S390_' },
    'unistd_64.h': { ...callsOf('common', '64'), guard: 'S390_' },
  },
  sh: { 'unistd_32.h': ALL_CALLS },
  sparc: { 'unistd_32.h': callsOf('common', '32'), 'unistd_64.h': callsOf('common', '64') },
  x86: {
    'unistd_32.h': { table: 'entry/syscalls/syscall_32.tbl', abis: ['i386'] },
    'unistd_64.h': { table: 'entry/syscalls/syscall_64.tbl', abis: ['common', '64'] },
    'unistd_x32.h': { table: 'entry/syscalls/syscall_64.tbl', abis: ['common', 'x32'], offset: '__X32_SYSCALL_BIT' },
  },
  xtensa: { 'unistd_32.h': ALL_CALLS },
};

/** Reads a file of the kernel tree by its path below the top; `undefined` where it is missing. */
export type ReadTree = (...names: readonly string[]) => string | undefined;

/** The table and arguments of a generated header of `asm/`; `undefined` where the tree makes no such header. */
export function systemCallTableOf(file: string, architecture: string, read: ReadTree): SystemCallTable | undefined {
  const width = /^unistd[_-](\w+)\.h$/.exec(file)?.[1];
  if (width === undefined) return undefined;
  const rule = TABLE_RULES[architecture]?.[file];
  const text = rule === undefined ? undefined : read('arch', architecture, ...rule.table.split('/'));
  if (rule !== undefined && text !== undefined) return { ...rule, text };
  return sharedTableOf(file, width, architecture, read);
}

/** The scheme of 6.11 and later: `syscall-y` names the header, `syscall_abis_W` and `syscalltbl` its lines. */
function sharedTableOf(file: string, width: string, architecture: string, read: ReadTree): SystemCallTable | undefined {
  const kbuild = read('arch', architecture, 'include', 'uapi', 'asm', 'Kbuild');
  if (kbuild === undefined || !kbuildList(kbuild, 'syscall-y').includes(file)) return undefined;
  const settings = read('arch', architecture, 'kernel', 'Makefile.syscalls') ?? '';
  const path = kbuildList(settings, 'syscalltbl').at(-1)?.replace('$(srctree)/', '') ?? 'scripts/syscall.tbl';
  if (path.split('/').includes('..')) return undefined;
  const text = read(...path.replace('%', width).split('/'));
  if (text === undefined) return undefined;
  const common = width === '32' || width === '64' ? ['common', width] : [];
  return { text, abis: [...common, ...kbuildList(settings, `syscall_abis_${width}`)] };
}

/** The text of the installed header. */
export function systemCallHeader(file: string, source: SystemCallTable): string {
  const guard = `_ASM_${source.guard ?? ''}${file.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  const lines = [`#ifndef ${guard}`, `#define ${guard}`, ''];
  for (const line of source.text.split(/\r?\n/)) {
    const match = /^([0-9A-Fa-fXx]+)\s+(\S+)\s+(\w+)/.exec(line);
    if (match === null) continue;
    const [, number, abi, name] = match;
    if (source.abis?.some((wanted) => abi.startsWith(wanted)) === false) continue;
    lines.push(`#define __NR_${name} ${source.offset === undefined ? number : `(${source.offset} + ${number})`}`);
  }
  lines.push('', `#endif /* ${guard} */`, '');
  return lines.join('\n');
}
