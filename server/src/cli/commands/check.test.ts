import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intern } from '../../core/base/names.js';
import { basicType, type CType } from '../../core/sema/ctype.js';
import type { HeaderAnalysis } from '../../core/unit/headerAnalysis.js';
import { analysis, hole, layout, member, rangeOf, record, sourceFile } from '../testing/analyses.js';
import { type FakeMachine, run } from '../testing/environment.js';

const file = sourceFile('foo.h', 'struct foo {\n\t__u32 id;\n\t__u64 addr;\n\t@\n};\n');

function fixed(name: string): CType {
  return { kind: 'typedef', name: intern(name), type: basicType('unsigned int'), depth: 1 };
}

/** struct foo has a hole on x86_64; the stray `@` is an error of the front end. */
function analyze(header: typeof file, { id }: { readonly id: string }): HeaderAnalysis {
  const isWide = id !== 'i386';
  const addr = member(header, 'addr', isWide ? 8 : 4, 8, '__u64', { ctype: fixed('__u64'), alignBytes: 8 });
  const members = [member(header, 'id', 0, 4, '__u32', { ctype: fixed('__u32') }), addr];
  const foo = layout(isWide ? 16 : 12, isWide ? 8 : 4, members, isWide ? [hole(4, 4, 'addr', 'id')] : []);
  const stray = header.text.indexOf('@');
  const range = { file: header, start: stray, end: stray + 1 };
  const error = { code: 'syntax/stray', severity: 'error' as const, message: "stray '@' in a struct", range };
  return analysis(header, id, { records: [record(header, 'foo', foo)], diagnostics: stray < 0 ? [] : [error] });
}

const machine: FakeMachine = { files: [file], analyze };
const clean = sourceFile('clean.h', file.text.replace('\t@\n', ''));
const cleanMachine: FakeMachine = { files: [clean], analyze };

test('text gives place, line, facts and advice, and the reasons once', async () => {
  const { status, stdout, stderr } = await run(['check', 'foo.h'], machine);
  assert.equal(status, 1);
  assert.equal(stderr, '');
  assert.equal(
    stdout,
    `foo.h:3:8: warning: struct foo has a hole of 4 bytes before 'addr' on x86_64 [layout/implicit-hole]
    3 |         __u64 addr;
      |               ^~~~
      = x86_64: 4 bytes at offset 4
      = i386: no hole
      = help: as long as the struct is unpublished, make 'addr' an __aligned_u64, so that all ABIs place it alike, and name the bytes before it: __u32 __reserved;

foo.h:4:2: error: stray '@' in a struct [syntax/stray]
    4 |         @
      |         ^

Why
  layout/implicit-hole
    The compiler fills a hole with bytes that have no name, so nobody can set or check them: the
    kernel may copy stack contents to user space in them, and they cannot be given a meaning later.
    (How to avoid) Botching up ioctls: https://docs.kernel.org/process/botching-up-ioctls.html

1 error, 1 warning in 1 header
`,
  );
});

test('gcc gives one line a finding', async () => {
  const { stdout } = await run(['check', '--format', 'gcc', 'foo.h'], machine);
  assert.equal(
    stdout,
    `foo.h:3:8: warning: struct foo has a hole of 4 bytes before 'addr' on x86_64 [layout/implicit-hole]
foo.h:4:2: error: stray '@' in a struct [syntax/stray]
`,
  );
});

test('json has the fields of the contract', async () => {
  const { stdout } = await run(['check', '--format', 'json', 'clean.h'], cleanMachine);
  const { findings, ...rest } = JSON.parse(stdout);
  assert.deepEqual(rest, {
    schemaVersion: 1,
    summary: { files: 1, errors: 0, warnings: 1, infos: 0, hints: 0, suppressed: 0 },
  });
  const [{ fingerprint, ...finding }] = findings;
  assert.match(fingerprint, /^[0-9a-f]{16}$/);
  assert.deepEqual(finding, {
    rule: 'layout/implicit-hole',
    severity: 'warning',
    file: 'clean.h',
    symbol: 'foo.addr',
    range: { start: { line: 3, column: 8 }, end: { line: 3, column: 12 } },
    message: "struct foo has a hole of 4 bytes before 'addr' on x86_64",
    abis: ['x86_64'],
    related: [],
  });
});

test('a fingerprint survives lines added above', async () => {
  const fingerprintOf = async (text: string): Promise<string> => {
    const header = sourceFile('clean.h', text);
    const { stdout } = await run(['check', '--format', 'json', 'clean.h'], { files: [header], analyze });
    return JSON.parse(stdout).findings[0].fingerprint;
  };
  const before = await fingerprintOf(clean.text);
  assert.equal(await fingerprintOf(`/* more */\n\n${clean.text}`), before);
});

