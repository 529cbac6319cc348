// Usage: node writeCodeCache.cjs short-run|server BUNDLE COMMANDS
// Runs BUNDLE as it would be run with each of COMMANDS (a JSON list of argument lists), one after the other, and at the end
// writes BUNDLE.cache: the bundle's id and V8's code cache, which then holds the functions that these runs compiled. Build
// tool only; the product does not load it.

const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const vm = require('node:vm');
const { idLength, setLongRunFlags, setShortRunFlags, wrap } = require('../../server/bin/loadBundle.js');

const [, , kind, bundle, list] = process.argv;
const commands = JSON.parse(list);
if (kind === 'short-run') setShortRunFlags();
else setLongRunFlags();
const text = readFileSync(bundle, 'latin1');
const script = new vm.Script(wrap(text), { filename: bundle });
const exit = process.exit;

/** The program ends with process.exit; here the next command begins instead. */
process.exit = (status) => {
  const args = commands.shift();
  if (args === undefined) exit(status);
  process.argv = [process.execPath, bundle, ...args];
  const module_ = { exports: {} };
  script.runInThisContext()(module_.exports, require, module_, bundle, dirname(bundle));
};

process.on('exit', () => {
  // V8 checks version, flags and length of a cache but not its bytes, so no half-written file may ever have the name.
  const unfinished = `${bundle}.cache.${process.pid}`;
  const id = Buffer.from(text.slice(0, idLength), 'latin1');
  writeFileSync(unfinished, Buffer.concat([id, script.createCachedData()]));
  renameSync(unfinished, `${bundle}.cache`);
});

process.exit(0);
