// The one-way doors of ARCHITECTURE.md, checked on the imports of every source file: between the five projects, and
// between the rooms inside `core`. Tests beside the code may look anywhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryFiles } from '../harness/repository.js';
import { type Import, importsOf } from './imports.js';

/** Which project may import which. The compiler guards the same through project references. */
const projectDoors: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ide: ['core'],
  lsp: ['core', 'ide'],
  cli: ['core', 'ide'],
  host: ['core', 'ide', 'lsp', 'cli'],
};

/** Which room of `core` may import which. Nothing imports `rules`, `dispatch`, `export` and `unit` from the left. */
const roomDoors: Readonly<Record<string, readonly string[]>> = {
  source: [],
  base: ['source'],
  target: [],
  lex: ['base', 'source'],
  preprocess: ['base', 'source', 'lex', 'target'],
  parse: ['base', 'source', 'lex', 'preprocess'],
  sema: ['base', 'source', 'target', 'lex', 'preprocess', 'parse'],
  layout: ['base', 'source', 'target', 'parse', 'sema'],
  ioctl: ['base', 'source', 'target', 'lex', 'preprocess', 'parse', 'sema', 'layout'],
  unit: ['base', 'source', 'target', 'lex', 'preprocess', 'parse', 'sema', 'layout', 'ioctl'],
  review: ['base', 'source', 'target', 'lex', 'preprocess', 'parse', 'sema', 'layout', 'ioctl', 'unit'],
  compat: ['base', 'source', 'target', 'sema', 'layout', 'ioctl', 'unit', 'review'],
  surface: ['base', 'source', 'lex'],
  driver: ['base', 'source', 'target', 'lex', 'sema', 'layout', 'ioctl', 'unit', 'review', 'compat', 'surface'],
  callGraph: ['base', 'source', 'lex', 'surface', 'driver'],
  export: ['base', 'source', 'target', 'sema', 'layout', 'ioctl', 'unit', 'review', 'compat'],
  dispatch: ['base', 'source', 'target', 'sema', 'layout', 'ioctl', 'unit', 'review'],
  rules: [
    'base',
    'source',
    'target',
    'lex',
    'preprocess',
    'parse',
    'sema',
    'layout',
    'ioctl',
    'unit',
    'review',
    'compat',
    'surface',
    'driver',
    'callGraph',
  ],
};

const sourceFiles = repositoryFiles('server/src', (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
const imports = sourceFiles.flatMap(importsOf);

const projectOf = (path: string): string | undefined => path.match(/^server\/src\/([^/]+)\//)?.[1];
const roomOf = (path: string): string | undefined => path.match(/^server\/src\/core\/([^/]+)\//)?.[1];
const describe = ({ from, specifier }: Import): string => `${from} imports ${specifier}`;

test('the import reader finds the imports of the sources', () => {
  assert.ok(imports.length > 20, `only ${imports.length} imports found`);
});

test('every project and every room of core has a line in the tables', () => {
  const projects = new Set(sourceFiles.map((file) => projectOf(file.path)));
  const rooms = new Set(sourceFiles.map((file) => roomOf(file.path)).filter((room) => room !== undefined));
  assert.deepEqual(
    [...projects].filter((project) => !(project !== undefined && project in projectDoors)),
    [],
  );
  assert.deepEqual(
    [...rooms].filter((room) => !(room in roomDoors)),
    [],
  );
});

test('each door leads to an earlier line of its table, so there is no circle', () => {
  for (const doors of [projectDoors, roomDoors]) {
    const names = Object.keys(doors);
    const backward = names.flatMap((name, line) =>
      doors[name].filter((door) => !names.slice(0, line).includes(door)).map((door) => `${name} → ${door}`),
    );
    assert.deepEqual(backward, []);
  }
});

test('projects import only to the left', () => {
  const wrong = imports.filter(({ from, target }) => {
    if (target === undefined) return false;
    const [importer, imported] = [projectOf(from), projectOf(target)];
    if (importer === undefined || imported === undefined) return true;
    return importer !== imported && !projectDoors[importer].includes(imported);
  });
  assert.deepEqual(wrong.map(describe), []);
});

test('rooms of core import only to the left', () => {
  const wrong = imports.filter(({ from, target }) => {
    const importer = roomOf(from);
    const imported = target === undefined ? undefined : roomOf(target);
    if (importer === undefined || imported === undefined) return false;
    return importer !== imported && !roomDoors[importer].includes(imported);
  });
  assert.deepEqual(wrong.map(describe), []);
});

test('no room imports the index of core, which imports them all', () => {
  const wrong = imports.filter(
    ({ from, target }) => roomOf(from) !== undefined && target === 'server/src/core/index.ts',
  );
  assert.deepEqual(wrong.map(describe), []);
});

test('other projects enter core by its two doors only', () => {
  const wrong = imports.filter(
    ({ from, target }) =>
      target !== undefined &&
      projectOf(from) !== 'core' &&
      projectOf(target) === 'core' &&
      target !== 'server/src/core/index.ts' &&
      target !== 'server/src/core/driverIndex.ts',
  );
  assert.deepEqual(wrong.map(describe), [], "import '…/core/index.js', or '…/core/driverIndex.js' for driver sources");
});

test('core imports no package and no module of Node', () => {
  const wrong = imports.filter(({ from, target }) => target === undefined && projectOf(from) === 'core');
  assert.deepEqual(wrong.map(describe), []);
});

test('only host and cli import modules of Node', () => {
  const mayUseNode = new Set(['host', 'cli']);
  const wrong = imports.filter(
    ({ from, specifier }) => specifier.startsWith('node:') && !mayUseNode.has(projectOf(from) ?? ''),
  );
  assert.deepEqual(wrong.map(describe), []);
});
