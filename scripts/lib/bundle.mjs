// Bundles each entry point into one CommonJS file; those that server/bin/ starts get V8's code cache too.
//
// Why CommonJS: server/bin/uapi.js hands the file to V8 itself, with the code cache, which Node's ES module loader
// cannot do. Why a cache: compiling the bundle would cost more than what most commands do (docs/decisions/0002).
//
// A bundle is rebuilt only when one of its inputs changed. esbuild tells which files it read; their size and time of
// change are kept beside the bundle. V8 checks a cache by the length of the source alone, so both files start with the
// same id, a hash of the code, and the loader compares the two.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { displayPath, root, run, UserError, writeIfChanged } from './repository.mjs';
import { ruleIds, ruleReadme } from './rules.mjs';

/**
 * @typedef {{ entry: string, output: string, options?: import('esbuild').BuildOptions,
 *   warmUp?: () => { commands: readonly (readonly string[])[], input?: string } }} Bundle
 * `options` go before those of all bundles; without `warmUp` no code cache is made: another program starts the bundle.
 */

/** The extension host gives the module `vscode`. Names are shortened: the bundle is mostly the library's code. */
const ofExtension = { external: ['vscode'], minify: true };

/** For workers: `browser` in a package's exports, and no module of Node. */
const ofBrowser = { platform: 'browser', minify: true, target: 'es2022', mainFields: ['browser', 'module', 'main'] };

/**
 * Entry points; one whose source file does not exist is not part of this version and is passed over.
 * @type {readonly Bundle[]}
 */
export const bundles = [
  {
    entry: 'server/src/host/node/cliMain.ts',
    output: 'server/dist/uapi.js',
    warmUp: () => ({
      commands: [
        ['check', '--profile', 'strict', '--show-hints', warmUpFile],
        ['layout', warmUpFile],
      ],
    }),
  },
  {
    entry: 'server/src/host/node/serverMain.ts',
    output: 'server/dist/uapi-language-server.js',
    // Names are shortened: it starts 3 ms sooner, which is what code for driver sources, not yet run, would cost.
    options: { minifyIdentifiers: true },
    warmUp: () => ({ commands: [['--stdio']], input: warmUpSession() }),
  },
  {
    // Of the extension, which a slow line has to carry: no code cache, and names are shortened.
    entry: 'server/src/host/node/packagedMain.ts',
    output: 'server/dist/uapi-packaged.js',
    options: { minify: true },
  },
  {
    entry: 'client/src/extension.node.ts',
    output: 'client/dist/extension.node.cjs',
    options: ofExtension,
  },
  {
    entry: 'client/src/extension.browser.ts',
    // VS Code in a browser loads no other ending.
    output: 'client/dist/extension.browser.js',
    options: { ...ofBrowser, ...ofExtension },
  },
  {
    entry: 'server/src/host/browser/serverMain.ts',
    output: 'server/dist/uapi-language-server.browser.js',
    options: { ...ofBrowser, format: 'iife', alias: { 'node:path': 'path-browserify' } },
  },
];

/** What is run when the code cache is taken: the functions that this run calls are in it. */
const warmUpFile = 'examples/include/uapi/linux/widget.h';

