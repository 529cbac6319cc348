// npm test [-- PART…]: installs and builds what is missing, then runs every test file, or only those whose path contains
// one of PART…. The exit status is that of the test runner.

import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildBundles } from './lib/bundle.mjs';
import { compile } from './lib/compile.mjs';
import { ensureDebianPackages } from './lib/debianPackages.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { displayPath, root, runMain, UserError, walk } from './lib/repository.mjs';
import { buildWebviews } from './lib/webviewBundle.mjs';
import { ensureWorkbench } from './lib/workbench.mjs';

await runMain(async () => {
  const parts = process.argv.slice(2);
  ensureInstalled();
  ensureDebianPackages();
  const status = compile();
  if (status !== 0) return status;
  await buildBundles();
  await buildWebviews();
  const files = testFiles().filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)));
  if (files.some((file) => file.includes('/e2e/'))) ensureWorkbench();
  if (files.length === 0) throw new UserError(`No test file's path contains '${parts.join("' or '")}'.`, 2);
  return runTests(files);
});

/**
 * Compiled test files below the root. A test whose source was deleted leaves its output behind, so the sources are what
 * is listed.
 */
function testFiles() {
  const sources = (folder, output) =>
    walk(join(root, folder), (name) => name === 'node_modules' || name === 'out')
      .map(displayPath)
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => path.replace(folder, output).replace(/\.ts$/, '.js'));
  return [...sources('server/src', 'server/out'), ...sources('client', 'client/out'), ...sources('test', 'test/out')];
}

/** Tests in the workbench come last and one after the other: each of them is a server, an editor and a browser already. */
function runTests(files) {
  const isAlone = (file) => file.includes('/e2e/');
  const phases = [
    [files.filter((file) => !isAlone(file)), availableParallelism()],
    [files.filter(isAlone), 1],
  ];
  let status = 0;
  for (const [phase, concurrency] of phases) if (phase.length > 0) status = runPhase(phase, concurrency) || status;
  return status;
}

function runPhase(files, concurrency) {
  const options = ['--test', '--test-reporter=spec', '--enable-source-maps'];
  // By default the runner leaves one processor idle. Node below 20.10 does not know the option.
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || minor >= 10) options.push(`--test-concurrency=${concurrency}`);
  // NODE_TEST_CONTEXT is set when a test runs this script; the runner below would then report to that test.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const result = spawnSync(process.execPath, [...options, ...files], { cwd: root, stdio: 'inherit', env });
  return result.status ?? 1;
}
