// `uapi graph`: trees, DOT, contexts from comments and settings, and mistakes.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';

const ring = path.join(repositoryRoot, 'test/fixtures/driver/ring');

function folderWith(t: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(t);
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  return folder;
}

test('a function with what it calls, each once, with places', () => {
  const { status, stdout } = runUapi(['graph', ring, '--from', 'ring_ioctl']);
  assert.equal(status, 0);
  assert.deepEqual(stdout.replaceAll(`${ring}${path.sep}`, '').split('\n'), [
    'ring_ioctl (ring.c:62)',
    '  ring_set_index (ring.c:56)',
    '    ring_start (ring.c:51)',
    '      ring_put_index (ring.c:9)',
    '        ring_put_user (ring.h:20)',
    '          __put_user',
    '  ring_is_empty (ring.h:29)',
    '',
  ]);
});

test('what calls a function, from all its tops; a tree that was shown is named again', () => {
  const { stdout } = runUapi(['graph', ring, '--to', 'net_signal_done', '--from', 'net_transmit']);
  const names = stdout.split('\n').map((line) => line.replace(/\(.*?:\d+/, '('));
  assert.equal(names[0], 'net_transmit ()');
  assert.ok(names.includes('  net_signal_done ()'));
  const all = runUapi(['graph', ring, '--to', 'net_signal_done']).stdout;
  assert.match(all, /^net_transmit_work \(/m);
  assert.match(all, /^net_transmit_kick \(.*\)\n {2}net_transmit \(.*, above\)$/m);
});

test('--format dot is a graph of boxes, with pointers dashed', (t) => {
  const folder = folderWith(t, {
    'a.c':
      'struct ops { int (*run)(int); };\nstatic int a(int x) { return x; }\nstatic const struct ops ops = { .run = a };\nint f(struct ops *o) { return o->run(1); }\n',
  });
  const { stdout } = runUapi(['graph', folder, '--format', 'dot']);
  assert.match(stdout, /^digraph calls \{/);
  assert.match(stdout, /n1 -> n0 \[style=dashed\];/);
  assert.match(runUapi(['graph', folder]).stdout, /^ {2}a \(.*, through a pointer\)$/m);
});

test('a context comes from comments, and its roots from the settings too', (t) => {
  const folder = folderWith(t, {
    'a.c':
      '/* uapi-ctx: ring */\nstatic int get(void) { return __get_user(a, b); }\nint work(void) { return get(); }\nint other(void) { return 0; }\n',
    '.uapi.json': '{ "uaccessRoots": { "ring": ["work"] }, "uaccessPrimitives": ["raw_get"] }',
  });
  const { status, stdout } = runUapi(['graph', folder, '--context', 'ring']);
  assert.equal(status, 0);
  const lines = stdout.replaceAll(`${folder}${path.sep}`, '');
  assert.equal(lines, 'work (a.c:3, root of ring)\n  get (a.c:2, context ring)\n    __get_user\n');
});

for (const [title, args, names] of [
  ['a function that is not there', ['--from', 'ring_sart'], /no function 'ring_sart'.*did you mean 'ring_start'/],
  ['a context that nothing carries', ['--context', 'ring'], /user-access context 'ring'; none is annotated/],
  ['an unknown format', ['--format', 'svg'], /svg/],
] as const) {
  test(`${title} is wrong usage`, () => {
    const { status, stdout, stderr } = runUapi(['graph', ring, ...args]);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, names);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  });
}

test('a folder without sources, and a path that is none, are told', (t) => {
  const folder = folderWith(t, {});
  const { status, stderr } = runUapi(['graph', folder, path.join(folder, 'none.c')]);
  assert.equal(status, 2);
  assert.match(stderr, /no \*\.c or \*\.h below/);
  assert.match(stderr, /none\.c/);
});
