// npm run bench -- [--root DIR] [--runs N] [--json FILE]: how fast the program is, as ratios to gcc and clangd on the
// same machine in the same run. Medians; nothing here passes or fails.
//
// CPU seconds are user + system of all processes, as bash's `time` reports them; peak memory is what the kernel reports
// of the process at its end (getrusage). gcc is started once for each header, as a build does, with a warm file cache.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { capture, root, runMain, UserError } from './lib/repository.mjs';

const uapi = join(root, 'server/bin/uapi.js');
const lexer = join(root, 'server/out/core/lex/lexer.js');
/** A header of middling size that most ioctl authors know. */
const oneHeader = 'linux/vfio.h';
const clangdHeaders = ['linux/vfio.h', 'linux/videodev2.h', 'linux/kvm.h', 'linux/btrfs.h', 'linux/fuse.h'];

await runMain(async () => {
  const options = readArguments();
  for (const file of [uapi, lexer]) {
    if (!existsSync(file)) throw new UserError('Run npm run build first: the program is not built.');
  }
  const headers = readdirSync(join(options.root, 'linux'))
    .filter((name) => name.endsWith('.h'))
    .map((name) => join(options.root, 'linux', name));
  requireTools(options.root);
  const measurements = [
    wholeTree(headers, options),
    single(options),
    await lexing(headers, options),
    ...againstClangd(options),
    await dispatching(options),
  ];
  print(measurements, headers.length, options);
  if (options.json !== undefined) writeReport(measurements, headers.length, options);
});

/** What is timed must work at all: a command that fails at once would look fast. */
function requireTools(includeRoot) {
  if (capture('bash', ['--version']) === undefined) throw new UserError('bash is needed: it takes the times.');
  const header = join(includeRoot, oneHeader);
  for (const [command, ...args] of [gccCommand(includeRoot), [process.execPath, uapi, 'layout', '--abi', 'x86_64']]) {
    if (capture(command, [...args, header]) === undefined) throw new UserError(`${command} fails on ${header}.`);
  }
}

/**
 * @typedef {object} Measurement
 * @property {string} what
 * @property {string} unit
 * @property {number | undefined} ours
 * @property {number | undefined} [theirs]
 * @property {string} [other] who the other is
 * @property {string} [note]
 */

/** All headers of linux/ on all ABIs in one process, against one sweep of gcc. */
function wholeTree(headers, { root: includeRoot, runs }) {
  const layout = [
    process.execPath,
    uapi,
    'layout',
    '--abi',
    'all',
    '--format',
    'ndjson',
    '--include-root',
    includeRoot,
  ];
  const sweep = `for header in "$@"; do ${gccCommand(includeRoot).join(' ')} "$header"; done`;
  const ours = median(runs, () => timed([...layout, ...headers]).cpuSeconds);
  const theirs = median(runs, () => timed(['bash', '-c', sweep, 'bash', ...headers]).cpuSeconds);
  const peak = Math.round(peakMegabytes([...layout, ...headers]));
  return {
    what: `layout --abi all, ${headers.length} headers, one process`,
    unit: 'CPU s',
    ours,
    theirs,
    other: 'gcc -fsyntax-only, one ABI, one process a header',
    note: `peak ${peak} MB`,
    peakMegabytes: peak,
  };
}

/** One header on one ABI, from start to end of the process. */
function single({ root: includeRoot, runs }) {
  const header = join(includeRoot, oneHeader);
  const command = [process.execPath, uapi, 'layout', '--abi', 'x86_64', '--format', 'ndjson', header];
  const many = runs * 3;
  const node = median(many, () => timed([process.execPath, '-e', '0']).wallSeconds);
  return {
    what: `layout --abi x86_64 ${oneHeader}`,
    unit: 'wall s',
    ours: median(many, () => timed(command).wallSeconds),
    theirs: median(many, () => timed([...gccCommand(includeRoot), header]).wallSeconds),
    other: 'gcc -fsyntax-only',
    note: `node alone ${node.toFixed(3)} s`,
    nodeAloneSeconds: node,
  };
}

/** The lexer over all headers, warm, in this process. */
async function lexing(headers, { runs }) {
  const { lex } = await import(lexer);
  const texts = headers.map((path) => readFileSync(path, 'utf8'));
  const bytes = headers.reduce((sum, path) => sum + statSync(path).size, 0);
  const pass = () => {
    // New objects each time: tokens are remembered by file object.
    const files = texts.map((text, index) => ({ path: headers[index], displayName: '', text, view: 'installed' }));
    const started = performance.now();
    for (const file of files) lex(file);
    return bytes / 1e6 / ((performance.now() - started) / 1000);
  };
  for (let warmUp = 0; warmUp < 10; warmUp++) pass();
  return { what: `lexer, warm, ${(bytes / 1e6).toFixed(1)} MB`, unit: 'MB/s', ours: median(runs * 3, pass) };
}

/** Simulated calls in this process: fwctl with a structure of 64 bytes, trace included. The goal is 100,000 a second. */
async function dispatching({ runs }) {
  const { abiById, modelById, simulateCall } = await import(join(root, 'server/out/core/index.js'));
  const request = {
    model: modelById('fwctl'),
    abi: abiById('x86_64'),
    command: { direction: 'none', type: 0x9a, nr: 1 },
    callerSize: 64,
    kernelSize: 64,
    minSize: 32,
    bytes: new Uint8Array(64),
    fillsSizeWord: true,
  };
  const calls = 100_000;
  const pass = () => {
    const started = performance.now();
    for (let call = 0; call < calls; call++) simulateCall(request);
    return calls / ((performance.now() - started) / 1000);
  };
  pass();
  const ours = median(runs * 3, pass);
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
  const what = 'simulated calls, fwctl, 64 bytes';
  return { what, unit: 'calls/s', ours, theirs: 100_000, other: 'the goal', note: machine };
}

