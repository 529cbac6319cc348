// The real VS Code, for tests and for `npm run workbench`: npm's code-server with the version of Node that it needs. It
// takes 800 MB, so it has a folder and a lock file of its own (test/e2e/workbench) and is installed on first use.
//
// Nothing is compiled: install scripts stay off, and the native modules that are then missing serve sign-in and file
// watching by the system, which the workbench does without. docs/decisions/0011 says why this and not a download.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from './install.mjs';
import { root, run, UserError } from './repository.mjs';

const folder = join(root, 'test', 'e2e', 'workbench');
const modules = join(folder, 'node_modules');
const vscode = join(modules, 'code-server', 'lib', 'vscode');

/** Written last; names the lock file that was installed, so that an aborted or an old installation is done again. */
const marker = join(modules, '.installed');

/** Installs code-server when it is not there; says so in one line. */
export function ensureWorkbench() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new UserError(
      'The tests in the VS Code workbench run on Linux x86-64 only; run the others with npm test -- PART.',
    );
  }
  console.error('Installing the VS Code workbench for tests (code-server, 800 MB) …');
  rmSync(marker, { force: true });
  npm(folder, 'ci');
  // code-server leaves the packages of the VS Code in it to its install script. Their versions are those of the
  // npm-shrinkwrap.json beside them, with which `npm ci` does not work: it lists development packages that are not shipped.
  npm(vscode, 'install', '--omit=dev');
  npm(join(vscode, 'extensions'), 'install', '--omit=dev');
  writeFileSync(marker, wanted);
}

function npm(cwd, ...args) {
  const [command, ...first] = npmCommand();
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const status = run(command, [...first, ...args, ...options], { cwd, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new UserError('Installing code-server failed; the reason is above. Then run this again.');
}