/** An editor that opens the header, and asks what editors ask at once. */
function warmUpSession() {
  const path = join(root, warmUpFile);
  const textDocument = { uri: pathToFileURL(path).href };
  const position = { line: 57, character: 8 };
  const open = { ...textDocument, languageId: 'c', version: 1, text: readFileSync(path, 'utf8') };
  const hover = { contentFormat: ['markdown'] };
  const messages = [
    {
      id: 1,
      method: 'initialize',
      params: { processId: null, capabilities: { textDocument: { hover, diagnostic: {} } } },
    },
    { method: 'initialized', params: {} },
    { method: 'textDocument/didOpen', params: { textDocument: open } },
    { id: 2, method: 'textDocument/diagnostic', params: { textDocument } },
    { id: 3, method: 'textDocument/hover', params: { textDocument, position } },
    { id: 4, method: 'textDocument/documentSymbol', params: { textDocument } },
    { id: 5, method: 'textDocument/semanticTokens/full', params: { textDocument } },
    { id: 6, method: 'shutdown' },
    { method: 'exit' },
  ];
  return messages
    .map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }))
    .map((body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    .join('');
}

/**
 * Makes every bundle that is missing or older than one of its inputs.
 * @returns {Promise<string[]>} the outputs that were made
 */
export async function buildBundles() {
  const made = [];
  writeIfChanged(
    join(root, 'server/dist/package.json'),
    `${JSON.stringify({ type: 'commonjs', private: true }, null, 2)}\n`,
  );
  writeRulePages();
  for (const bundle of bundles) {
    if (!existsSync(join(root, bundle.entry)) || isFresh(bundle)) continue;
    await makeBundle(bundle);
    made.push(bundle.output);
  }
  return made;
}

/** The pages that `uapi explain` prints, beside the bundles: most runs do not need them. */
function writeRulePages() {
  const pages = Object.fromEntries(ruleIds().map((id) => [id, ruleReadme(id)]));
  writeIfChanged(join(root, 'server/dist/rule-pages.json'), `${JSON.stringify(pages)}\n`);
}

/** Whether all files that the bundle was made of are unchanged. */
function isFresh(bundle) {
  try {
    const record = JSON.parse(readFileSync(join(root, `${bundle.output}.inputs.json`), 'utf8'));
    return (
      record.node === process.version &&
      existsSync(join(root, bundle.output)) &&
      Object.entries(record.inputs).every(([path, stamp]) => stampOf(path) === stamp)
    );
  } catch {
    return false;
  }
}

/** Size and time of the last change of a file below the root. */
function stampOf(path) {
  const { size, mtimeMs } = statSync(join(root, path));
  return `${size} ${mtimeMs}`;
}

async function makeBundle(bundle) {
  const { build } = await import('esbuild');
  const output = join(root, bundle.output);
  const recordPath = `${output}.inputs.json`;
  // A half-made bundle must not look fresh.
  rmSync(recordPath, { force: true });
  const result = await build({
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: output,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // vm.Script runs without a module loader of its own, so `import()` of a built-in module becomes `require()`.
    supported: { 'dynamic-import': false },
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: 'linked',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
    ...bundle.options,
  }).catch((error) => {
    throw new UserError(`Bundling ${bundle.entry} failed:\n${error.message}`);
  });
  for (const file of result.outputFiles) {
    // The id takes the place of a line's start, so that the line numbers of the source map stay right.
    const hasId = file.path === output && bundle.warmUp !== undefined;
    writeIfChanged(file.path, hasId ? withId(file.text) : file.text);
  }
  if (bundle.warmUp !== undefined) makeCodeCache(bundle);
  const inputs = [
    ...Object.keys(result.metafile.inputs),
    'package-lock.json',
    'scripts/lib/bundle.mjs',
    'scripts/lib/writeCodeCache.cjs',
    'server/bin/loadBundle.js',
  ];
  const stamps = Object.fromEntries(inputs.map((path) => [path, stampOf(path)]));
  writeIfChanged(recordPath, `${JSON.stringify({ node: process.version, inputs: stamps }, null, 1)}\n`);
}

function withId(code) {
  return `/*${createHash('sha256').update(code).digest('hex').slice(0, 16)}*/${code}`;
}

/**
 * Runs the bundle once in a process of its own and writes what V8 compiled. A cache that cannot be made is no error
 * here: the program starts without it, and its tests say what is wrong with it.
 */
function makeCodeCache(bundle) {
  if (!existsSync(join(root, warmUpFile))) return;
  const writer = join(root, 'scripts/lib/writeCodeCache.cjs');
  const { commands, input } = bundle.warmUp();
  const kind = input === undefined ? 'short-run' : 'server';
  run(process.execPath, [writer, kind, join(root, bundle.output), JSON.stringify(commands)], {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore'],
    ...(input === undefined ? {} : { input }),
  });
}

/** For messages: `server/dist/uapi.js (412 kB)`. */
export function describeOutput(output) {
  const path = join(root, output);
  return `${displayPath(path)} (${Math.round(statSync(path).size / 1000)} kB)`;
}
