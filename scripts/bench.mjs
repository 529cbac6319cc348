// npm run bench -- [--root DIR] [--runs N] [--edits N] [--only GROUP,…] [--out FOLDER]: how fast the program is, as ratios to
// other tools on the same machine in the same run. Medians; nothing here passes or fails. GROUP is tree, process, editor or
// growth. FOLDER gets bench.md, bench.json and growth.svg; the README's figures come from docs/performance.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inAnEditor } from './bench/editor.mjs';
import { growth, plot } from './bench/growth.mjs';
import { dispatching, lexing, oneHeader, single } from './bench/oneProcess.mjs';
import { reportText } from './bench/report.mjs';
import { gccCommand, wholeTree } from './bench/wholeTree.mjs';
import { capture, root, runMain, UserError } from './lib/repository.mjs';

const groups = ['tree', 'process', 'editor', 'growth'];

await runMain(async () => {
  const options = readArguments();
  const uapi = join(root, 'server/bin/uapi.js');
  if (!existsSync(join(root, 'server/out/core/lex/lexer.js'))) {
    throw new UserError('Run npm run build first: the program is not built.');
  }
  const headers = readdirSync(join(options.root, 'linux'))
    .filter((name) => name.endsWith('.h'))
    .map((name) => join(options.root, 'linux', name));
  requireTools(options.root, uapi);
  const measurements = [];
  if (options.only.includes('editor')) measurements.push(...(await inAnEditor(options)));
  if (options.only.includes('tree')) measurements.push(...wholeTree(headers, options));
  if (options.only.includes('process')) {
    measurements.push(single(options), await lexing(headers, options), await dispatching(options));
  }
  const grown = options.only.includes('growth') ? await growth() : undefined;
  const report = {
    schemaVersion: 2,
    date: new Date().toISOString(),
    processor: cpus()[0]?.model,
    processors: cpus().length,
    node: process.version,
    gcc: capture('gcc', ['-dumpfullversion'])?.trim(),
    clangd: /\d+(\.\d+)+/.exec(capture('clangd-19', ['--version']) ?? '')?.[0],
    linux: kernelVersion(options.root),
    headers: headers.length,
    runs: options.runs,
    measurements,
    growth: grown,
  };
  const text = reportText(report);
  console.log(text);
  if (options.out === undefined) return;
  mkdirSync(options.out, { recursive: true });
  writeFileSync(join(options.out, 'bench.md'), text);
  writeFileSync(join(options.out, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (grown !== undefined) writeFileSync(join(options.out, 'growth.svg'), plot(grown));
});

/** What is timed must work at all: a command that fails at once would look fast. */
function requireTools(includeRoot, uapi) {
  if (capture('bash', ['--version']) === undefined) throw new UserError('bash is needed: it takes the times.');
  const header = join(includeRoot, oneHeader);
  for (const [command, ...args] of [gccCommand(includeRoot), [process.execPath, uapi, 'layout', '--abi', 'x86_64']]) {
    if (capture(command, [...args, header]) === undefined) throw new UserError(`${command} fails on ${header}.`);
  }
}

/** `7.2` of the headers below a root, as their linux/version.h says. */
function kernelVersion(includeRoot) {
  const path = join(includeRoot, 'linux/version.h');
  const code = existsSync(path) ? /LINUX_VERSION_CODE\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  return code === undefined ? undefined : `${code >> 16}.${(code >> 8) & 255}`;
}

function readArguments() {
  const text = { type: 'string' };
  let values;
  try {
    ({ values } = parseArgs({ options: { root: text, runs: text, edits: text, only: text, out: text } }));
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  const includeRoot = resolve(values.root ?? '/usr/include');
  if (!existsSync(join(includeRoot, 'linux/types.h'))) {
    throw new UserError(`${includeRoot} holds no linux/types.h; name an include root with --root DIR.`, 2);
  }
  const only = values.only?.split(',') ?? groups;
  const unknown = only.find((group) => !groups.includes(group));
  if (unknown !== undefined) throw new UserError(`--only takes ${groups.join(', ')}, not '${unknown}'.`, 2);
  const runs = wholeNumber('--runs', values.runs ?? '5', 5);
  const edits = wholeNumber('--edits', values.edits ?? '10', 1);
  return { root: includeRoot, runs, edits, only, ...(values.out === undefined ? {} : { out: resolve(values.out) }) };
}

function wholeNumber(name, text, least) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new UserError(`${name} takes a whole number, ${least} or more.`, 2);
  return value;
}
