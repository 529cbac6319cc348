import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { allRules } from '../../core/index.js';
import type { FileRule, Rule } from '../../core/rules/rule.js';
import { runInTree as runWith, type TreeResult } from './testing/runInTree.js';
import { tempTree } from './testing/tempTree.js';

/** `uapi check` under settings files, on real files, with a few of the rules. */
const few = allRules.filter(({ id }) => /^(layout\/implicit-hole|types\/long-member|suppression\/.*)$/.test(id));

const runInTree = (cwd: string, argv: readonly string[], rules: readonly Rule[] = few): Promise<TreeResult> =>
  runWith(cwd, argv, rules);

const hole = (name: string): string => `#include <linux/types.h>\nstruct ${name} {\n\t__u8 a;\n\t__u16 b;\n};\n`;

interface Report {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly file: string;
    readonly abis: readonly string[];
    readonly range: { readonly start: { readonly line: number } };
    readonly suppressed?: { readonly kind: string; readonly reason: string };
  }[];
}

async function check(root: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr, status } = await runInTree(root, ['check', '--format', 'json', '--show-hints', ...argv]);
  assert.ok(status < 2, stderr);
  const { findings } = JSON.parse(stdout) as Report;
  return findings.map(({ rule, severity, file, suppressed }) =>
    [file, severity, rule, ...(suppressed === undefined ? [] : [suppressed.kind, suppressed.reason])].join(' '),
  );
}

test('the settings suppress by rule, header and symbol, and say why', async (t) => {
  const root = tempTree(t, {
    'inc/linux/types.h': 'typedef unsigned char __u8;\ntypedef unsigned short __u16;\n',
    'inc/linux/a.h': hole('a_s'),
    'inc/linux/b.h': hole('b_s'),
    'inc/drm/c.h': hole('c_s'),
    '.uapi.json': JSON.stringify({
      suppressions: [
        { rule: 'layout/implicit-hole', header: 'linux/a.h', symbol: 'a_s.*', reason: 'one' },
        { rule: 'layout', header: 'inc/drm/**', reason: 'two' },
      ],
    }),
  });
  assert.deepEqual(await check(root, '.'), [
    'inc/drm/c.h warning layout/implicit-hole config two',
    'inc/linux/a.h warning layout/implicit-hole config one',
    'inc/linux/b.h warning layout/implicit-hole',
  ]);
  const text = await runInTree(root, ['check', '--fail-on', 'warning', 'inc/linux/a.h']);
  assert.deepEqual([text.status, text.stdout], [0, 'No findings in 1 header (1 suppressed)\n']);
});

test('an entry of the settings that suppresses nothing is reported where it stands', async (t) => {
  const root = tempTree(t, {
    'a.h': hole('a_s'),
    'b.h': hole('b_s'),
    '.uapi.json': `{ "suppressions": [
  { "rule": "types/long-member", "header": "a.h", "reason": "x" },
  { "rule": "layout/implicit-hole", "symbol": "c_s.b", "reason": "x" },
  { "rule": "layout/implicit-hole", "symbol": "a_s.b", "reason": "x" }
] }`,
  });
  const run = async (...argv: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await runInTree(root, [
      'check',
      '--select',
      'suppression,types,layout',
      '--format',
      'gcc',
      ...argv,
    ]);
    return stdout.split('\n').filter((line) => line.includes('suppression/'));
  };
  const [first, second] = ['types/long-member', 'layout/implicit-hole'].map(
    (rule, index) =>
      `.uapi.json:${index + 2}:3: warning: this entry suppresses nothing: no finding of ${rule} here [suppression/unused]`,
  );
  assert.deepEqual(await run('.'), [first, second]);
  assert.deepEqual(await run(root), [first, second]);
  assert.deepEqual(await run('a.h'), [], 'what other headers have, this run cannot tell');
  assert.deepEqual(await run('--abi', 'x86_64', '.'), [], 'other ABIs may have it');
  assert.deepEqual(await run('--ignore', 'types', '.'), [second]);
});

test('a comment whose finding shows on other ABIs only is not called unused', async (t) => {
  const root = tempTree(t, {
    'a.h':
      '#include <linux/types.h>\nstruct a_s {\n\t__u8 a[2];\n\t/* uapi-ignore[layout/implicit-hole]: not on m68k */\n\t__u32 b;\n};\n',
  });
  assert.deepEqual(await check(root, '--abi', 'm68k', 'a.h'), []);
  assert.deepEqual(await check(root, 'a.h'), ['a.h warning layout/implicit-hole comment not on m68k']);
});

test('reasons are asked for by an option, and by the profile strict', async (t) => {
  const root = tempTree(t, {
    'a.h': hole('a_s').replace('__u16 b;', '__u16 b; /* uapi-ignore[layout/implicit-hole] */'),
    'strict/b.h': hole('b_s').replace('__u16 b;', '__u16 b; // uapi-ignore[layout/implicit-hole]'),
    'strict/.uapi.json': '{"profile":"strict"}',
  });
  const missing = 'warning suppression/missing-reason';
  const relevant = async (...argv: readonly string[]): Promise<readonly string[]> =>
    (await check(root, ...argv)).filter((line) => line.includes('suppression/'));
  assert.deepEqual(await relevant('a.h', 'strict/b.h'), [`strict/b.h ${missing}`]);
  assert.deepEqual(await relevant('--require-suppression-reason', 'a.h'), [`a.h ${missing}`]);
});

