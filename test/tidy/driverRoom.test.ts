// Whoever has only headers loads nothing of what reads driver sources: no entry point reaches the rooms `surface` and
// `driver` by imports that run at once. `import()` is the one way there, by core/driverIndex.ts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryFiles } from '../harness/repository.js';
import { importsOf } from './imports.js';

const files = new Map(
  repositoryFiles('server/src', (path) => path.endsWith('.ts') && !path.endsWith('.test.ts')).map((file) => [
    file.path,
    file,
  ]),
);

/** Imports that are carried out when the file is loaded: neither those of types alone nor `import()`. */
function loadedBy(path: string): readonly string[] {
  const file = files.get(path);
  if (file === undefined) return [];
  const text = file
    .readText()
    .replace(/\b(?:import|export)\s+type\b[^;]*;/g, '')
    .replace(/\bimport\(/g, '(')
    .replace(/\b(import|export)\s*\{((?:\s*type [^,}]+,?)+)\s*\}\s*from\s*'[^']*';/g, '');
  return importsOf({ ...file, readText: () => text }).flatMap(({ target }) => (target === undefined ? [] : [target]));
}

function reachedFrom(entry: string): ReadonlyMap<string, string> {
  const from = new Map([[entry, '']]);
  for (const path of from.keys()) {
    for (const target of loadedBy(path)) if (!from.has(target)) from.set(target, path);
  }
  return from;
}

const isDriverSide = (path: string): boolean =>
  /^server\/src\/(?:core\/(?:surface|driver|callGraph)\/|core\/driverIndex\.ts|ide\/driver\/)/.test(path) ||
  path.endsWith('/sourceRegistry.generated.ts');

for (const entry of [
  'server/src/host/node/cliMain.ts',
  'server/src/host/node/serverMain.ts',
  'server/src/host/browser/serverMain.ts',
  'server/src/core/index.ts',
]) {
  test(`${entry} starts without the driver side`, () => {
    const reached = reachedFrom(entry);
    assert.ok(reached.size > 100, `only ${reached.size} modules reached`);
    const wrong = [...reached].filter(([path]) => isDriverSide(path)).map(([path, from]) => `${from} loads ${path}`);
    assert.deepEqual(wrong, []);
  });
}

test('the second door leads there', () => {
  assert.ok([...reachedFrom('server/src/core/driverIndex.ts').keys()].filter(isDriverSide).length > 10);
});
