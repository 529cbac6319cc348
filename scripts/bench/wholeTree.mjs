// All headers of linux/ in one sweep: our layouts on 16 ABIs and our findings, against what other tools need for one ABI.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, root } from '../lib/repository.mjs';
import { inTurn, peakMegabytes, timed } from './measure.mjs';

const group = 'Whole tree';
const uapi = join(root, 'server/bin/uapi.js');

export function gccCommand(includeRoot) {
  const asm = join(includeRoot, 'x86_64-linux-gnu');
  return ['gcc', '-ffreestanding', '-fsyntax-only', '-w', '-isystem', asm, '-isystem', includeRoot];
}

/** @returns {import('./measure.mjs').Measurement[]} */
export function wholeTree(headers, { root: includeRoot, runs }) {
  const folder = mkdtempSync(join(tmpdir(), 'uapi-bench-'));
  try {
    const ours = (...args) => [process.execPath, uapi, ...args, '--include-root', includeRoot, ...headers];
    const layout = ours('layout', '--abi', 'all', '--format', 'ndjson');
    const check = ours('check', '--profile', 'new', '--abi', 'all', '--format', 'json');
    const others = tools(includeRoot, folder).filter(({ needs }) => isThere(needs));
    const missing = tools(includeRoot, folder).filter(({ needs }) => !isThere(needs));
    const sweeps = others.map(
      ({ command }) =>
        () =>
          timed(sweepOf(command, headers)).cpuSeconds,
    );
    const cpu = (command) => () => timed(command).cpuSeconds;
    const [layoutSeconds, checkSeconds, ...theirs] = inTurn(runs, [cpu(layout), cpu(check), ...sweeps]);
    const lines = [
      { what: 'uapi layout --abi all', seconds: layoutSeconds, peak: peakMegabytes(layout) },
      { what: 'uapi check --abi all --profile new', seconds: checkSeconds, peak: peakMegabytes(check) },
    ];
    return [
      ...lines.flatMap(({ what, seconds, peak }) =>
        others.map(({ name }, index) => ({
          group,
          what,
          unit: 'CPU s',
          ours: seconds,
          theirs: theirs[index],
          other: name,
          note: `peak ${Math.round(peak)} MB`,
        })),
      ),
      ...missing.map(({ name, needs }) => ({
        group,
        what: name,
        unit: 'CPU s',
        note: `not measured: ${needs} is not installed`,
      })),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each is started once for a header, as a build does, with the header as last word; ctags takes all at once. */
function tools(includeRoot, folder) {
  const [, ...flags] = gccCommand(includeRoot);
  const include = `-I ${join(includeRoot, 'x86_64-linux-gnu')} -I ${includeRoot}`;
  const object = join(folder, 'header.o');
  const compile = `gcc -g -c -ffreestanding -fno-eliminate-unused-debug-types -w ${include} -o ${object} -x c`;
  return [
    { name: 'gcc -fsyntax-only, one ABI', needs: 'gcc', command: gccCommand(includeRoot).join(' ') },
    { name: 'clang -fsyntax-only, one ABI', needs: 'clang-19', command: `clang-19 ${flags.join(' ')}` },
    { name: 'sparse, one ABI', needs: 'sparse', command: `sparse -Wno-decl ${include}` },
    { name: 'gcc -g, then pahole, one ABI', needs: 'pahole', command: `pahole ${object}; ${compile}` },
    { name: 'universal-ctags', needs: 'ctags', command: undefined },
  ];
}

function sweepOf(command, headers) {
  if (command === undefined) return ['ctags', '--kinds-C=+defgmstuv', '-f', '/dev/null', ...headers];
  return ['bash', '-c', `for header in "$@"; do ${command} "$header"; done`, 'bash', ...headers];
}

function isThere(program) {
  return capture(program, ['--version']) !== undefined;
}
