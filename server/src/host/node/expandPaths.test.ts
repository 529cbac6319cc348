import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { POSIX } from '../common/paths.js';
import { expandPaths } from './expandPaths.js';
import { createFileStore } from './fileSystem.js';
import { tempTree } from './testing/tempTree.js';

test('folders stand for their headers, in the order of their names', (t) => {
  const root = tempTree(t, {
    'inc/b.h': '',
    'inc/a.h': '',
    'inc/Z.h': '',
    'inc/sub/c.h': '',
    'inc/sub/round': '-> ..',
    'inc/linked.h': '-> a.h',
    'inc/dangling.h': '-> nowhere',
    'inc/notes.txt': '',
    'inc/.git/x.h': '',
    'inc/node_modules/y.h': '',
    'other/d.h': '',
    'inc/more': '-> ../other',
  });
  const expand = (...paths: readonly string[]): readonly string[] => {
    const { files, problems } = expandPaths(createFileStore(POSIX), paths, root);
    assert.deepEqual(problems, []);
    return files;
  };
  assert.deepEqual(expand('inc'), ['inc/Z.h', 'inc/a.h', 'inc/b.h', 'inc/linked.h', 'inc/sub/c.h']);
  assert.deepEqual(expand(join(root, 'other')), [join(root, 'other/d.h')]);
  assert.deepEqual(expand('inc/more'), ['inc/more/d.h'], 'a link that is named itself');
  assert.deepEqual(expand('inc/b.h', '-', 'inc/sub', './inc/b.h', '-'), ['inc/b.h', '-', 'inc/sub/c.h']);
  assert.deepEqual(expand('inc/notes.txt'), ['inc/notes.txt'], 'a file is taken whatever its name');
});

test('with sources, folders of sources stand for those, and others for their headers', (t) => {
  const root = tempTree(t, {
    'include/uapi/a.h': '',
    'drivers/main.c': '',
    'drivers/private.h': '',
    'drivers/deep/x.c': '',
  });
  const expand = (sources: boolean) => expandPaths(createFileStore(POSIX), ['.'], root, { sources }).files;
  assert.deepEqual(expand(true), ['drivers/deep/x.c', 'drivers/main.c', 'include/uapi/a.h']);
  assert.deepEqual(expand(false), ['drivers/private.h', 'include/uapi/a.h']);
});

test('headers below a folder of sources are private, up to a folder of public ones', (t) => {
  const root = tempTree(t, {
    'drivers/public.h': '',
    'drivers/foo/main.c': '',
    'drivers/foo/regs/regs.h': '',
    'drivers/foo/regs/deep/more.h': '',
    'drivers/foo/include/foo.h': '',
    'drivers/foo/include/linux/foo.h': '',
    'drivers/foo/abi/uapi/abi.h': '',
    'drivers/foo/include/lib/lib.c': '',
    'drivers/foo/include/lib/lib.h': '',
  });
  const expand = (path: string, sources: boolean) =>
    expandPaths(createFileStore(POSIX), [path], root, { sources }).files;
  assert.deepEqual(expand('drivers', true), [
    'drivers/foo/abi/uapi/abi.h',
    'drivers/foo/include/foo.h',
    'drivers/foo/include/lib/lib.c',
    'drivers/foo/include/linux/foo.h',
    'drivers/foo/main.c',
    'drivers/public.h',
  ]);
  assert.deepEqual(
    expand('drivers/foo/regs', true),
    ['drivers/foo/regs/deep/more.h', 'drivers/foo/regs/regs.h'],
    'a folder that is named itself',
  );
  assert.equal(expand('drivers', false).length, 7, 'without sources every header');
});

test('what names nothing is a problem, and the rest is still listed', (t) => {
  const root = tempTree(t, { 'empty/readme': '', 'a.h': '' });
  const { files, problems } = expandPaths(createFileStore(POSIX), ['none.h', 'empty', 'a.h', ''], root);
  assert.deepEqual(files, ['a.h']);
  assert.deepEqual(
    problems.map((problem) => problem.message),
    ["cannot read 'none.h': no such file", "no header (*.h) below 'empty'", 'an empty PATH names no file'],
  );
});
