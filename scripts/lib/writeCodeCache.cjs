// Usage: node writeCodeCache.cjs BUNDLE FILE
// Runs BUNDLE as the command line would run it, once for each command below on FILE, and at the end writes BUNDLE.cache:
// the bundle's id and V8's code cache, which then holds the functions that these runs compiled. Build tool only; the
// product does not load it.

const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const vm = require('node:vm');
const { idLength, wrap } = require('../../server/bin/loadBundle.js');

const [, , bundle, file] = process.argv;
const commands = [
  ['check', '--profile', 'strict', '--show-hints', file],
  ['layout', file],
];
const text = readFileSync(bundle, 'latin1');
const script = new vm.Script(wrap(text), { filename: bundle });
const exit = process.exit;

/** The program ends with process.exit; here the next command begins instead. */
process.exit = () => {
  const args = commands.shift();
  if (args === undefined) {
    writeCache();
    exit(0);
  }
  process.argv = [process.execPath, bundle, ...args];
  const module_ = { exports: {} };
  script.runInThisContext()(module_.exports, require, module_, bundle, dirname(bundle));
};

function writeCache() {
  // V8 checks version, flags and length of a cache but not its bytes, so no half-written file may ever have the name.
  const unfinished = `${bundle}.cache.${process.pid}`;
  const id = Buffer.from(text.slice(0, idLength), 'latin1');
  writeFileSync(unfinished, Buffer.concat([id, script.createCachedData()]));
  renameSync(unfinished, `${bundle}.cache`);
}

process.exit();
