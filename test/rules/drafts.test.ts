/**
 * Drafts of headers with the mistakes that reviewers answer on the lists (test/fixtures/drafts): what they say is said, and
 * nothing about a header that has none. And the drafts after all their fixes: C that compilers take, with one layout.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { layoutDocuments, runUapi } from '../harness/uapi.js';
import { type Compiler, liveCompilers, requireCompiler, run } from '../oracle/compilers.js';
import { bareFlags } from '../oracle/includeRoots.js';

const drafts = path.join(repositoryRoot, 'test', 'fixtures', 'drafts');

interface JsonPlace {
  readonly line: number;
  readonly column: number;
}

interface JsonEdit {
  readonly range: { readonly start: JsonPlace; readonly end: JsonPlace };
  readonly newText: string;
}

interface JsonFinding {
  readonly rule: string;
  readonly symbol?: string;
  readonly severity: string;
  readonly fix?: { readonly title: string; readonly edits: readonly JsonEdit[] };
}

function findingsOf(file: string): readonly JsonFinding[] {
  const { stdout, stderr } = runUapi(['check', '--profile', 'new', '--show-hints', '--format', 'json', file]);
  assert.doesNotMatch(stderr, /internal error/);
  return JSON.parse(stdout).findings;
}

/** What a reviewer says, as `rule symbol`; a header may get more than that. */
const answers: Readonly<Record<string, readonly string[]>> = {
  'handover.h': [
    'types/plain-int handover_fd.fd',
    'types/fd-not-s32 handover_fd.fd',
    'extensible/size-first-missing handover_fd',
    'extensible/shared-struct handover_fd',
    'extensible/state-verbs HANDOVER_IOC_PREPARE',
    'enum-numbering/cmd-enum-missing HANDOVER_IOC_KEEP',
    'enum-numbering/nr-gap HANDOVER_IOC_PREPARE',
    'ioctl/non-struct-arg HANDOVER_IOC_DROP',
    'ioctl/type-unregistered HANDOVER_IOC_KEEP',
    'kdoc/on-macro-not-struct HANDOVER_IOC_KEEP',
    'kdoc/stale-reference handover_fd.token',
  ],
  'random.h': [
    'types/pointer-member rngdev_read.buffer',
    'types/long-member rngdev_read.length',
    'types/enum-member rngdev_read.quality',
    'types/time-member rngdev_read.timeout',
    'types/bool-member rngdev_read.wait',
    'layout/abi-divergent-u64-align rngdev_status',
    'layout/implicit-hole rngdev_status.entropy_bits',
    'layout/implicit-tail-padding rngdev_status',
    'layout/info-leak rngdev_status',
    'layout/zero-length-array rngdev_seed.data',
    'ioctl/duplicate-nr RNGDEV_STATUS2',
    'ioctl/pointer-arg RNGDEV_SEED',
    'ioctl/word-size-arg RNGDEV_COUNT',
    'ioctl/number-differs RNGDEV_COUNT',
    'types/signed-bit31 RNGDEV_LOCKED',
    'header-hygiene/kernel-bit-macros RNGDEV_MODE',
    'kdoc/missing-on-ioctl-struct rngdev_status',
  ],
  'encoded-size.h': [
    'ioctl/size-in-number TWICE_MAP',
    'ioctl/size-in-number TWICE_UNMAP',
    'layout/implicit-tail-padding twice_map',
    'extensible/min-size-in-padding twice_map',
    'enum-numbering/implicit-value TWICE_CMD_UNMAP',
    'extensible/reserved-undocumented twice_unmap.reserved',
    'kdoc/size-text twice_map.size',
    'kdoc/ioctl-name-unknown twice_unmap',
    'kdoc/member-undocumented twice_unmap.reserved',
  ],
};

for (const [name, expected] of Object.entries(answers)) {
  test(`${name}: what a reviewer says is said`, () => {
    const found = findingsOf(path.join(drafts, name)).map(({ rule, symbol }) => `${rule} ${symbol}`);
    assert.deepEqual(
      expected.filter((answer) => !found.includes(answer)),
      [],
      `found: ${found.join('\n')}`,
    );
  });
}

test('clean.h: a reviewer has nothing to say, but that its numbers are not registered', () => {
  const found = findingsOf(path.join(drafts, 'clean.h')).map(({ rule }) => rule);
  assert.deepEqual(
    found.filter((rule) => !/^ioctl\/(?:type-|nr-outside)/.test(rule)),
    [],
  );
});

const judges: readonly { readonly compiler: Compiler; readonly roots: readonly string[] }[] = [
  { compiler: liveCompilers.x86_64, roots: ['/usr/include/x86_64-linux-gnu', '/usr/include'] },
  { compiler: liveCompilers.i386, roots: ['/usr/include/x86_64-linux-gnu', '/usr/include'] },
  { compiler: liveCompilers.m68k, roots: ['/usr/m68k-linux-gnu/include'] },
  { compiler: liveCompilers.powerpc, roots: ['/usr/powerpc-linux-gnu/include'] },
];

for (const name of Object.keys(answers)) {
  test(`${name} with all fixes compiles, and has one layout`, async (t) => {
    const file = path.join(temporaryFolder(t), name);
    // `random.h` includes linux/time.h for a type that a libc has; its fix takes the use away.
    fs.copyFileSync(path.join(drafts, name), file);
    fixAll(file);
    for (const { compiler, roots } of judges) {
      requireCompiler(compiler);
      const flags = [...compiler.flags, ...bareFlags(compiler, roots), '-std=gnu11', '-fsyntax-only', '-x', 'c', file];
      const { status, stderr } = await run(compiler.command, flags, '');
      assert.equal(status, 0, `${compiler.abi}: ${stderr.slice(0, 2000)}`);
    }
    const layouts = layoutDocuments([file], ['x86_64', 'i386']);
    assert.deepEqual(layouts.get(`i386 ${file}`)?.structs, layouts.get(`x86_64 ${file}`)?.structs);
  });
}

/** `--fix`, then the first fix that is offered, until there is none. */
function fixAll(file: string): void {
  for (let round = 0; round < 60; round++) {
    runUapi(['check', '--profile', 'new', '--fix', '--quiet', file]);
    const fix = findingsOf(file).find((finding) => finding.fix !== undefined)?.fix;
    if (fix === undefined) return;
    const text = fs.readFileSync(file, 'utf8');
    const next = applied(text, fix.edits);
    assert.notEqual(next, text, fix.title);
    fs.writeFileSync(file, next);
  }
  assert.fail('the fixes do not come to an end');
}

function applied(text: string, edits: readonly JsonEdit[]): string {
  const lines = text.split('\n');
  const offsetOf = ({ line, column }: JsonPlace): number =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  return edits.reduceRight(
    (result, { range, newText }) =>
      result.slice(0, offsetOf(range.start)) + newText + result.slice(offsetOf(range.end)),
    text,
  );
}
