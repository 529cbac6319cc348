/**
 * Every header of linux/ on this machine, against the compilers of this machine: gcc with -m64 and -m32, and the cross
 * compilers for m68k and powerpc with the kernel headers that came with them. A header is judged when gcc compiles it
 * alone, without libc's headers; the others are counted, and the number judged has a floor.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { layoutDocuments } from '../harness/uapi.js';
import { differences } from '../oracle/compareDocuments.js';
import { type Compiler, liveCompilers, mapConcurrently, requireCompiler } from '../oracle/compilers.js';
import { bareFlags, linkKernelRoot } from '../oracle/includeRoots.js';
import { askCompiler } from '../oracle/oracle.js';

interface LiveCase {
  readonly compiler: Compiler;
  /** Holds linux/; libc's headers may lie beside it. */
  readonly system: string;
  /** The asm/ folder itself. */
  readonly asm: string;
  readonly debianPackage: string;
  /** What the product is told about the roots; nothing, where it finds the system's by itself. */
  readonly options: readonly string[];
}

const native = (compiler: Compiler): LiveCase => ({
  compiler,
  system: '/usr/include',
  asm: '/usr/include/x86_64-linux-gnu/asm',
  debianPackage: 'linux-libc-dev',
  options: [],
});

const cross = (compiler: Compiler, triplet: string): LiveCase => ({
  compiler,
  system: `/usr/${triplet}/include`,
  asm: `/usr/${triplet}/include/asm`,
  debianPackage: `libc6-dev-${compiler.abi}-cross`,
  options: ['--include-root', `/usr/${triplet}/include`],
});

const cases: readonly LiveCase[] = [
  native(liveCompilers.x86_64),
  native(liveCompilers.i386),
  cross(liveCompilers.m68k, 'm68k-linux-gnu'),
  cross(liveCompilers.powerpc, 'powerpc-linux-gnu'),
];

/** Fewer headers than this judged means that the test lost its judge, not that headers went away. */
const JUDGED_FLOOR = 650;

for (const live of cases) {
  test(`linux/*.h on ${live.compiler.abi}: equal to ${live.compiler.command}`, async (t) => {
    requireCompiler(live.compiler);
    assert.ok(
      fs.existsSync(path.join(live.system, 'linux/types.h')) && fs.existsSync(live.asm),
      `${live.system} has no kernel headers: apt-get install --no-install-recommends ${live.debianPackage}`,
    );
    const root = temporaryFolder(t);
    linkKernelRoot(root, live.system, live.asm);
    // size_t is libc's, and some ioctls have it as their argument in headers that gcc takes alone otherwise.
    const flags = [...bareFlags(live.compiler, [root]), '-Dsize_t=__SIZE_TYPE__'];
    const headers = headersBelow(path.join(live.system, 'linux')).map((file) => {
      const name = path.relative(live.system, file);
      return { name, include: `<${name}>`, file };
    });

    const answers = await mapConcurrently(headers, 2, (header) => askCompiler(live.compiler, flags, header));
    const expected = answers.flatMap((a) => (a.kind === 'facts' ? [a.document] : []));
    t.diagnostic(`${expected.length} headers judged, ${headers.length - expected.length} that gcc does not take alone`);
    assert.ok(expected.length >= JUDGED_FLOOR, `only ${expected.length} headers were judged`);

    const abi = live.compiler.abi;
    const fileOf = new Map(headers.map((h) => [h.name, h.file]));
    const files = expected.map((document) => fileOf.get(document.header) ?? document.header);
    const actual = layoutDocuments(files, [abi], live.options);
    const lines = expected.flatMap((document, i) =>
      differences(document, actual.get(`${abi} ${files[i]}`)).filter((line) => !needsLibc(line, files[i])),
    );
    assert.equal(summary(lines), '');
  });
}

/** An ioctl that gcc cannot give alone, since its macro has a type of libc's; the product reads libc's headers then. */
function needsLibc(line: string, file: string): boolean {
  const name = /: ioctl (\w+) is no ioctl for gcc$/.exec(line)?.[1];
  if (name === undefined) return false;
  const text = fs.readFileSync(file, 'utf8').replaceAll('\\\n', ' ');
  const bodies = [...text.matchAll(new RegExp(`^#define\\s+${name}\\s(.*)$`, 'gm'))].map(([, body]) => body);
  return bodies.some((body) => /\b(time_t|struct timeval|struct timespec)\b/.test(body));
}

/** The first differences, and how many there are. */
function summary(lines: readonly string[]): string {
  const shown = 40;
  return lines.length <= shown ? lines.join('\n') : [...lines.slice(0, shown), `… ${lines.length} in all`].join('\n');
}

function headersBelow(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.h'))
    .sort()
    .map((name) => path.join(folder, name));
}
