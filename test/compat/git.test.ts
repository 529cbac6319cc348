/**
 * git is only asked to list and read. Each test plants something that git would start in another use, and looks for the
 * mark that it would leave.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type GitRepository, initRepository, plainEnvironment } from '../harness/gitRepository.js';
import { temporaryFolder } from '../harness/repository.js';
import { uapiProgram } from '../harness/uapi.js';

interface Repository extends GitRepository {
  readonly folder: string;
  /** The mark that a started program leaves. */
  readonly mark: string;
  /** A program that leaves the mark. */
  readonly trap: string;
}

/** Two commits of one header, whose struct loses a member. */
function repository(t: TestContext): Repository {
  const outside = temporaryFolder(t);
  const folder = join(outside, 'repo');
  mkdirSync(folder);
  const mark = join(outside, 'mark');
  const trap = join(outside, 'trap.sh');
  writeFileSync(trap, `#!/bin/sh\ntouch '${mark}'\ncat\n`);
  chmodSync(trap, 0o755);
  const { git, write, commit } = initRepository(folder);
  write('include/uapi/linux/types.h', 'typedef unsigned int __u32;\n');
  write('include/uapi/linux/foo.h', '#include <linux/types.h>\nstruct foo { __u32 a; __u32 b; };\n');
  commit('one');
  git('tag', 'v1');
  write('include/uapi/linux/foo.h', '#include <linux/types.h>\nstruct foo { __u32 a; };\n');
  commit('two');
  return { folder, mark, trap, git, write, commit };
}

function uapi(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const options = { cwd, encoding: 'utf8' as const, env: { ...process.env, NO_COLOR: '1', ...env } };
  return spawnSync(process.execPath, [uapiProgram, ...args], options);
}

function assertCompared(result: ReturnType<typeof uapi>): void {
  assert.equal(result.stderr, '');
  assert.match(result.stdout, /'b' is gone/);
  assert.equal(result.status, 1);
}

test('two revisions, whole and by path; their includes are those of the revision', (t) => {
  const { folder, git, write } = repository(t);
  // On the disk the type has another size: that must not matter.
  write('include/uapi/linux/types.h', 'typedef unsigned long long __u32;\n');
  for (const args of [
    ['diff', 'v1', 'main'],
    ['diff', 'v1', 'main', '--', 'include/uapi/linux/foo.h'],
    ['diff', 'v1', 'main', '--', 'include'],
    ['diff', 'v1:include/uapi/linux/foo.h', 'main:include/uapi/linux/foo.h'],
    ['diff', 'v1:include/uapi', 'main:include/uapi'],
  ]) {
    const result = uapi(folder, args);
    assertCompared(result);
    assert.match(result.stdout, /size goes from 8 to 4/);
    assert.match(result.stdout, /main:include\/uapi\/linux\/foo\.h:2/);
  }
  git('checkout', '-q', '--', '.');
  assertCompared(uapi(folder, ['diff', 'v1', 'include/uapi/linux/foo.h']));
  assertCompared(uapi(join(folder, 'include'), ['diff', 'v1:./uapi', 'uapi']));
});

test('wrong revisions and paths: one line, status 2', (t) => {
  const { folder } = repository(t);
  const outside = temporaryFolder(t);
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    [folder, ['diff', 'v9', 'main'], /no revision 'v9'/],
    [folder, ['diff', 'v1:none.h', 'main:none.h'], /no header at 'none\.h'/],
    [folder, ['diff', ':foo', 'main'], /empty name/],
    [outside, ['diff', 'v1', 'main'], /no git repository/],
    [folder, ['check', '--against', 'v9', 'include'], /no revision 'v9'/],
    [folder, ['diff', '--', '--upload-pack=x', 'main'], /no revision '--upload-pack=x'/],
    [folder, ['diff', '--', '-h', 'main'], /no revision '-h'/],
    [folder, ['diff', 'v1:include', 'main:include/uapi/linux/foo.h'], /a file with a folder/],
  ];
  for (const [cwd, args, expected] of cases) {
    const { status, stderr, stdout } = uapi(cwd, args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, expected);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    assert.equal(stdout, '');
  }
});

