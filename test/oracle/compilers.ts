/**
 * The compilers that judge: which command speaks for which ABI, and how it is run. Nothing is ever executed on the
 * target; the facts are read from object files.
 */
import { execFile, execFileSync } from 'node:child_process';

export interface Compiler {
  readonly abi: string;
  readonly command: string;
  /** Flags that choose the ABI. */
  readonly flags: readonly string[];
  /** Debian package that holds the command, for the message when it is missing. */
  readonly debianPackage: string;
}

const gcc12 = (abi: string, triplet: string, flags: readonly string[] = []): Compiler => ({
  abi,
  command: `${triplet}-gcc-12`,
  flags,
  debianPackage: triplet === 'x86_64-linux-gnu' ? 'gcc-12' : `gcc-12-${triplet.replaceAll('_', '-')}`,
});

/** The compilers of the golden facts: gcc 12 for every ABI, as Debian 12 packages it. */
export const goldenCompilers: readonly Compiler[] = [
  gcc12('x86_64', 'x86_64-linux-gnu'),
  gcc12('i386', 'i686-linux-gnu'),
  gcc12('x32', 'x86_64-linux-gnux32'),
  gcc12('arm', 'arm-linux-gnueabi'),
  gcc12('arm-oabi', 'arm-linux-gnueabi', ['-mabi=apcs-gnu']),
  gcc12('aarch64', 'aarch64-linux-gnu'),
  gcc12('m68k', 'm68k-linux-gnu'),
  gcc12('mips', 'mips-linux-gnu'),
  gcc12('powerpc', 'powerpc-linux-gnu'),
  gcc12('powerpc64', 'powerpc64-linux-gnu'),
  gcc12('sparc64', 'sparc64-linux-gnu'),
  gcc12('alpha', 'alpha-linux-gnu'),
  gcc12('hppa', 'hppa-linux-gnu'),
  gcc12('s390x', 's390x-linux-gnu'),
  gcc12('riscv64', 'riscv64-linux-gnu'),
  gcc12('sh4', 'sh4-linux-gnu'),
];

/** The compilers of the live comparison: the machine's gcc in both widths, and two cross compilers. */
export const liveCompilers = {
  x86_64: { abi: 'x86_64', command: 'gcc', flags: ['-m64'], debianPackage: 'gcc' },
  i386: { abi: 'i386', command: 'gcc', flags: ['-m32'], debianPackage: 'gcc-12-multilib' },
  m68k: { abi: 'm68k', command: 'm68k-linux-gnu-gcc', flags: [], debianPackage: 'gcc-m68k-linux-gnu' },
  powerpc: { abi: 'powerpc', command: 'powerpc-linux-gnu-gcc', flags: [], debianPackage: 'gcc-powerpc-linux-gnu' },
} as const satisfies Record<string, Compiler>;

/** Flags under which warnings are silent and every error names the line where a macro was used, not its body. */
export const diagnosticFlags: readonly string[] = [
  '-w',
  '-fmax-errors=0',
  '-ftrack-macro-expansion=0',
  '-fno-diagnostics-show-caret',
  '-fdiagnostics-color=never',
];

/** Throws with the install command when the compiler cannot be started, or cannot compile for its ABI. */
export function requireCompiler(compiler: Compiler): void {
  try {
    execFileSync(compiler.command, [...compiler.flags, '-x', 'c', '-c', '-o', '/dev/null', '-'], {
      input: 'int x;',
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  } catch {
    const command = [compiler.command, ...compiler.flags].join(' ');
    throw new Error(
      `${command} does not work here; install it: apt-get install --no-install-recommends ${compiler.debianPackage}`,
    );
  }
}

/** The folder of the compiler's own headers (stddef.h and relatives). */
export function compilerIncludeFolder(compiler: Compiler): string {
  return execFileSync(compiler.command, [...compiler.flags, '-print-file-name=include'], { encoding: 'utf8' }).trim();
}

/** First line of `--version`. */
export function compilerVersion(compiler: Compiler): string {
  return execFileSync(compiler.command, ['--version'], { encoding: 'utf8' }).split('\n', 1)[0] ?? '';
}

export interface RunResult {
  /** `null` when a signal ended the process. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with a text on standard input; a non-zero exit is a result, a program that cannot start throws. */
export function run(command: string, args: readonly string[], input: string): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 1 << 30, env: { ...process.env, LC_ALL: 'C' } };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (typeof error?.code === 'string') reject(error);
      else resolve({ status: exitStatus(error), stdout, stderr });
    });
    child.stdin?.on('error', () => {}); // The program may end before it has read everything; its status tells.
    child.stdin?.end(input);
  });
}

/** Maps with at most `width` promises under way; results keep the order of the items. */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  width: number,
  job: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await job(items[index]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}

function exitStatus(error: { readonly code?: string | number | null } | null): number | null {
  if (error === null) return 0;
  return typeof error.code === 'number' ? error.code : null;
}
