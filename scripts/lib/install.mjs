// Installs the npm packages of the lock file when what lies in node_modules is not what the lock file asks for.
// npm keeps its own record of a finished install in node_modules/.package-lock.json; versions are compared with that
// record, not dates, since a checkout or a copy changes dates.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, UserError } from './repository.mjs';

/**
 * Makes node_modules match package-lock.json; says so in one line when there is something to do.
 * @param {string} folder where the two are: the checkout, or a folder of tools that most people never need
 * @param {string} what they are, for that line
 */
export function ensureInstalled(folder = root, what = 'the build tools') {
  if (isInstalled(folder)) return;
  console.error(`Installing ${what} (npm ci) …`);
  const [command, ...args] = npmCommand();
  const status = run(command, [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm.cmd',
  });
  if (status !== 0) throw new UserError('npm ci failed; the reason is above. Once that is mended, run this again.');
}

function isInstalled(folder) {
  const wanted = lockedPackages(join(folder, 'package-lock.json'));
  const present = lockedPackages(join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true;
    const installed = present[path];
    // An optional package for another system is in the lock file and rightly not on the disk.
    if (installed === undefined) return entry.optional === true;
    return installed.version === entry.version && existsSync(join(folder, path));
  });
}

function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** The npm that started this script, else the one on the path. */
export function npmCommand() {
  const started = process.env.npm_execpath;
  if (started?.endsWith('npm-cli.js')) return [process.execPath, started];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}