const traps: readonly (readonly [string, (repo: Repository) => void])[] = [
  ['a file system monitor', ({ git, trap }) => git('config', 'core.fsmonitor', trap)],
  [
    'hooks',
    ({ git, folder, trap }) => {
      git('config', 'core.hooksPath', join(folder, 'hooks'));
      mkdirSync(join(folder, 'hooks'));
      for (const name of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-auto-gc']) {
        symlinkSync(trap, join(folder, 'hooks', name));
      }
    },
  ],
  [
    'a text converter and a clean filter',
    ({ git, write, trap }) => {
      git('config', 'diff.trap.textconv', trap);
      git('config', 'diff.trap.command', trap);
      git('config', 'filter.trap.smudge', trap);
      git('config', 'filter.trap.clean', trap);
      write('.gitattributes', '*.h diff=trap filter=trap\n');
    },
  ],
  ['an external diff', ({ git, trap }) => git('config', 'diff.external', trap)],
  [
    'pager, editor, aliases and credential helpers',
    ({ git, trap }) => {
      git('config', 'core.pager', trap);
      git('config', 'pager.ls-tree', trap);
      git('config', 'core.editor', trap);
      git('config', 'alias.ls-tree', `!${trap}`);
      git('config', 'credential.helper', trap);
      git('config', 'core.sshCommand', trap);
      git('config', 'core.alternateRefsCommand', trap);
    },
  ],
];

for (const [title, plant] of traps) {
  test(`nothing is started: ${title}`, (t) => {
    const repo = repository(t);
    plant(repo);
    rmSync(repo.mark, { force: true });
    assertCompared(uapi(repo.folder, ['diff', 'v1', 'main']));
    const checked = uapi(repo.folder, ['check', '--select', 'compat', '--against', 'v1', 'include']);
    assert.match(checked.stdout, /'b' is gone/);
    assert.ok(!existsSync(repo.mark), 'a program was started');
  });
}

test('nothing is started: programs that the environment names', (t) => {
  const { folder, mark, trap } = repository(t);
  const elsewhere = repository(t);
  const env = {
    GIT_DIR: join(elsewhere.folder, '.git'),
    GIT_WORK_TREE: elsewhere.folder,
    GIT_EXTERNAL_DIFF: trap,
    GIT_SSH: trap,
    GIT_SSH_COMMAND: trap,
    GIT_PAGER: trap,
    GIT_ASKPASS: trap,
    GIT_EXEC_PATH: dirname(trap),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: trap,
    GIT_TRACE: mark,
  };
  assertCompared(uapi(folder, ['diff', 'v1', 'main'], env));
  assert.ok(!existsSync(mark), 'a program was started, or git wrote a trace');
});

test('nothing is fetched: a partial clone whose remote would be asked', (t) => {
  const { folder, git, mark, trap } = repository(t);
  const clone = join(dirname(folder), 'clone');
  git('config', 'uploadpack.allowFilter', 'true');
  git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const args = ['clone', '-q', '--no-local', '--filter=blob:none', `file://${folder}`, clone];
  const cloned = spawnSync('git', args, { encoding: 'utf8', env: plainEnvironment() });
  assert.equal(cloned.status, 0, cloned.stderr);
  for (const [key, value] of [
    ['remote.origin.uploadpack', trap],
    ['remote.origin.url', `ext::${trap}`],
    ['protocol.ext.allow', 'always'],
    ['protocol.file.allow', 'always'],
    ['protocol.allow', 'always'],
  ]) {
    assert.equal(spawnSync('git', ['-C', clone, 'config', key, value]).status, 0);
  }
  // The checkout of main brought its blobs along; the old version of foo.h is not there.
  const result = uapi(clone, ['diff', 'v1', 'main']);
  assert.equal(result.status, 2);
  assert.match(result.stderr, /cannot read 'v1:include\/uapi\/linux\/foo\.h': git /);
  assert.ok(!existsSync(mark), 'the remote was asked');
});

test('links and strange names in a tree lead nowhere outside', (t) => {
  const { folder, git, write } = repository(t);
  write('secret.h', 'struct secret { int x; };\n');
  symlinkSync('../../../../../../../../../etc/passwd', join(folder, 'include/uapi/linux/passwd.h'));
  symlinkSync('foo.h', join(folder, 'include/uapi/linux/link.h'));
  git('add', 'include');
  git('commit', '-q', '-m', 'links');
  git('tag', 'links');
  write('include/uapi/linux/link.h', '#include <linux/types.h>\nstruct foo { __u32 a; __u32 c; };\n');
  const result = uapi(folder, ['diff', 'links:include/uapi/linux/link.h', 'include/uapi/linux/link.h']);
  assert.equal(result.status, 0, result.stderr);
  assert.match(result.stdout, /grew from 4 to 8/);
  const passwd = uapi(folder, ['diff', 'links:include/uapi/linux/passwd.h', 'include/uapi/linux/foo.h']);
  assert.equal(passwd.status, 2);
  assert.doesNotMatch(passwd.stdout + passwd.stderr, /root:/);
});
