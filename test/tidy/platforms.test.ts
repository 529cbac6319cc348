// What runs on the desktop and in browsers from one source: the rooms of the host, and the VS Code client.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryFiles } from '../harness/repository.js';
import { type Import, importsOf } from './imports.js';

const isSource = (path: string): boolean => path.endsWith('.ts') && !path.endsWith('.test.ts');
const host = repositoryFiles('server/src/host', isSource).flatMap(importsOf);
const client = repositoryFiles('client/src', isSource).flatMap(importsOf);
const describe = ({ from, specifier }: Import): string => `${from} imports ${specifier}`;

test('the sources are there', () => {
  assert.ok(host.length > 50 && client.length > 50, `${host.length} and ${client.length} imports`);
});

test('what all hosts share, and the host of browsers, know nothing of Node', () => {
  const wrong = host.filter(({ from, specifier, target = '' }) => {
    if (!/\/host\/(?:common|browser)\//.test(from)) return false;
    if (target.startsWith('server/src/host/node/')) return true;
    // The bundle for browsers has another package in its place.
    return specifier.startsWith('node:') && !(specifier === 'node:path' && from === 'server/src/host/common/paths.ts');
  });
  assert.deepEqual(wrong.map(describe), []);
});

test('what all hosts share knows none of them', () => {
  const wrong = host.filter(
    ({ from, target = '' }) => from.includes('/host/common/') && target.startsWith('server/src/host/browser/'),
  );
  assert.deepEqual(wrong.map(describe), []);
});

test('the client imports nothing of the server: it has its own types of what goes over the wire', () => {
  const wrong = client.filter(
    ({ specifier, target = '' }) => specifier.startsWith('uapi-language-server') || target.startsWith('server/'),
  );
  assert.deepEqual(wrong.map(describe), []);
});

test('only the entry point of the desktop knows Node', () => {
  const wrong = client.filter(
    ({ from, specifier }) =>
      (specifier.startsWith('node:') || specifier.endsWith('/node')) && from !== 'client/src/extension.node.ts',
  );
  assert.deepEqual(wrong.map(describe), []);
});
