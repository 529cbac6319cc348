// What new-rule, new-abi and new-model share: one id as argument, files that must not exist yet, and what to do next.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, UserError } from './repository.mjs';

/**
 * The script's only argument.
 * @param {string} script npm script, for the message
 * @param {RegExp} grammar what an id looks like
 * @param {string} example an id that is right
 */
export function idArgument(script, grammar, example) {
  const [id, ...more] = process.argv.slice(2);
  if (id === undefined || more.length > 0 || id.startsWith('-')) {
    throw new UserError(`Usage: npm run ${script} -- ID    (for example ${example})`, 2);
  }
  if (!grammar.test(id)) throw new UserError(`'${id}' is no id for ${script}; write it like ${example}.`, 2);
  return id;
}

/**
 * Writes new files, all or none; one that exists already is never touched.
 * @param {ReadonlyMap<string, string>} files path below the root → text
 */
export function createFiles(files) {
  const present = [...files.keys()].find((path) => existsSync(join(root, path)));
  if (present !== undefined) throw new UserError(`${present} exists already; nothing was written.`, 2);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
    console.log(`wrote ${path}`);
  }
}

/** `implicit-hole` → `implicitHole`, `arm-oabi` → `armOabi`. */
export function camelCase(id) {
  return id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}
