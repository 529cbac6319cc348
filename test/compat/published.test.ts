/** `uapi diff` on files and folders, and what `uapi check` makes of a published version. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';

const types = 'typedef unsigned char __u8;\ntypedef unsigned int __u32;\ntypedef unsigned long long __u64;\n';
const holed = '#include <linux/types.h>\nstruct foo {\n\t__u8 kind;\n\t__u32 value;\n};\n';

function folder(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder(t);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly symbol?: string;
  readonly file: string;
  readonly suppressed?: { readonly kind: string };
}

function check(
  cwd: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly findings: readonly Finding[] } {
  const groups = ['--select', 'layout/implicit-hole,compat'];
  const result = runUapi(['check', '--format', 'json', '--show-hints', ...groups, ...args], { cwd });
  assert.equal(result.stderr, '');
  return { status: result.status, findings: JSON.parse(result.stdout).findings };
}

test('diff: two files, in JSON, with both includes of their own', (t) => {
  const cwd = folder(t, {
    'old/linux/types.h': types,
    'old/linux/foo.h': '#include <linux/types.h>\nstruct foo { __u32 a; };\n',
    'new/linux/types.h': types.replace('unsigned int __u32', 'unsigned long long __u32'),
    'new/linux/foo.h': '#include <linux/types.h>\nstruct foo { __u32 a; };\nstruct bar { __u32 b; };\n',
  });
  const result = runUapi(['diff', 'old/linux/foo.h', 'new/linux/foo.h', '--format', 'json'], { cwd });
  assert.equal(result.status, 1);
  const { changes, summary, schemaVersion } = JSON.parse(result.stdout);
  assert.equal(schemaVersion, 1);
  assert.deepEqual(summary, { headers: 1, breaks: 1, ambiguous: 0, ok: 0, additions: 1 });
  const [change, addition] = changes;
  assert.deepEqual([change.symbol, change.kind, change.verdict], ['foo.a', 'member-size-changed', 'break']);
  assert.equal(change.perStyle['size-first'], 'break');
  assert.deepEqual(change.range.start, { line: 2, column: 20 });
  assert.deepEqual([addition.symbol, addition.kind, addition.verdict], ['bar', 'struct-added', 'ok']);
});

test('diff: folders pair headers by path; nothing incompatible gives 0', (t) => {
  const cwd = folder(t, {
    'old/linux/types.h': types,
    'old/linux/foo.h': holed,
    'new/linux/types.h': types,
    'new/linux/foo.h': `${holed}#define FOO_NEW 1\n`,
    'new/linux/bar.h': '#define BAR 1\n',
  });
  const fine = runUapi(['diff', 'old', 'new'], { cwd });
  assert.equal(fine.status, 0, fine.stdout);
  assert.match(fine.stdout, /linux\/foo\.h: 1 macro\n {2}1 header: linux\/bar\.h/);
  const gone = runUapi(['diff', 'new', 'old'], { cwd });
  assert.equal(gone.status, 1);
  assert.match(gone.stdout, /the header linux\/bar\.h is gone/);
  const mixed = runUapi(['diff', 'old', 'new/linux/foo.h'], { cwd });
  assert.equal(mixed.status, 2);
  assert.match(mixed.stderr, /^uapi: cannot compare a file with a folder.*\n$/);
});

test('check: a baseline freezes what is published, and judges what differs', (t) => {
  const cwd = folder(t, { 'include/linux/types.h': types, 'include/linux/foo.h': holed });
  const header = join(cwd, 'include/linux/foo.h');
  assert.deepEqual(
    check(cwd, 'include').findings.map(({ severity, symbol }) => `${severity} ${symbol}`),
    ['warning foo.value'],
  );
  const made = check(cwd, '--write-baseline', 'base.json', 'include');
  assert.deepEqual([made.status, made.findings[0].suppressed?.kind], [0, 'baseline']);
  const text = readFileSync(join(cwd, 'base.json'), 'utf8');
  assert.ok(text.includes('"linux/foo.h"') && !text.includes(cwd));

  const frozen = check(cwd, '--baseline', 'base.json', 'include');
  assert.deepEqual(
    frozen.findings.map(({ severity, symbol, suppressed }) => `${severity} ${symbol} ${suppressed?.kind}`),
    ['hint foo.value baseline'],
  );
  writeFileSync(header, `${holed}struct bar {\n\t__u8 k;\n\t__u32 v;\n};\n`.replace('value;', 'value;\n\t__u32 more;'));
  const changed = check(cwd, '--baseline', 'base.json', 'include');
  assert.deepEqual(
    changed.findings.map(({ severity, rule, symbol }) => `${severity} ${rule} ${symbol}`),
    ['warning compat/struct-grown foo', 'hint layout/implicit-hole foo.value', 'warning layout/implicit-hole bar.v'],
  );
  writeFileSync(join(cwd, 'include/linux/fresh.h'), holed.replace('foo', 'fresh'));
  const fresh = check(cwd, '--baseline', 'base.json', 'include/linux/fresh.h');
  assert.deepEqual(
    fresh.findings.map(({ severity }) => severity),
    ['error'],
    'a new header has profile new',
  );
  rmSync(header);
  const gone = check(cwd, '--baseline', 'base.json', 'include');
  assert.deepEqual(
    gone.findings.filter(({ rule }) => rule === 'compat/header-removed').map(({ file }) => file),
    ['include/linux/foo.h'],
  );
});

test('check: the settings name a baseline, and --against a folder, a header or a baseline', (t) => {
  const cwd = folder(t, {
    'old/linux/types.h': types,
    'old/linux/foo.h': holed,
    'new/linux/types.h': types,
    'new/linux/foo.h': holed.replace('__u32 value', '__u64 value'),
  });
  for (const against of ['old', 'old/linux/foo.h']) {
    const { status, findings } = check(cwd, '--against', against, 'new/linux/foo.h');
    assert.equal(status, 1);
    assert.ok(findings.some(({ rule, symbol }) => rule === 'compat/member-size-changed' && symbol === 'foo.value'));
  }
  check(cwd, '--write-baseline', 'base.json', 'old');
  writeFileSync(join(cwd, 'new/.uapi.json'), '{"baseline":"../base.json"}');
  const bySettings = check(cwd, 'new/linux/foo.h');
  assert.ok(bySettings.findings.some(({ rule }) => rule === 'compat/member-size-changed'));
  assert.ok(check(cwd, '--against', 'base.json', 'new/linux/foo.h').status === 1);
});

test('check: a baseline that cannot be used gives one line with the command that remakes it', (t) => {
  const cwd = folder(t, {
    'a.h': 'struct a { int x; };\n',
    'bad.json': '{"schemaVersion":7,"headers":{}}',
    'worse.json': '{',
  });
  for (const name of ['bad.json', 'worse.json', 'none.json']) {
    const { status, stderr, stdout } = runUapi(['check', '--baseline', name, 'a.h'], { cwd });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, new RegExp(`^uapi: cannot .*${name}.*uapi check --write-baseline ${name} PATH….*\\n$`));
  }
});