/** Diagnostics of a few headers: uapi check against clangd's check of the same file, parsing and diagnostics only. */
function againstClangd({ root: includeRoot, runs }) {
  const headers = clangdHeaders.map((name) => join(includeRoot, name)).filter((path) => existsSync(path));
  const what = `check, ${headers.length} headers, one process each`;
  const check = (path) => timed([process.execPath, uapi, 'check', path]).cpuSeconds;
  const ours = median(runs, () => sum(headers.map(check)));
  if (capture('clangd-19', ['--version']) === undefined) {
    return [{ what, unit: 'CPU s', ours, note: 'clangd-19 is not installed: no comparison' }];
  }
  const folder = mkdtempSync(join(tmpdir(), 'uapi-bench-'));
  try {
    const [, ...flags] = gccCommand(includeRoot);
    const database = headers.map((file) => ({
      directory: folder,
      file,
      arguments: ['clang', '-x', 'c', ...flags, file],
    }));
    writeFileSync(join(folder, 'compile_commands.json'), JSON.stringify(database));
    const clangd = (path) =>
      timed(['clangd-19', `--check=${path}`, '--check-locations=0', `--compile-commands-dir=${folder}`]).cpuSeconds;
    const theirs = median(runs, () => sum(headers.map(clangd)));
    return [{ what, unit: 'CPU s', ours, theirs, other: 'clangd-19 --check --check-locations=0' }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function gccCommand(includeRoot) {
  const asm = join(includeRoot, 'x86_64-linux-gnu');
  return ['gcc', '-ffreestanding', '-fsyntax-only', '-w', '-isystem', asm, '-isystem', includeRoot];
}

/** Wall and CPU seconds of a command and its children; its output and its exit status do not matter here. */
function timed(command) {
  const script = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" >/dev/null 2>&1; } 2>&1';
  const result = spawnSync('bash', ['-c', script, 'bash', ...command], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const match = /([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(result.stdout ?? '');
  if (match === null) throw new UserError(`Cannot time ${command[0]}: ${result.error?.message ?? result.stdout}`);
  const [wallSeconds, user, system] = match.slice(1).map(Number);
  return { wallSeconds, cpuSeconds: user + system };
}

/** Peak resident memory of a Node program: a line that it prints at its end. */
function peakMegabytes([node, ...args]) {
  const atExit = `import { writeSync } from 'node:fs';
    process.on('exit', () => writeSync(2, '\\npeak ' + process.resourceUsage().maxRSS + '\\n'));`;
  const hook = `data:text/javascript,${encodeURIComponent(atExit)}`;
  const stdio = ['ignore', 'ignore', 'pipe'];
  const result = spawnSync(node, ['--import', hook, ...args], { encoding: 'utf8', stdio, maxBuffer: 1 << 28 });
  const kilobytes = /\npeak (\d+)\n/.exec(result.stderr)?.[1];
  if (kilobytes === undefined) throw new UserError('The program ended without its memory being read.');
  return Number(kilobytes) / 1024;
}

function median(runs, measure) {
  const values = Array.from({ length: runs }, measure).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)];
}

function sum(values) {
  return values.reduce((a, b) => a + b, 0);
}

/** @param {readonly Measurement[]} measurements */
function print(measurements, headerCount, { root: includeRoot, runs }) {
  console.log(`${includeRoot}, ${headerCount} headers, median of ${runs} runs or more\n`);
  for (const { what, unit, ours, theirs, other, note } of measurements) {
    console.log(what);
    console.log(`  uapi   ${number(ours)} ${unit}${note === undefined ? '' : ` (${note})`}`);
    if (theirs === undefined) continue;
    console.log(`  other  ${number(theirs)} ${unit} (${other})`);
    console.log(`  ratio  ${(ours / theirs).toFixed(2)}`);
  }
}

function number(value) {
  return value.toFixed(value < 10 ? 3 : 0);
}

function writeReport(measurements, headerCount, { root: includeRoot, runs, json }) {
  const report = {
    schemaVersion: 1,
    date: new Date().toISOString(),
    processor: cpus()[0]?.model,
    processors: cpus().length,
    node: process.version,
    gcc: execFileSync('gcc', ['-dumpfullversion'], { encoding: 'utf8' }).trim(),
    root: includeRoot,
    headers: headerCount,
    runs,
    measurements: measurements.map((m) => (m.theirs === undefined ? m : { ...m, ratio: m.ours / m.theirs })),
  };
  writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
}

function readArguments() {
  const options = { root: { type: 'string' }, runs: { type: 'string' }, json: { type: 'string' } };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  const includeRoot = resolve(values.root ?? '/usr/include');
  if (!existsSync(join(includeRoot, 'linux/types.h'))) {
    throw new UserError(`${includeRoot} holds no linux/types.h; name an include root with --root DIR.`, 2);
  }
  const runs = Number(values.runs ?? '5');
  if (!Number.isInteger(runs) || runs < 5) throw new UserError('--runs takes a whole number, 5 or more.', 2);
  return { root: includeRoot, runs, json: values.json };
}