test('overrides change profile, rules, style and ABIs by header, later ones last', async (t) => {
  const long = '#include <linux/types.h>\nstruct s {\n\tlong a;\n};\n';
  const root = tempTree(t, {
    'new/a.h': hole('a_s'),
    'old/b.h': hole('b_s'),
    'old/fresh.h': hole('c_s'),
    'other/c.h': long,
    'strict/d.h': long,
    '.uapi.json': JSON.stringify({
      profile: 'legacy',
      overrides: [
        { files: 'new/*.h', profile: 'new' },
        { files: ['old/**'], rules: { 'layout/implicit-hole': 'info' } },
        { files: 'fresh.h', rules: { 'layout/implicit-hole': 'error' } },
        { files: 'other/*', profile: 'recommended', abis: ['m68k', 'sh4'] },
        { files: 'strict/*', profile: 'strict' },
      ],
    }),
  });
  assert.deepEqual(await check(root, '.'), [
    'new/a.h error layout/implicit-hole',
    'old/b.h info layout/implicit-hole',
    'old/fresh.h error layout/implicit-hole',
    'other/c.h error types/long-member',
    'strict/d.h error types/long-member',
  ]);
  const { stdout } = await runInTree(root, ['check', '--format', 'json', 'other', 'strict']);
  const abis = (JSON.parse(stdout) as Report).findings.map((finding) => finding.abis.length);
  assert.deepEqual(abis, [2, 16], 'strict looks at every ABI');
  assert.deepEqual(await check(root, '--profile', 'legacy', 'new'), [], 'the command line wins');
});

test('a glob that matches no header is an error, when all it can mean was checked', async (t) => {
  const root = tempTree(t, {
    'linux/foo.h': 'struct foo;\n',
    'linux/bar.h': 'struct bar;\n',
    'drm/a.h': 'struct a;\n',
    '.uapi.json': `{
  "styles": { "linux/fo.h": "argsz" },
  "overrides": [{ "files": ["drm/*.h", "sound/*.h"], "profile": "new" }],
  "suppressions": [{ "rule": "layout", "header": "gone.h" }]
}`,
  });
  const run = async (cwd: string, ...argv: readonly string[]): Promise<readonly [number, readonly string[]]> => {
    const { status, stderr, stdout } = await runInTree(cwd, ['check', '--format', 'gcc', ...argv]);
    assert.equal(stdout, '');
    return [status, stderr.split('\n').filter((line) => line !== '')];
  };
  const style = 'uapi: .uapi.json:2:15: glob "linux/fo.h" matches no header (did you mean \'linux/foo.h\'?)';
  const sound = 'uapi: .uapi.json:3:40: glob "sound/*.h" matches no header';
  const gone = 'uapi: .uapi.json:4:50: glob "gone.h" matches no header';
  assert.deepEqual(await run(root, '.'), [2, [style, sound, gone]]);
  assert.deepEqual(await run(root), [2, [style, sound, gone]], 'the working directory is the default');
  assert.deepEqual(await run(root, 'linux/../linux'), [2, [style]], 'all of linux/ was checked');
  assert.deepEqual(await run(root, 'linux/foo.h', 'drm'), [0, []]);
  assert.deepEqual(await run(root, '--abi', 'all', '.'), [0, []]);
  const [, below] = await run(join(root, 'drm'), '..');
  assert.deepEqual(
    below,
    [style, sound, gone].map((line) => line.replace('.uapi.json', join(root, '.uapi.json'))),
  );
});

test('a settings file with a mistake stops the run with one line', async (t) => {
  const root = tempTree(t, { 'a.h': 'struct a;\n', '.uapi.json': '{\n  "profil": "new"\n}' });
  const { status, stdout, stderr } = await runInTree(root, ['check', 'a.h']);
  assert.deepEqual([status, stdout], [2, '']);
  assert.equal(stderr, `uapi: ${join(root, '.uapi.json')}:2:3: unknown key "profil" (did you mean 'profile'?)\n`);
});

test('the style of a header comes from its comment, else from the settings', async (t) => {
  const root = tempTree(t, {
    'a.h': 'struct s;\n',
    'b.h': 'struct s;\n',
    'c.h': '/* uapi-style: drm */\nstruct s;\n',
    'd.h': 'struct s;\n',
    '.uapi.json': `{
      "style": "ioc-size",
      "styles": { "*.h": "size-first", "b.h": "classic" },
      "overrides": [{ "files": "d.h", "style": "argsz" }]
    }`,
  });
  const telling: FileRule = {
    id: 'test/style',
    scope: 'file',
    why: 'For tests.',
    reference: { title: 'A document', url: 'https://docs.kernel.org/' },
    severity: { recommended: 'warning', new: 'warning', legacy: 'warning', strict: 'warning' },
    check: ({ file, header }) => [{ range: { file, start: 0, end: 1 }, message: header.style.style, abis: [] }],
  };
  const { stdout } = await runInTree(root, ['check', '--format', 'gcc', '.'], [telling]);
  assert.deepEqual(
    stdout.split('\n').map((line) => line.replace(/:1:1: warning:| \[.*/g, '')),
    ['a.h size-first', 'b.h classic', 'c.h drm', 'd.h argsz', ''],
  );
});

test('nothing is called unused in a header that could not be read whole', async (t) => {
  const broken = hole('a_s').replace('__u16 b;', 'missing_t b; /* uapi-ignore[layout/implicit-hole]: x */');
  const root = tempTree(t, {
    'a.h': broken,
    '.uapi.json': '{"suppressions":[{"rule":"layout/implicit-hole","header":"a.h"}]}',
  });
  const { stdout } = await runInTree(root, ['check', '--format', 'gcc', '.']);
  assert.doesNotMatch(stdout, /suppression/);
});
