// npm run driver:contexts -- --tree DIR [--folder drivers/vhost] [--context vhost]: works out the user-access annotations
// that a folder of a kernel tree needs, prints the chains from its entries to the primitives, and takes the annotations
// away one at a time, in memory. The exit status is 1 where that does not give exactly one error at the right caller.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root, runMain, UserError } from './lib/repository.mjs';

await runMain(async () => {
  const { tree, folder, context } = readArguments();
  const module = join(root, 'test/out/driver/contextJudge.js');
  if (!existsSync(module)) throw new UserError('Run npm run build first: the tests are not compiled.');
  const { judgeContexts, chainNames, placeOf } = await import(module);
  const { chains, roots, annotated, findings, removals } = judgeContexts(sources(join(tree, folder)), context);
  for (const node of roots) {
    const chain = chains.find((each) => each[0].from === node);
    const names = chain === undefined ? [] : chainNames(chain);
    console.log(`${placeOf(node)}, entered by ${entrances(node)}: ${names.length} levels`);
  }
  const shown = new Set();
  for (const chain of chains) {
    const entered = entrances(chain[0].from);
    if (shown.has(entered)) continue;
    shown.add(entered);
    const names = chainNames(chain);
    console.log(`\nLongest chain of those entered by ${entered}, ${names.length} levels:`);
    for (const [index, name] of names.entries()) console.log(`  ${'  '.repeat(index)}${name}`);
  }
  const wrong = removals.filter(({ node, errors }) => errors.length !== 1 || errors[0] !== placeOf(node));
  console.log(`\n${annotated.length} functions and macros annotated, ${roots.length} roots`);
  console.log(`with all of them: ${findings.length} findings`);
  console.log(
    `one taken away: ${removals.length - wrong.length} of ${removals.length} give one error, in the one that lost it`,
  );
  for (const finding of findings) console.log(`  unexpected: ${finding}`);
  for (const { node, errors } of wrong) console.log(`  without ${placeOf(node)}: ${errors.join('; ') || 'no error'}`);
  return findings.length + wrong.length > 0 ? 1 : 0;
});

/** How a function is entered: what takes its address. */
function entrances({ uses }) {
  const names = uses.map(({ into }) => into.member ?? into.callee ?? into.kind);
  return [...new Set(names)].join(', ') || 'nothing that the folder shows';
}

function sources(folder) {
  if (!existsSync(folder)) throw new UserError(`There is no folder '${folder}'.`, 2);
  const names = readdirSync(folder).filter((name) => /\.[ch]$/.test(name));
  if (names.length === 0) throw new UserError(`No *.c or *.h in '${folder}'.`, 2);
  return names.sort().map((name) => {
    const path = join(folder, name);
    return { path, displayName: name, text: readFileSync(path, 'utf8'), view: 'installed' };
  });
}

function readArguments() {
  const options = { tree: { type: 'string' }, folder: { type: 'string' }, context: { type: 'string' } };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  const { tree, folder = 'drivers/vhost', context = 'vhost' } = values;
  if (tree === undefined) throw new UserError('Name the kernel tree: --tree DIR.', 2);
  return { tree: resolve(tree), folder, context };
}
