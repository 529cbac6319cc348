import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globFolder, globProblem, headerNames, isPlainPath, matchesHeader, matchesSymbol } from './globs.js';

const names = headerNames({ path: '/tree/include/uapi/linux/foo.h', displayName: 'linux/foo.h' }, '/tree/.uapi.json');

const headers: readonly (readonly [string, boolean])[] = [
  ['include/uapi/linux/foo.h', true],
  ['linux/foo.h', true],
  ['linux/*.h', true],
  ['include/*/linux/f?o.h', true],
  ['include/**', true],
  ['**/linux/*.h', true],
  ['foo.h', true],
  ['*.h', true],
  ['{bar,foo}.h', true],
  ['[a-f]*.h', true],
  ['uapi/linux/foo.h', false],
  ['include/*.h', false],
  ['linux/fo.h', false],
  ['oo.h', false],
  ['linux', false],
  ['LINUX/foo.h', false],
  ['linux/(foo|bar).h', false],
  ['linux/+(f)oo.h', false],
  ['linux/fo+.h', false],
];
for (const [glob, expected] of headers) {
  test(`${glob} ${expected ? 'matches' : 'does not match'} linux/foo.h`, () =>
    assert.equal(matchesHeader(glob, names), expected));
}

test('names of headers elsewhere, and on Windows', () => {
  assert.equal(headerNames({ path: '/else/a.h', displayName: 'a.h' }, '/tree/.uapi.json').fromSettings, '/else/a.h');
  const windows = headerNames({ path: 'C:\\tree\\inc\\a.h', displayName: 'a.h' }, 'C:\\tree\\.uapi.json');
  assert.equal(windows.fromSettings, 'inc/a.h');
});

test('symbols', () => {
  assert.ok(matchesSymbol('foo.bar', 'foo.bar'));
  assert.ok(matchesSymbol('foo.*', 'foo.bar.baz'));
  assert.ok(matchesSymbol('FOO_*', 'FOO_BAR'));
  assert.ok(matchesSymbol('foo.entries[].addr', 'foo.entries[].addr'));
  assert.ok(matchesSymbol('foo.entries[].*', 'foo.entries[].addr'));
  assert.ok(!matchesSymbol('foo', 'foo.bar'));
  assert.ok(!matchesSymbol('foo.*', 'foo'));
});

test('what a glob may not be', () => {
  for (const glob of ['', '!a.h', '/a.h', 'C:/a.h', 'a\\b.h', '../a.h', './a.h', '*a'.repeat(9), 'a'.repeat(257)]) {
    assert.notEqual(globProblem(glob), undefined, glob);
  }
  for (const glob of ['a.h', '**/a*.h', '.hidden/a.h', 'a..h']) assert.equal(globProblem(glob), undefined, glob);
});

test('the folder of a glob', () => {
  assert.deepEqual(['a/b/c.h', 'a/b*/c.h', '*.h', 'a/{b,c}.h'].map(globFolder), ['a/b/', 'a/', '', 'a/']);
  assert.ok(isPlainPath('a/b.h') && !isPlainPath('a/*.h'));
});

test('hostile globs take no time', () => {
  const start = process.cpuUsage();
  const name = { fromSettings: `${'a'.repeat(40)}!`, displayName: 'a' };
  for (const glob of [`${'(a+)'.repeat(40)}b`, `${'+(a|aa)'.repeat(20)}b`, `${'[a]+'.repeat(40)}b`, '**/'.repeat(8)]) {
    matchesHeader(glob, name);
  }
  const { user } = process.cpuUsage(start);
  assert.ok(user < 1_000_000, `${user} µs`);
});
