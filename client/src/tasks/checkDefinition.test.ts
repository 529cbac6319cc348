import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkArguments, readDefinition } from './checkDefinition.js';

test('a definition becomes a command line, in which a path is never taken for an option', () => {
  const definition = readDefinition({
    type: 'uapi',
    paths: ['include/uapi', '--fix'],
    profile: 'new',
    against: 'v6.6',
  });
  assert.ok(definition !== undefined);
  assert.deepEqual(checkArguments(definition), [
    'check',
    '--format=gcc',
    '--profile=new',
    '--against=v6.6',
    '--',
    'include/uapi',
    '--fix',
  ]);
});

test('without paths the whole folder is checked', () => {
  assert.deepEqual(readDefinition({ type: 'uapi' }), { type: 'uapi', paths: ['.'] });
});

test('a definition of the wrong shape is none', () => {
  for (const wrong of [
    {},
    { type: 'npm' },
    { type: 'uapi', paths: 'x' },
    { type: 'uapi', paths: [] },
    { type: 'uapi', paths: [1] },
    { type: 'uapi', profile: 7 },
  ]) {
    assert.equal(readDefinition(wrong), undefined, JSON.stringify(wrong));
  }
});
