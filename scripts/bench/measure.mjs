// How the benchmarks take time and memory. CPU seconds are user + system of a process and its children, as bash's `time`
// reports them; peak memory is what the kernel says of the process.

import { spawnSync } from 'node:child_process';
import { UserError } from '../lib/repository.mjs';

/**
 * @typedef {object} Measurement one line of the report
 * @property {string} group heading under which it stands
 * @property {string} what
 * @property {string} unit
 * @property {number} ours median
 * @property {number} [theirs] median of the other, measured in the same run
 * @property {string} [other] who the other is
 * @property {string} [note]
 */

/** Wall and CPU seconds of a command and its children; its output and its exit status do not matter here. */
export function timed(command, options = {}) {
  const script = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" >/dev/null 2>&1; } 2>&1';
  const args = ['-c', script, 'bash', ...command];
  const result = spawnSync('bash', args, { encoding: 'utf8', maxBuffer: 1 << 26, ...options });
  const match = /([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(result.stdout ?? '');
  if (match === null) throw new UserError(`Cannot time ${command[0]}: ${result.error?.message ?? result.stdout}`);
  const [wallSeconds, user, system] = match.slice(1).map(Number);
  return { wallSeconds, cpuSeconds: user + system };
}

/** Peak resident memory of a Node program: a line that it prints at its end. Megabytes. */
export function peakMegabytes([node, ...args]) {
  const atExit = `import { writeSync } from 'node:fs';
    process.on('exit', () => writeSync(2, '\\npeak ' + process.resourceUsage().maxRSS + '\\n'));`;
  const hook = `data:text/javascript,${encodeURIComponent(atExit)}`;
  const stdio = ['ignore', 'ignore', 'pipe'];
  const result = spawnSync(node, ['--import', hook, ...args], { encoding: 'utf8', stdio, maxBuffer: 1 << 28 });
  const kilobytes = /\npeak (\d+)\n/.exec(result.stderr)?.[1];
  if (kilobytes === undefined) throw new UserError('The program ended without its memory being read.');
  return Number(kilobytes) / 1024;
}

/** Both measured in turn, `runs` times, so that a busy moment hits both; the medians. */
export function inTurn(runs, measures) {
  const values = measures.map(() => []);
  for (let run = 0; run < runs; run++) {
    for (const [index, measure] of measures.entries()) values[index].push(measure());
  }
  return values.map(median);
}

export function median(values) {
  return quantile(values, 0.5);
}

export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
