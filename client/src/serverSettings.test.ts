import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Settings, serverSettings } from './serverSettings.js';

/** Settings of which `set` are the user's, and `defaults` the manifest's. */
function settings(set: Record<string, unknown>, defaults: Record<string, unknown> = {}): Settings {
  return {
    get: (key) => (Object.hasOwn(set, key) ? set[key] : defaults[key]),
    inspect: (key) => (Object.hasOwn(set, key) ? { workspaceValue: set[key] } : {}),
  };
}

test('what nobody set is left to the server and to .uapi.json', () => {
  const empty = settings({}, { profile: '', abis: null, includeRoots: [], rules: {}, kernelTree: '' });
  assert.deepEqual(serverSettings(empty, false), {});
});

test('what is set is told as it is, and settings of the client are not', () => {
  const set = { profile: 'new', abis: 'all', rules: { 'types/long-member': 'off' }, hover: false, headers: ['*.h'] };
  assert.deepEqual(serverSettings(settings(set), false), {
    profile: 'new',
    abis: 'all',
    rules: { 'types/long-member': 'off' },
    hover: false,
  });
});

test('beside clangd or C/C++ the server leaves to them what both can, unless the user says otherwise', () => {
  const defaults = { definition: true, outline: true, completion: 'all', hover: true };
  assert.deepEqual(serverSettings(settings({}, defaults), true), {
    hover: true,
    definition: false,
    outline: false,
    completion: 'snippets',
  });
  assert.deepEqual(serverSettings(settings({ outline: true, completion: 'all' }, defaults), true), {
    hover: true,
    definition: false,
    outline: true,
    completion: 'all',
  });
});
