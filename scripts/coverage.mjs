// npm run coverage [-- --write] [PART…]: runs the tests of the server with a counter at each branch of `core` and tells how
// many were taken; every way of an `if`, `?:`, `&&`, `||`, `??`, `switch` and default value is a branch. Names the rest by
// line; --write writes them to docs/coverage.md, with the reasons of docs/coverage-reasons.json. PART… limits the tests to
// those whose path contains one.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from './lib/compile.mjs';
import { instrumentedText, isMeasured, measuredFolder } from './lib/coverage/instrument.mjs';
import { coveragePage } from './lib/coverage/page.mjs';
import { sourcePlaces } from './lib/coverage/sourcePlaces.mjs';
import { displayPath, root, runMain, UserError, walk, writeIfChanged } from './lib/repository.mjs';

/** Suites and files that are about what `core` does; with counters, the others would take an hour and add little. */
const suites = [
  ...['dispatch/re', 'dispatch/traces', 'fuzz/fuzz.test', 'fuzz/layout', 'layout/expressions', 'layout/golden'],
  ...['driver/', 'layout/loneFile', 'layout/padding', 'preprocess/hardCases', 'kernelTree/installedView', 'opTable/'],
];

await runMain(async () => {
  const { values, positionals: parts } = readArguments();
  const status = compile();
  if (status !== 0) return status;
  const tests = testFiles().filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)));
  if (tests.length === 0) throw new UserError(`No test file's path contains '${parts.join("' or '")}'.`, 2);
  const folder = mkdtempSync(join(tmpdir(), 'uapi-coverage-'));
  process.env.UAPI_COVERAGE = folder;
  const failed = runTests(tests) !== 0;
  const files = measure(folder);
  rmSync(folder, { recursive: true });
  const count = (of) => files.reduce((sum, file) => sum + of(file), 0);
  const all = count(({ branches }) => branches);
  const taken = all - count(({ missed }) => missed.length);
  for (const { path, missed } of files) {
    for (const { line, text } of missed) console.log(`${path}:${line}: ${text}`);
  }
  console.log(`${taken} of ${all} branches of core taken: ${((100 * taken) / all).toFixed(2)} %`);
  if (values.write) writeIfChanged(join(root, 'docs/coverage.md'), coveragePage(files, { all, taken }));
  return failed ? 1 : 0;
});

function testFiles() {
  const sources = (folder, output) =>
    walk(join(root, folder), (name) => name === 'node_modules' || name === 'out')
      .map(displayPath)
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => path.replace(folder, output).replace(/\.ts$/, '.js'));
  const judged = sources('test', 'test/out').filter((path) => suites.some((suite) => path.includes(`/${suite}`)));
  return [...sources('server/src', 'server/out'), ...judged];
}

function runTests(files) {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const preload = `--import=${join(root, 'scripts/lib/coverage/register.mjs')}`;
  const options = ['--test', '--test-reporter=dot', `--test-concurrency=${availableParallelism()}`];
  const result = spawnSync(process.execPath, [...options, ...files], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} ${preload}` },
  });
  return result.status ?? 1;
}

/** Each measured file with its number of branches and those that nothing took, in the terms of the source. */
function measure(folder) {
  const taken = new Map();
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    for (const [path, counts] of JSON.parse(readFileSync(join(folder, name), 'utf8'))) {
      const sums = taken.get(path) ?? new Set();
      for (const [branch, ways] of Object.entries(counts)) {
        ways.forEach((way, index) => {
          if (way > 0) sums.add(`${branch}/${index}`);
        });
      }
      taken.set(path, sums);
    }
  }
  return walk(measuredFolder, () => false)
    .filter((path) => isMeasured(path) && existsSync(`${path}.map`))
    .sort()
    .map((path) => measureFile(path, taken.get(path) ?? new Set()));
}

function measureFile(path, taken) {
  const { branches } = instrumentedText(path);
  const placeOf = sourcePlaces(path);
  const ways = Object.entries(branches).flatMap(([branch, { type, locations, loc }]) =>
    locations.map((location, index) => ({ way: `${branch}/${index}`, type, index, location, loc })),
  );
  const missed = ways
    .filter(({ way }) => !taken.has(way))
    .map(({ type, index, location, loc }) => placeOf(type, index, location, loc))
    .sort((a, b) => a.line - b.line);
  const source = relative(join(root, 'server/out'), path).replaceAll('\\', '/').replace(/\.js$/, '.ts');
  return { path: `server/src/${source}`, branches: ways.length, missed };
}

function readArguments() {
  try {
    return parseArgs({ options: { write: { type: 'boolean', default: false } }, allowPositionals: true });
  } catch (error) {
    throw new UserError(error.message, 2);
  }
}
