/** `uapi dispatch` on a header: the wire format, the matrix, and every mistake as one clear line. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { initRepository } from '../harness/gitRepository.js';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';

const header = path.join(repositoryRoot, 'examples/dispatch.h');
const call = (...args: string[]) => runUapi(['dispatch', header, '--ioctl', 'PROBE_RUN', ...args]);

test('a newer caller under fwctl, in the wire format', () => {
  const key = `28000000${'00'.repeat(28)}0100000000000000`;
  const { status, stdout } = call(
    '--model',
    'fwctl',
    '--kernel-version',
    'after:cookie',
    '--bytes',
    key,
    '--format',
    'json',
  );
  assert.equal(status, 0);
  const report = JSON.parse(stdout);
  assert.equal(report.schemaVersion, 1);
  assert.equal(report.model, 'fwctl');
  assert.equal(report.ret, -1);
  assert.equal(report.errno, 'E2BIG');
  assert.equal(report.stacPairs, 2);
  assert.equal(report.bytesIn, 12);
  assert.equal(report.bytesOut, 0);
  assert.deepEqual(report.userMemory, { before: key, after: key, written: [] });
  const [, fetch] = report.events;
  assert.equal(fetch.step, 'SIZE_FETCH');
  assert.deepEqual(fetch.user, { op: 'read', offset: 0, length: 4, done: 4, fault: false, window: 1 });
});

test('members by name, a handler effect, and who wrote each byte', () => {
  const options = [
    '--model',
    'drm',
    '--set',
    'flags=5',
    '--handler',
    'ret=3',
    '--handler-write',
    '16=aabb',
    '--format',
    'json',
  ];
  const report = JSON.parse(call(...options).stdout);
  assert.equal(report.ret, 3);
  assert.equal(report.userMemory.before.slice(8, 16), '05000000');
  assert.equal(report.userMemory.after.slice(32, 36), 'aabb');
  assert.deepEqual(report.userMemory.written, [
    [0, 16, 'user'],
    [16, 18, 'handler'],
    [18, 40, 'user'],
  ]);
});

test('the matrix of four versions, as in the README', () => {
  const models = 'classic,kivity-extensible,drm,vfio-argsz,fwctl';
  const versions = 'addr,retries,cookie,key';
  const { matrix } = JSON.parse(
    call('--matrix', '--models', models, '--versions', versions, '--format', 'json').stdout,
  );
  const outcome = (model: string, caller: string, kernel: string): string =>
    matrix
      .find((one: { model: string }) => one.model === model)
      .cells.find((cell: { caller: string; kernel: string }) => cell.caller === caller && cell.kernel === kernel)
      .outcome;
  assert.equal(outcome('switch', 'v1', 'v2'), 'ENOTTY');
  assert.equal(outcome('kivity-extensible', 'v4', 'v2'), 'dropped');
  assert.equal(outcome('drm', 'v2', 'v1'), 'dropped');
  assert.equal(outcome('vfio-argsz', 'v3', 'v1'), 'dropped');
  assert.equal(outcome('fwctl', 'v1', 'v4'), 'zero-filled');
  assert.equal(outcome('fwctl', 'v4', 'v1'), 'E2BIG');
  assert.equal(outcome('fwctl', 'v3', 'v3'), 'works');
});

test('text and Markdown tell the errno with its reason', () => {
  const options = ['--model', 'fwctl', '--caller-size', '4', '--min-size', 'after:addr'];
  assert.match(call(...options).stdout, /returns -1, EINVAL: the size is below the last required member/);
  assert.match(call(...options, '--format', 'markdown').stdout, /^\| 3 \| `SIZE_CHECK` \| Size 4 is below 16/m);
});

test('a race between two fetches, with the grade of the double fetch', () => {
  const { stdout } = call('--model', 'fwctl', '--race', '4:0=ff0f0000', '--format', 'json');
  const report = JSON.parse(stdout);
  assert.equal(report.errno, null);
  assert.deepEqual(report.warnings, ['double-fetch', 'double-fetch-benign']);
});

test('random bytes are the same for the same seed', () => {
  const random = (seed: string) => call('--model', 'drm', '--random', '--seed', seed, '--format', 'json').stdout;
  assert.equal(random('7'), random('7'));
  assert.notEqual(random('7'), random('8'));
});

const mistakes: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an unknown model', ['--model', 'fwtcl'], /unknown model 'fwtcl' \(did you mean 'fwctl'\?\)/],
  ['an unknown ioctl', ['--ioctl', 'PROBE_RUM'], /has no ioctl 'PROBE_RUM' \(did you mean 'PROBE_RUN'\?\)/],
  ['an unknown member', ['--set', 'flag=1'], /no member 'flag' \(did you mean 'flags'\?\)/],
  ['an unknown record', ['--caller-struct', 'probe_rum'], /no record 'probe_rum' \(did you mean 'probe_run'\?\)/],
  ['an unknown cut', ['--caller-version', 'after:adr'], /no member 'adr' \(did you mean 'addr'\?\)/],
  [
    'an unknown parameter',
    ['--model', 'fwctl', '--param', 'respnd=1'],
    /no parameter 'respnd' \(did you mean 'respond'\?\)/,
  ],
  ['too many bytes', ['--bytes', '00'.repeat(41)], /--bytes has 41 bytes, and the caller's structure 40/],
  ['odd hex', ['--bytes', '123'], /has an odd number of digits \(3\)/],
  ['no hex', ['--bytes', 'xyzz'], /is not hexadecimal/],
  ['a size beyond its width', ['--caller-size', '0x100000000'], /does not fit the 32 bits of a size/],
  ['a size that is none', ['--caller-size', 'many'], /takes a number of bytes, not 'many'/],
  ['an impossible fault', ['--fault-at', '-1'], /--fault-at takes a number of bytes/],
  ['a fault far away', ['--fault-at', '9999999'], /lies far behind the caller's 40 bytes/],
  ['a value that does not fit', ['--set', 'flags=0x100000000'], /does not fit the 4 bytes of 'flags'/],
  ['a race without an event', ['--race', '0=ff'], /--race takes EVENT:OFFSET=HEX/],
  ['a handler of another form', ['--handler', 'EBUSY'], /--handler takes ret=N, errno=NAME or fd/],
  ['a huge kernel structure', ['--kernel-size', '9999999'], /the simulation holds 65536 at most/],
];

for (const [what, options, message] of mistakes) {
  test(`one line and status 2 for ${what}`, () => {
    const { status, stdout, stderr } = call(...options);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    assert.match(stderr, message);
  });
}

test('a hostile size of the caller is answered at once', () => {
  const { status, stdout } = call('--model', 'fwctl', '--caller-size', '0xfffffff8');
  assert.equal(status, 0);
  assert.match(stdout, /returns 0/);
});

test('versions of a record from git: an older caller, a header that the revision has under a name', (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'foo.h');
  const { commit } = initRepository(folder);
  const text = (members: string) =>
    `#include <linux/ioctl.h>\n#include <linux/types.h>\nstruct foo_do {\n${members}};\n#define FOO_DO _IO(0xb9, 1)\n`;
  fs.writeFileSync(file, text('\t__u32 size;\n\t__u32 a;\n'));
  commit('first');
  fs.writeFileSync(file, text('\t__u32 size;\n\t__u32 a;\n\t__u32 b;\n\t__u32 c;\n'));
  const foo = (...args: string[]) =>
    runUapi(['dispatch', file, '--ioctl', 'FOO_DO', '--model', 'fwctl', '--format', 'json', ...args], { cwd: folder });
  const older = foo('--caller-version', 'HEAD', '--set', 'a=7');
  assert.equal(older.status, 0, older.stderr);
  assert.deepEqual(JSON.parse(older.stdout).userMemory.before, '0800000007000000');
  const newer = foo('--kernel-version', 'HEAD:foo.h', '--set', 'c=7');
  assert.equal(JSON.parse(newer.stdout).errno, 'E2BIG');
  for (const wrong of ['nope', 'HEAD:bar.h']) {
    const { status, stderr } = foo('--caller-version', wrong);
    assert.equal(status, 2);
    assert.match(stderr, /^uapi: '[^\n]+\n$/);
  }
});
