import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globOfPath, headerFilters, sourceFilters } from './headerSelector.js';

test('each glob is asked of both languages that VS Code takes a header for', () => {
  assert.deepEqual(headerFilters(['**/uapi/**/*.h'], [], 'file'), [
    { language: 'c', pattern: '**/uapi/**/*.h', scheme: 'file' },
    { language: 'cpp', pattern: '**/uapi/**/*.h', scheme: 'file' },
  ]);
});

test('a header that the user asked for is matched to the letter', () => {
  const [filter] = headerFilters([], ['/a/b [1]/{x}*?.h'], undefined);
  assert.deepEqual(filter, { language: 'c', pattern: '/a/b [[]1[]]/[{]x[}][*][?].h' });
  assert.equal(globOfPath('/plain/foo.h'), '/plain/foo.h');
});

test('a setting of the wrong kind serves nothing, and breaks nothing', () => {
  for (const globs of [undefined, null, 'x', 7, {}, [7, null, '']])
    assert.deepEqual([headerFilters(globs, [], 'file'), sourceFilters(globs, 'file')], [[], []]);
});

test('a source of a driver is C, and each glob is asked once', () => {
  assert.deepEqual(sourceFilters(['**/drivers/**/*.c', '**/drivers/**/*.c', '**/fs/**/*.c'], 'file'), [
    { language: 'c', pattern: '**/drivers/**/*.c', scheme: 'file' },
    { language: 'c', pattern: '**/fs/**/*.c', scheme: 'file' },
  ]);
  assert.deepEqual(sourceFilters(['**/fs/**/*.c'], undefined), [{ language: 'c', pattern: '**/fs/**/*.c' }]);
});
