// The ABI tables as the scripts see them, and how to call the compiler that each table names. The tables are the
// TypeScript sources, bundled in memory, so that a new ABI is usable here before anything is built.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFromSource } from './importFromSource.mjs';
import { displayPath, root, runMain, UserError, writeIfChanged } from './repository.mjs';

/** Flags of every probe: the C that programs read uapi headers in; no -O, so `__OPTIMIZE__` is unset. */
export const commonFlags = ['-std=gnu17'];

/** The tables of `target/abis.ts`, in their order. */
export async function loadAbis() {
  const { ALL_ABIS } = await importFromSource(`export * from './server/src/core/target/abis.ts'`);
  return ALL_ABIS;
}

/** Standard output of a tool: text, or bytes with `encoding: 'buffer'`. What is missing is named with its package. */
export function outputOf(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (result.error?.code === 'ENOENT') {
    throw new UserError(`${command} is not installed; on Debian 12: apt-get install ${packageOf(command)}`);
  }
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new UserError(`${command} ${args.join(' ')} failed:\n${result.stderr}`);
  return result.stdout;
}

/** Standard output of an ABI's compiler, called with its flags, the common ones and `args`. */
export function compilerOutput(abi, args, options = {}) {
  return outputOf(abi.compiler.command, [...commonFlags, ...abi.compiler.flags, ...args], options);
}

/** `gcc 12.2.0`: without the distribution's own number, so that the same compiler gives the same file. */
export function compilerVersion(abi) {
  return `gcc ${outputOf(abi.compiler.command, ['-dumpfullversion']).trim()}`;
}

/** The versions of several ABIs' compilers, each once. */
export function compilerVersions(abis) {
  return [...new Set(abis.map(compilerVersion))].join(', ');
}

/** The Debian 12 package that brings `TRIPLET-gcc-12` or `TRIPLET-objcopy`. */
function packageOf(command) {
  const match = /^(.+)-(gcc-12|objcopy)$/.exec(command);
  if (match === null) return command;
  const [, triplet, tool] = match;
  if (triplet === 'x86_64-linux-gnu') return tool === 'objcopy' ? 'binutils' : 'gcc-12';
  const name = triplet.replaceAll('_', '-');
  return tool === 'objcopy' ? `binutils-${name}` : `gcc-12-${name}`;
}

/**
 * Groups names by the ABIs that have them. `namesOf(abi)` lists an ABI's names; a group is the ABIs' ids, divided by
 * spaces, and its names sorted. Groups with the most ABIs come first, so that the common list leads.
 */
export function groupByAbis(abis, namesOf) {
  const idsOfName = new Map();
  for (const abi of abis) {
    for (const name of namesOf(abi)) idsOfName.set(name, [...(idsOfName.get(name) ?? []), abi.id]);
  }
  const groups = new Map();
  for (const [name, ids] of idsOfName) groups.set(ids.join(' '), [...(groups.get(ids.join(' ')) ?? []), name]);
  return [...groups]
    .map(([ids, names]) => ({ ids, names: names.sort(compareText) }))
    .sort((a, b) => b.ids.split(' ').length - a.ids.split(' ').length || compareText(a.ids, b.ids));
}

/** Order of code units, the same on every machine. */
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The main function of a script whose only option is `--check`. `makeFiles()` gives pairs of a path below the root and
 * a function from a day (`YYYY-MM-DD`) to the text. The day in a file is kept while the rest is the same, so that a
 * second run changes nothing. With `--check` nothing is written, and a file that is not fresh makes the exit status 1.
 */
export function runGenerator(makeFiles) {
  return runMain(async () => {
    const options = process.argv.slice(2);
    const unknown = options.find((option) => option !== '--check');
    if (unknown !== undefined) throw new UserError(`this script takes only --check, not '${unknown}'`, 2);
    const check = options.includes('--check');
    let status = 0;
    for (const [path, makeText] of await makeFiles()) {
      const file = join(root, path);
      const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
      const oldDay = /\b\d{4}-\d\d-\d\d\b/.exec(old)?.[0];
      if (oldDay !== undefined && makeText(oldDay) === old) continue;
      if (check) {
        console.error(`${displayPath(file)} is out of date: run the script that its first lines name`);
        status = 1;
      } else {
        writeIfChanged(file, makeText(new Date().toISOString().slice(0, 10)));
        console.log(`wrote ${displayPath(file)}`);
      }
    }
    return status;
  });
}

/** A line as it stands between backquotes. */
export function escapeTemplate(line) {
  return line.replace(/[\\`]|\$\{/g, (text) => `\\${text}`);
}
