// Rules on the text of every source file: size, paths of somebody's machine, tests that are switched off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineMatches, repositoryFiles } from '../harness/repository.js';

const maxLines = 500;

/** Long by nature: made by a generator, recorded from a compiler, or one entry per version. */
const mayBeLong = [
  /\.generated\.ts$/,
  /^test\/golden\//,
  /(?:^|\/)package-lock\.json$/,
  /^CHANGELOG\.md$/,
  /^docs\/rules\//,
  // The manifest of the extension: VS Code wants it whole.
  /^package\.json$/,
  // It has an entry for each rule.
  /^server\/schema\/uapi\.schema\.json$/,
];

const textFile = /\.(?:ts|mjs|cjs|js|json|md|h|yml)$|^\.ci\/|^\.npmrc$|^\.gitignore$/;

/** Names what it looks for. */
const own = 'test/tidy/sourceText.test.ts';

const files = repositoryFiles('.', (path) => textFile.test(path));

test('the walker sees the checkout', () => {
  const paths = new Set(files.map((file) => file.path));
  for (const path of ['package.json', 'server/src/core/target/abi.ts', 'scripts/build.mjs', 'README.md', '.ci/run']) {
    assert.ok(paths.has(path), `${path} is not among the ${paths.size} files found`);
  }
});

test(`no file is longer than ${maxLines} lines`, () => {
  const long = files
    .filter((file) => !mayBeLong.some((pattern) => pattern.test(file.path)))
    .map((file) => ({ path: file.path, lines: file.readText().split('\n').length - 1 }))
    .filter(({ lines }) => lines > maxLines)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
  assert.deepEqual(long, [], 'split these files; one job each');
});

test('no file names a path of one machine', () => {
  // Folders of users and of build machines; users with one letter are made up, for tests of paths. /usr/include and /tmp
  // are the same everywhere.
  const machinePath =
    /(?:^|[\s'"`(=])(?:\/home\/\w{2}|\/Users\/\w{2}|\/root\/|\/work\/|[A-Z]:\\Users\\\w{2})|\.\.\/shared\/(?:data|design|tools)\b/;
  const found = files.filter((file) => file.path !== own).flatMap((file) => lineMatches(file, machinePath));
  assert.deepEqual(found, []);
});

test('no test is switched off or singled out', () => {
  const call = /\b(?:test|it|describe|suite|context|t)\.(?:only|skip|todo)\b/;
  const option = /[{,]\s*(?:only|skip|todo)\s*[:,}]/;
  const tests = files.filter((file) => file.path.endsWith('.test.ts') && file.path !== own);
  assert.ok(tests.length > 0);
  const found = [call, option].flatMap((pattern) => tests.flatMap((file) => lineMatches(file, pattern)));
  assert.deepEqual(found, [], 'a test that cannot pass yet asserts what happens today, with a FIXME');
});
