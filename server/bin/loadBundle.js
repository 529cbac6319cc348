// Starts a bundle with V8's code cache, so that the program is not compiled anew on each run.
//
// The cache is an aid, never a condition: it is used when its id is the bundle's id and V8 takes it (same version, same
// flags, not cut off); otherwise the bundle is compiled as usual and nobody is told. Of the source V8 itself compares only
// the length, hence the id, which the build puts at the start of both files.

const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');

/**
 * For the command line: a run is over in seconds, and much of its time would go into optimising code that it hardly uses
 * any more; so optimise later and inline less (docs/decisions/0005). To be called before a bundle is loaded, since the
 * code cache is taken only under the flags it was made with.
 */
function setShortRunFlags() {
  v8.setFlagsFromString('--interrupt-budget=400000');
  v8.setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
  // Threads that help to collect a few megabytes cost more than they save.
  v8.setFlagsFromString('--no-parallel-scavenge');
}

/**
 * For the language server: it lives for hours beside an editor, so let its heap grow to twice of what is in use before it is
 * collected, not to four times (docs/decisions/0005).
 */
function setLongRunFlags() {
  v8.setFlagsFromString('--heap-growing-percent=100');
}

/** Length in bytes of the id at the start of a bundle and its cache: a comment of 16 hexadecimal digits. */
const idLength = '/*0123456789abcdef*/'.length;

/** The source as a function with the parameters of a CommonJS module, on its first line, so that lines keep their numbers. */
function wrap(text) {
  return `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
}

/** The code cache that belongs to this very text; `undefined` where there is none. */
function readCache(path, text) {
  try {
    const file = readFileSync(path);
    if (file.latin1Slice(0, idLength) === text.slice(0, idLength)) return file.subarray(idLength);
  } catch {
    // No cache was built, or it cannot be read: the bundle is compiled.
  }
  return undefined;
}

/**
 * Runs the bundle at `path`. Returns false where there is no such file.
 * The bundle is ASCII (esbuild escapes the rest), so latin1 reads it exactly and V8 keeps one byte a character.
 */
function loadBundle(path) {
  let text;
  try {
    text = readFileSync(path, 'latin1');
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
  const script = new vm.Script(wrap(text), { filename: path, cachedData: readCache(`${path}.cache`, text) });
  const module_ = { exports: {} };
  script.runInThisContext()(module_.exports, require, module_, path, dirname(path));
  return true;
}

/** Runs a program's bundle, or, in the VS Code extension, the one that holds both programs. */
function loadProgram(folder, name) {
  return loadBundle(join(folder, name)) || loadBundle(join(folder, 'uapi-packaged.js'));
}

module.exports = { idLength, loadProgram, setLongRunFlags, setShortRunFlags, wrap };
