// node test/e2e/runElectron.mjs RUN…: runs mocha suites in the extension host of a real VS Code, each on a fresh copy of its
// workspace, and ends with status 0 when all passed.
//
// Without more it downloads VS Code by @vscode/test-electron. VSCODE_EXECUTABLE_PATH names another one; npm test gives
// workbenchShim.mjs, which needs no download.
//
// runTests() of @vscode/test-electron is not used: it switches workspace trust off in every run.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root, runMain, UserError } from '../../scripts/lib/repository.mjs';
import { makeFixture } from '../out/e2e/harness/fixture.js';
import { watchedGit } from '../out/e2e/harness/watchedGit.js';

/**
 * What a run is: the suite is suites/NAME.ts, the workspace stands in a copy of test/fixtures/workbench.
 * @type {Readonly<Record<string, { workspace: string, trust: boolean }>>}
 */
const runs = {
  folder: { workspace: 'folder', trust: false },
  restricted: { workspace: 'folder', trust: true },
  multiRoot: { workspace: 'multiRoot/two.code-workspace', trust: false },
};

/** git is ours to watch: the extension that VS Code comes with would call it too. */
const settings = { 'git.enabled': false };

await runMain(async () => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !Object.hasOwn(runs, name));
  if (unknown !== undefined)
    throw new UserError(`There is no run '${unknown}', only ${Object.keys(runs).join(', ')}.`, 2);
  const program = process.env.VSCODE_EXECUTABLE_PATH ?? (await downloadAndUnzipVSCode());
  let worst = 0;
  for (const name of names.length > 0 ? names : Object.keys(runs)) worst = Math.max(worst, await run(program, name));
  return worst;
});

/** Runs one suite; its report goes to standard output. Returns 0 or 1. */
async function run(program, name) {
  const { workspace, trust } = runs[name];
  const folder = mkdtempSync(join(tmpdir(), 'uapi-suite-'));
  const report = join(folder, 'report.txt');
  try {
    makeFixture(join(folder, 'fixture'));
    mkdirSync(join(folder, 'profile', 'User'), { recursive: true });
    writeFileSync(join(folder, 'profile', 'User', 'settings.json'), JSON.stringify(settings));
    const args = [
      join(folder, 'fixture', workspace),
      `--extensionDevelopmentPath=${root}`,
      `--extensionTestsPath=${await bundle(name)}`,
      `--user-data-dir=${join(folder, 'profile')}`,
      ...(trust ? [] : ['--disable-workspace-trust']),
      ...['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
    ];
    const env = {
      ...process.env,
      ...watchedGit(folder).env,
      UAPI_TEST_REPORT: report,
    };
    const child = spawn(program, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
    const [status, signal] = await once(child, 'exit');
    if (existsSync(report)) console.log(readFileSync(report, 'utf8'));
    if (status === 0 && !existsSync(report))
      throw new UserError(`The suite ${name} left no report: nothing was tested.`);
    if (status !== 0) console.error(`The suite ${name} ended with ${signal ?? `status ${status}`}.`);
    return status === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** The suite as one CommonJS file, since the extension host loads no other by path. Mocha stays outside: it loads files itself. */
async function bundle(name) {
  const outfile = join(root, 'test', 'out', 'e2e', 'suites', `${name}.cjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`test/e2e/suites/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
