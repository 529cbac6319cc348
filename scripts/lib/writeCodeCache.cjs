// Usage: node writeCodeCache.cjs short-run|server BUNDLE ARGUMENT…
// Runs BUNDLE as the command line would run it with ARGUMENT…, and at its exit writes BUNDLE.cache: the bundle's id and
// V8's code cache, which then holds the functions that this run compiled. Build tool only; the product does not load it.

const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const vm = require('node:vm');
const { idLength, setShortRunFlags, wrap } = require('../../server/bin/loadBundle.js');

const [, , kind, bundle, ...args] = process.argv;
if (kind === 'short-run') setShortRunFlags();
const text = readFileSync(bundle, 'latin1');
const script = new vm.Script(wrap(text), { filename: bundle });

process.on('exit', () => {
  // V8 checks version, flags and length of a cache but not its bytes, so no half-written file may ever have the name.
  const unfinished = `${bundle}.cache.${process.pid}`;
  const id = Buffer.from(text.slice(0, idLength), 'latin1');
  writeFileSync(unfinished, Buffer.concat([id, script.createCachedData()]));
  renameSync(unfinished, `${bundle}.cache`);
});

process.argv = [process.execPath, bundle, ...args];
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, require, module_, bundle, dirname(bundle));
