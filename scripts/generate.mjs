// npm run generate [-- --check]: writes every file that is derived from other files of the project. `--check` writes
// nothing, names what is out of date and exits 1; a tidy test runs it.
//
// A generator is a file scripts/generate/NAME.mjs that exports
//   outputs(): Promise<Map<string, string>>   path below the root → whole text
// and, where it owns a folder in which old outputs must not stay behind,
//   ownedFolders: readonly string[]           folders below the root
// (a file without `outputs` is a helper of others).
// It reads committed files only and gives the same text for the same files: no date, no tool of the machine. What must
// be measured with compilers has a script of its own (CONTRIBUTING.md, "Goldens and measured tables").

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { displayPath, root, runMain, UserError, walk, writeIfChanged } from './lib/repository.mjs';

await runMain(async () => {
  const options = process.argv.slice(2);
  const unknown = options.find((option) => option !== '--check');
  if (unknown !== undefined) throw new UserError(`npm run generate takes only --check, not '${unknown}'.`, 2);
  const { texts, leftOvers } = await derive();
  const stale = [...texts].filter(([path, text]) => readIfPresent(join(root, path)) !== text).map(([path]) => path);
  if (!options.includes('--check')) {
    for (const path of stale) writeIfChanged(join(root, path), texts.get(path));
    for (const path of leftOvers) rmSync(join(root, path));
    for (const path of [...stale, ...leftOvers]) console.log(`${texts.has(path) ? 'wrote' : 'removed'} ${path}`);
    return 0;
  }
  const outOfDate = [...stale, ...leftOvers];
  for (const path of outOfDate) console.error(`${path} is out of date: run \`npm run generate\``);
  return outOfDate.length === 0 ? 0 : 1;
});

/** All generated texts, and files in generated folders that no generator makes any more. */
async function derive() {
  const texts = new Map();
  const owned = [];
  const generators = walk(join(root, 'scripts', 'generate')).filter((path) => path.endsWith('.mjs'));
  for (const path of generators) {
    const generator = await import(pathToFileURL(path).href);
    if (generator.outputs === undefined) continue;
    for (const [output, text] of await generator.outputs()) {
      if (texts.has(output)) throw new UserError(`Two generators make ${output}; the second is ${displayPath(path)}.`);
      texts.set(output, text);
    }
    owned.push(...(generator.ownedFolders ?? []));
  }
  const present = owned.flatMap((folder) => walk(join(root, folder)).map(displayPath));
  return { texts, leftOvers: present.filter((path) => !texts.has(path)) };
}

function readIfPresent(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
