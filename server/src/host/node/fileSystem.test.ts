import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isFileProblem } from '../../cli/cliHost.js';
import { MAX_FILE_BYTES } from '../common/fileStore.js';
import { POSIX } from '../common/paths.js';
import { createFileStore, problemOfError, readText } from './fileSystem.js';
import { tempTree } from './testing/tempTree.js';

const NAME = { displayName: 'a.h', view: 'installed' } as const;

function textOf(t: TestContext, bytes: Uint8Array): string {
  const root = tempTree(t, {});
  writeFileSync(join(root, 'a.h'), bytes);
  const text = readText(join(root, 'a.h'));
  assert.ok(typeof text === 'string');
  return text;
}

function problemOf(path: string): { problem: string; message: string } {
  const answer = readText(path);
  assert.ok(typeof answer !== 'string', `${path} was read`);
  assert.ok(!answer.message.includes('\n'));
  return answer;
}

test('text is UTF-8 as an editor shows it', (t) => {
  assert.equal(textOf(t, Buffer.from('int a; /* ü € 😀 */\r\n')), 'int a; /* ü € 😀 */\r\n');
  assert.equal(textOf(t, Buffer.from('\uFEFFint a;')), 'int a;', 'a byte order mark is no character');
  assert.equal(textOf(t, Buffer.from([0x61, 0xff, 0x62, 0xc3])), 'a\uFFFDb\uFFFD', 'malformed bytes do not throw');
  assert.equal(textOf(t, Buffer.from('a\0b')), 'a\0b');
  assert.equal(textOf(t, Buffer.alloc(0)), '');
});

test('what is no regular file is refused at once', (t) => {
  const root = tempTree(t, { 'folder/a.h': '' });
  const fifo = join(root, 'fifo.h');
  execFileSync('mkfifo', [fifo]);
  assert.equal(problemOf(join(root, 'folder')).problem, 'not-a-file');
  assert.match(problemOf(fifo).message, /it is a pipe, not a file$/);
  assert.equal(problemOf('/dev/zero').problem, 'not-a-file');
  assert.match(problemOf(join(root, 'missing.h')).message, /no such file$/);
  assert.equal(problemOf(join(root, 'folder/a.h/b.h')).problem, 'not-found');
  assert.equal(problemOf('a\0.h').problem, 'not-found');
});

test('a file of unknown size is read to its end', () => {
  const text = readText('/proc/self/status');
  assert.ok(typeof text === 'string' && text.startsWith('Name:'));
});

test('a file beyond the limit costs neither time nor memory', (t) => {
  const root = tempTree(t, { 'large.h': '', 'limit.h': '' });
  truncateSync(join(root, 'large.h'), MAX_FILE_BYTES + 1);
  const problem = problemOf(join(root, 'large.h'));
  assert.equal(problem.problem, 'too-large');
  assert.match(problem.message, /it has 65 MB; it is larger than the limit of 64 MB for one header$/);
});

test('messages name the reason, with control characters written out', () => {
  const error = (code: string): Error => Object.assign(new Error(code), { code });
  assert.equal(problemOfError('a.h', error('EACCES'), 'read').problem, 'no-permission');
  assert.match(problemOfError('a\n.h', error('ENOENT'), 'read').message, /'a\\x0a\.h'/);
  assert.match(problemOfError('a.h', error('EIO'), 'read').message, /the system says EIO$/);
});

test('one object for each file, also through links', (t) => {
  const root = tempTree(t, { 'real/a.h': 'int a;', link: '-> real', 'b.h': '-> real/a.h', 'circle.h': '-> circle.h' });
  const store = createFileStore(POSIX);
  const file = store.read(join(root, 'real/a.h'), NAME);
  assert.ok(!isFileProblem(file));
  assert.equal(file.text, 'int a;');
  assert.equal(store.read(join(root, 'real/a.h'), NAME), file);
  assert.equal(store.read(join(root, 'link/a.h'), NAME), file);
  assert.equal(store.read(join(root, 'b.h'), NAME), file);
  assert.equal(store.realFile(join(root, 'link/a.h')), join(root, 'real/a.h'));
  assert.equal(store.realFile(join(root, 'circle.h')), undefined);
  assert.equal(store.realFile(join(root, 'real')), undefined);
  assert.equal(store.realFolder(join(root, 'link')), join(root, 'real'));
  assert.equal(store.isFolder(join(root, 'b.h')), false);
});

test('what was read once is not read again', (t) => {
  const root = tempTree(t, { 'a.h': 'old' });
  const store = createFileStore(POSIX);
  const path = join(root, 'a.h');
  const file = store.read(path, NAME);
  writeFileSync(path, 'new');
  writeFileSync(join(root, 'b.h'), '');
  assert.equal(store.read(path, NAME), file);
  assert.equal(store.realFile(join(root, 'b.h')), undefined, 'listings are those of the first look');
});
