// Where things lie, and the few helpers that every script shares. Scripts in this folder run before anything is
// installed, so they use nothing but Node's own modules.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The lowest Node version that the project supports (the extension host of VS Code 1.91). */
const nodeFloor = 20;

/** An error whose message is all that the user needs; `runMain` prints it without a stack and exits with `status`. */
export class UserError extends Error {
  /**
   * @param {string} message one line that says what to do
   * @param {number} status exit status; 2 for wrong usage
   */
  constructor(message, status = 1) {
    super(message);
    this.status = status;
  }
}

/**
 * Runs a script's main function and turns a UserError into one line on standard error and its exit status.
 * @param {() => Promise<number | undefined> | number | undefined} main returns the exit status; nothing means 0
 */
export async function runMain(main) {
  try {
    if (Number(process.versions.node.split('.')[0]) < nodeFloor) {
      throw new UserError(`Node ${nodeFloor} or later is needed; this is ${process.versions.node}.`, 2);
    }
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = error.status;
  }
}

/** Path below the root, with forward slashes on every system. */
export function displayPath(path) {
  return relative(root, path).split(sep).join('/');
}

/** Every file below a folder as absolute path, sorted; folders for which `skip` answers true are not entered. */
export function walk(folder, skip = (name) => name === 'node_modules' || name === '.git') {
  if (!existsSync(folder)) return [];
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skip(entry.name)) found.push(...walk(path, skip));
    } else if (entry.isFile()) {
      found.push(path);
    }
  }
  return found.sort();
}

/** Writes a file, makes its folder, and leaves it alone where the text is already there. Returns whether it wrote. */
export function writeIfChanged(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return true;
}

/** Runs a program with inherited output; returns its exit status (128 where a signal ended it). */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { stdio: 'inherit', cwd: root, ...options });
  if (result.error !== undefined) throw new UserError(`Cannot run ${command}: ${result.error.message}`);
  return result.status ?? 128;
}

/** Runs a program and keeps its standard output; `undefined` where it is missing or fails. */
export function capture(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], ...options });
  return result.status === 0 ? result.stdout : undefined;
}