const statuses: readonly (readonly [string, readonly string[], FakeMachine, number])[] = [
  ['a warning does not fail', ['clean.h'], cleanMachine, 0],
  ['--fail-on warning', ['--fail-on', 'warning', 'clean.h'], cleanMachine, 1],
  ['--fail-on info', ['--fail-on', 'info', 'clean.h'], cleanMachine, 1],
  ['the profile new makes it an error', ['--profile', 'new', 'clean.h'], cleanMachine, 1],
  ['the profile legacy turns it off', ['--profile', 'legacy', '--fail-on', 'info', 'clean.h'], cleanMachine, 0],
  ['ignored', ['--ignore', 'layout', '--fail-on', 'info', 'clean.h'], cleanMachine, 0],
  ['others selected', ['--select', 'types', '--fail-on', 'info', 'clean.h'], cleanMachine, 0],
  ['an error of the front end fails whatever is selected', ['--select', 'types', 'foo.h'], machine, 1],
  ['a missing file', ['clean.h', 'gone.h'], cleanMachine, 2],
];

for (const [title, argv, on, expected] of statuses) {
  test(`exit status: ${title}`, async () => {
    const { status } = await run(['check', ...argv], on);
    assert.equal(status, expected);
  });
}

test('settings give severities', async () => {
  const config = { rules: new Map([['layout/implicit-hole', 'error' as const]]) };
  const { status } = await run(['check', 'clean.h'], { ...cleanMachine, config });
  assert.equal(status, 1);
});

test('statistics count by rule', async () => {
  const { stdout } = await run(['check', '--statistics', 'foo.h'], machine);
  assert.equal(stdout, '1  warning  layout/implicit-hole\n1  error    syntax/stray\n1 error, 1 warning in 1 header\n');
  const json = JSON.parse((await run(['check', '--statistics', '--format', 'json', 'foo.h'], machine)).stdout);
  assert.deepEqual(json.statistics[0], { rule: 'layout/implicit-hole', severity: 'warning', count: 1 });
});

test('nothing found', async () => {
  const { status, stdout } = await run(['check', '--abi', 'i386', 'clean.h'], cleanMachine);
  assert.deepEqual([status, stdout], [0, 'No findings in 1 header\n']);
  const quiet = await run(['check', '--quiet', '--abi', 'i386', 'clean.h'], cleanMachine);
  assert.equal(quiet.stdout, '');
});

test('standard input is checked under its name', async () => {
  const { stdout } = await run(['check', '--format', 'gcc', '--stdin-filename', 'clean.h', '-'], cleanMachine);
  assert.match(stdout, /^clean\.h:3:8: warning/);
});

test('colour follows --color, NO_COLOR, FORCE_COLOR and the terminal', async () => {
  const isColoured = async (argv: readonly string[], extra: Partial<FakeMachine>): Promise<boolean> =>
    (await run(['check', ...argv, 'clean.h'], { ...cleanMachine, ...extra })).stdout.includes('\x1b[');
  assert.equal(await isColoured([], {}), false);
  assert.equal(await isColoured([], { isTty: true }), true);
  assert.equal(await isColoured([], { isTty: true, env: { TERM: 'dumb' } }), false);
  assert.equal(await isColoured([], { isTty: true, env: { NO_COLOR: '1' } }), false);
  assert.equal(await isColoured([], { env: { FORCE_COLOR: '1' } }), true);
  assert.equal(await isColoured([], { isTty: true, env: { FORCE_COLOR: '0' } }), false);
  assert.equal(await isColoured(['--color', 'always'], { env: { NO_COLOR: '1' } }), true);
  assert.equal(await isColoured(['--color', 'never'], { isTty: true }), false);
  assert.equal(await isColoured(['--output', 'report.txt'], { isTty: true }), false);
});

test('a long line is cut to what is near the finding', async () => {
  const text = `${' '.repeat(5000)}struct foo { __u32 id; __u64 addr; };${' /* x */'.repeat(5000)}\n`;
  const header = sourceFile('long.h', text);
  const { stdout } = await run(['check', 'long.h'], { files: [header], analyze });
  for (const line of stdout.split('\n')) assert.ok(line.length < 200, `${line.length} columns`);
  assert.match(stdout, /__u64 addr;/);
  const [source, underline] = stdout.split('\n').slice(1, 3);
  assert.equal(underline.indexOf('^'), source.indexOf('addr'));
});

test('what is found in a shared header counts once', async () => {
  const shared = sourceFile('shared.h', 'int @;');
  const diagnostic = {
    code: 'syntax/stray',
    severity: 'error' as const,
    message: 'stray',
    range: rangeOf(shared, 'int'),
  };
  const files = [sourceFile('a.h', ''), sourceFile('b.h', '')];
  const result = await run(['check', '--format', 'json', 'a.h', 'b.h'], {
    files,
    analyze: (header, { id }) => analysis(header, id, { diagnostics: [diagnostic] }),
  });
  const { findings, summary } = JSON.parse(result.stdout);
  assert.equal(findings.length, 1);
  assert.equal(summary.files, 2);
});
