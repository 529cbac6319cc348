import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask, lookup, tempTree } from '../node/testing/tempTree.js';

test('a quoted name is looked for beside its includer, then in the roots', (t) => {
  const root = tempTree(t, {
    'inc/linux/types.h': '',
    'inc/linux/a.h': '',
    'inc/linux/b.h': '',
    'inc/b.h': '',
    'inc/only-root.h': '',
  });
  const { main, resolver, find } = lookup(join(root, 'inc/linux/a.h'));
  assert.equal(find('"b.h"'), join(root, 'inc/linux/b.h'));
  assert.equal(find('<b.h>'), join(root, 'inc/b.h'));
  assert.equal(find('"only-root.h"'), join(root, 'inc/only-root.h'));
  assert.equal(find('"linux/types.h"'), join(root, 'inc/linux/types.h'));
  assert.equal(ask(resolver('x86_64'), '"b.h"', main)?.root, -1);
});

test('#include_next goes on after the root of the includer', (t) => {
  const root = tempTree(t, {
    'one/limits.h': 'one',
    'two/limits.h': 'two',
    'a.h': '',
    'limits.h': 'beside',
  });
  const options = { includeRoots: [join(root, 'one'), join(root, 'two')] };
  const { main, resolver } = lookup(join(root, 'a.h'), { options });
  const next = (includer: typeof main, after: number): string | undefined =>
    ask(resolver('x86_64'), '<limits.h>', includer, { after })?.file.text;
  const first = ask(resolver('x86_64'), '<limits.h>', main);
  assert.equal(first?.file.text, 'one');
  assert.equal(next(first.file, first.root), 'two');
  assert.equal(next(first.file, 1), undefined);
  // As in gcc, a file found beside its includer comes before the chain.
  const beside = ask(resolver('x86_64'), '"limits.h"', main);
  assert.equal(beside?.file.text, 'beside');
  assert.equal(next(beside.file, beside.root), 'one');
});

test('the same file is the same object on every ABI and for every resolver', (t) => {
  const root = tempTree(t, { 'inc/linux/types.h': '', 'inc/linux/a.h': '' });
  const { main, resolver } = lookup(join(root, 'inc/linux/a.h'));
  const found = ask(resolver('x86_64'), '<linux/types.h>', main);
  assert.equal(ask(resolver('m68k'), '<linux/types.h>', main)?.file, found?.file);
  assert.equal(ask(resolver('x86_64'), '<linux/types.h>', main), found, 'and the answer is remembered');
  assert.equal(ask(resolver('x86_64'), '<linux/a.h>', main)?.file, main);
});

test('built-in headers are one object each, and quote nothing from the disk', (t) => {
  const root = tempTree(t, { 'a.h': '', 'b.h': '' });
  const { main, resolver } = lookup(join(root, 'a.h'), { builtins: { 'linux/types.h': 'fallback' } });
  const types = ask(resolver('x86_64'), '<linux/types.h>', main)?.file;
  assert.equal(types?.path, 'builtin:/linux/types.h');
  assert.equal(types.displayName, 'linux/types.h');
  assert.equal(ask(resolver('m68k'), '"linux/types.h"', main)?.file, types);
  assert.equal(ask(resolver('x86_64'), '"b.h"', types), undefined);
});

test('hostile spellings name nothing', (t) => {
  const root = tempTree(t, { 'secret.txt': 'secret', 'home/linux/types.h': '', 'home/linux/a.h': '', 'home/b.h': '' });
  const { find } = lookup(join(root, 'home/linux/a.h'));
  assert.equal(find('"../b.h"'), join(root, 'home/b.h'), 'inside the tree, ../ works');
  assert.equal(find('<linux/../b.h>'), join(root, 'home/b.h'));
  const hostile = [
    '../../secret.txt',
    '../secret.txt',
    'linux/../../secret.txt',
    join(root, 'secret.txt'),
    '/etc/passwd',
    '../../../../../../../../../etc/passwd',
    'b.h\0',
    '',
    '.',
    '..',
    '/',
    'linux',
    '__proto__',
    `${'../'.repeat(2000)}etc/passwd`,
    'x'.repeat(100_000),
  ];
  for (const spelling of hostile) {
    assert.equal(find(`"${spelling}"`), undefined, spelling.slice(0, 60));
    assert.equal(find(`<${spelling}>`), undefined, spelling.slice(0, 60));
  }
});

test('links out of an untrusted tree are not followed; in configured roots they are', (t) => {
  const root = tempTree(t, {
    'secret.txt': 'secret',
    'store/linux/b.h': 'b',
    'tree/linux/types.h': '',
    'tree/linux/a.h': '',
    'tree/linux/inner.h': '-> types.h',
    'tree/linux/b.h': '-> ../../store/linux/b.h',
    'tree/linux/secret.h': '-> ../../secret.txt',
    'tree/linux/out': '-> ../..',
    'tree/linux/sneaky.h': '-> out/../secret.txt',
  });
  const { find } = lookup(join(root, 'tree/linux/a.h'));
  assert.ok(find('<linux/inner.h>'), 'a link inside the tree');
  for (const spelling of ['linux/b.h', 'linux/secret.h', 'linux/out/secret.txt', 'linux/sneaky.h']) {
    assert.equal(find(`<${spelling}>`), undefined, spelling);
    assert.equal(find(`"${spelling.replace('linux/', '')}"`), undefined, spelling);
  }
  const trusted = lookup(join(root, 'tree/linux/a.h'), { options: { includeRoots: [join(root, 'tree')] } });
  assert.equal(trusted.find('<linux/b.h>'), join(root, 'tree/linux/b.h'));
});

test('Debian’s links from TRIPLET/asm to the shared asm folders are followed in any tree', (t) => {
  const root = tempTree(t, {
    'usr/lib/linux/uapi/x86/asm/types.h': 'x86',
    'usr/include/linux/types.h': '',
    'usr/include/linux/a.h': '',
    'usr/include/x86_64-linux-gnu/asm/types.h': '-> ../../../lib/linux/uapi/x86/asm/types.h',
    'usr/include/i386-linux-gnu/asm/types.h': '-> ../../../lib/linux/uapi/x86/asm/types.h',
  });
  const { main, resolver } = lookup(join(root, 'usr/include/linux/a.h'));
  const found = ask(resolver('x86_64'), '<asm/types.h>', main)?.file;
  assert.deepEqual([found?.text, found?.displayName, found?.architecture], ['x86', 'asm/types.h', 'x86']);
  assert.equal(ask(resolver('i386'), '<asm/types.h>', main)?.file, found);
});

test('a folder or an unreadable file is not an include', (t) => {
  const root = tempTree(t, {
    'linux/types.h': '',
    'linux/a.h': '',
    'linux/folder.h/x': '',
    'linux/gone.h': '-> nowhere.h',
  });
  const { find } = lookup(join(root, 'linux/a.h'));
  assert.equal(find('<linux/folder.h>'), undefined);
  assert.equal(find('"gone.h"'), undefined);
});
