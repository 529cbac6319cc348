import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOfUri, readDirectoryAnswer, readFileAnswer, uriOfPath } from './clientFiles.js';

test('a URI of any file system has a path, and the path leads back', () => {
  const uris: readonly (readonly [string, string])[] = [
    ['vscode-vfs://github/torvalds/linux/include/uapi/a.h', '/vscode-vfs:github/torvalds/linux/include/uapi/a.h'],
    ['file:///c%3A/a%20b.h', '/file:/c:/a b.h'],
    ['memfs:///x%23y%3F.h', '/memfs:/x#y?.h'],
    ['vscode-vfs://github%2B7b/a.h', '/vscode-vfs:github%2B7b/a.h'],
  ];
  for (const [uri, path] of uris) {
    assert.equal(pathOfUri(uri), path);
    assert.equal(uriOfPath(path), uri);
  }
  assert.equal(pathOfUri('memfs:/x.h'), '/memfs:/x.h');
});

test('what names no file has no path', () => {
  for (const uri of [
    '',
    'x',
    'untitled:Untitled-1',
    'git:/a.h?ref=HEAD',
    'file:///a%00.h',
    'file:///%ff',
    'memfs:a.h',
  ]) {
    assert.equal(pathOfUri(uri), undefined, uri);
  }
  for (const path of ['/', '/a/b.h', 'memfs:/x.h']) assert.equal(uriOfPath(path), undefined, path);
});

test('answers of the wrong shape are nothing, and no entry leads out of its folder', () => {
  for (const answer of [null, undefined, 7, {}, 'x']) assert.equal(readDirectoryAnswer(answer), undefined);
  const listed = readDirectoryAnswer([
    ['a.h', 'file'],
    ['..', 'folder'],
    ['x/y', 'file'],
    ['l', 'link'],
    'z',
    ['__proto__', 'folder'],
  ]);
  assert.deepEqual(
    [...(listed ?? [])],
    [
      ['a.h', 'file'],
      ['__proto__', 'folder'],
    ],
  );
  assert.deepEqual(readFileAnswer({ text: 'x' }), { text: 'x' });
  assert.deepEqual(readFileAnswer({ problem: 'gone' }), { problem: 'gone' });
  for (const answer of [null, 7, {}, { text: 7 }]) assert.ok('problem' in readFileAnswer(answer));
});
