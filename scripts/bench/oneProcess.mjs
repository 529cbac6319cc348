// What one process needs for one header, the lexer's speed, and simulated calls.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/repository.mjs';
import { inTurn, median, timed } from './measure.mjs';
import { gccCommand } from './wholeTree.mjs';

const uapi = join(root, 'server/bin/uapi.js');
/** A header of middling size that most ioctl authors know. */
export const oneHeader = 'linux/vfio.h';

/** One header on one ABI, from start to end of the process. */
export function single({ root: includeRoot, runs }) {
  const header = join(includeRoot, oneHeader);
  const ours = [process.execPath, uapi, 'layout', '--abi', 'x86_64', '--format', 'ndjson', header];
  const commands = [ours, [...gccCommand(includeRoot), header], [process.execPath, '-e', '0']];
  const [seconds, theirs, node] = inTurn(
    runs * 3,
    commands.map((command) => () => timed(command).wallSeconds),
  );
  return {
    group: 'One process',
    what: `uapi layout --abi x86_64 ${oneHeader}`,
    unit: 'wall s',
    ours: seconds,
    theirs,
    other: 'gcc -fsyntax-only',
    note: `node alone ${node.toFixed(3)} s`,
  };
}

/** The lexer over all headers, warm, in this process. */
export async function lexing(headers, { runs }) {
  const { lex } = await import(join(root, 'server/out/core/lex/lexer.js'));
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
  const ours = median(Array.from({ length: runs * 3 }, pass));
  return { group: 'One process', what: `lexer, warm, ${(bytes / 1e6).toFixed(1)} MB`, unit: 'MB/s', ours };
}

/** Simulated calls in this process: fwctl with a structure of 64 bytes, trace included. The goal is 100,000 a second. */
export async function dispatching({ runs }) {
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
  const ours = median(Array.from({ length: runs * 3 }, pass));
  const what = 'simulated calls, fwctl, 64 bytes';
  return { group: 'One process', what, unit: 'calls/s', ours, theirs: 100_000, other: 'the goal' };
}
