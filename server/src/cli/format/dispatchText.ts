import {
  type DispatchReport,
  errnoReason,
  type Matrix,
  modelById,
  type ReplayResult,
  type TraceEvent,
  toHex,
  type Warning,
  warningText,
} from '../../core/index.js';
import { printable } from '../plainText.js';
import type { Style } from '../style.js';
import { replaySummary } from './dispatchJson.js';

/** A simulated call for people: what happens in time, how it ends and why, and whose bytes are where afterwards. */
export function dispatchText(
  report: DispatchReport,
  title: string,
  style: Style,
  notes: readonly string[] = [],
): string {
  const lines = [style.bold(title), sizes(report), ...notes.map(printable), ''];
  for (const event of report.events) lines.push(...eventLines(event, style));
  lines.push('', `  ${resultLine(report, style)}`, `  ${costLine(report)}`, '', ...memoryLines(report, style));
  if (report.warnings.length > 0) {
    lines.push('', 'Warnings');
    for (const warning of gradedOnly(report.warnings))
      lines.push(`  ${style.yellow(warning)}: ${warningText(warning)}`);
  }
  return `${lines.join('\n')}\n`;
}

function sizes({ callerSize, kernelSize, command }: DispatchReport): string {
  const number = `0x${command.number.toString(16).padStart(8, '0')}`;
  return `  the caller's structure has ${callerSize} bytes, the kernel's ${kernelSize}; command ${number}`;
}

function eventLines({ seq, step, text, errno, warnings }: TraceEvent, style: Style): string[] {
  const end = errno === undefined ? '' : ` ${style.red(`-> ${errno}`)}`;
  const shown = gradedOnly(warnings);
  const marks = shown.length === 0 ? '' : ` ${style.yellow(`[${shown.join(', ')}]`)}`;
  return [`  ${String(seq).padStart(2)}  ${style.cyan(step.padEnd(13))} ${printable(text)}${end}${marks}`];
}

/** A double fetch that was graded is not also listed without its grade. */
export function gradedOnly(warnings: readonly Warning[]): readonly Warning[] {
  const isGraded = warnings.some((warning) => warning.startsWith('double-fetch-'));
  return isGraded ? warnings.filter((warning) => warning !== 'double-fetch') : warnings;
}

export function resultLine({ outcome, model }: DispatchReport, style: Style): string {
  if (outcome.errno !== undefined) {
    return `${style.red(`returns -1, ${outcome.errno}`)}: ${errnoReason(modelById(model), outcome.errno)}`;
  }
  return outcome.retKind === 'fd' ? style.green('returns a new descriptor') : style.green(`returns ${outcome.ret}`);
}

export function costLine({ stacPairs, bytesIn, bytesOut }: DispatchReport): string {
  const windows = stacPairs === 1 ? 'once' : `${stacPairs} times`;
  return `user access opened ${windows}, ${bytesIn} bytes read, ${bytesOut} written`;
}

const rowBytes = 16;
const shownRows = 64;
const letters: Readonly<Record<string, string>> = { user: 'u', zero: '0', kernel: 'k', handler: 'h', uninit: '!' };

/** Rows of 16 bytes before and after, with a letter for who wrote each byte. */
export function memoryLines({ before, after, written }: DispatchReport, style: Style): string[] {
  const lines = [
    "User memory      (who wrote: h handler, k dispatcher, 0 zero fill, u the caller's own bytes back, ! nobody, . never)",
  ];
  const writer = (offset: number): string =>
    letters[written.find(({ start, end }) => start <= offset && offset < end)?.origin ?? ''] ?? '.';
  const rows = Math.ceil(before.length / rowBytes);
  for (let row = 0; row < Math.min(rows, shownRows); row++) {
    const [start, end] = [row * rowBytes, Math.min(before.length, (row + 1) * rowBytes)];
    const hex = (bytes: Uint8Array): string => toHex(bytes.subarray(start, end)).replace(/(.{8})(?=.)/g, '$1 ');
    const who = Array.from({ length: end - start }, (_, index) => writer(start + index)).join('');
    const old = hex(before);
    const now = hex(after);
    const arrow = old === now ? '' : ` -> ${style.bold(now)}`;
    lines.push(`  ${String(start).padStart(6)}  ${old}${arrow}  ${who}`);
  }
  if (rows > shownRows) lines.push(`  ${before.length - shownRows * rowBytes} more bytes`);
  const beyond = written.filter(({ end }) => end > before.length);
  for (const { start, end, origin } of beyond)
    lines.push(`  bytes ${Math.max(start, before.length)}..${end} behind the structure: ${origin}`);
  return lines;
}

/** One table for each model: callers down, kernels across. */
export function matrixText(matrix: readonly Matrix[], style: Style): string {
  return matrix.map((one) => modelMatrix(one, style)).join('\n');
}

function modelMatrix({ model, cells }: Matrix, style: Style): string {
  const callers = [...new Set(cells.map(({ caller }) => caller))];
  const kernels = [...new Set(cells.map(({ kernel }) => kernel))];
  const shown = (caller: string, kernel: string): string =>
    cells.find((cell) => cell.caller === caller && cell.kernel === kernel)?.outcome ?? '';
  const width = Math.max(11, ...cells.map(({ outcome }) => outcome.length), ...kernels.map(({ length }) => length + 7));
  const first = Math.max(...callers.map(({ length }) => length + 7), 6) + 2;
  const head = `${' '.repeat(first + 2)}${kernels.map((kernel) => `kernel ${kernel}`.padEnd(width)).join('  ')}`;
  const rows = callers.map((caller) => {
    const row = kernels.map((kernel) => colored(shown(caller, kernel), width, style)).join('  ');
    return `  ${`caller ${caller}`.padEnd(first)}${row}`;
  });
  const whens = [
    ...new Map(
      cells.filter(({ when }) => when !== 'always').map((cell) => [`${cell.outcome}: ${cell.when}`, cell]),
    ).keys(),
  ];
  return [
    style.bold(model),
    head.trimEnd(),
    ...rows.map((row) => row.trimEnd()),
    ...whens.map((text) => `    ${text}`),
    '',
  ].join('\n');
}

function colored(outcome: string, width: number, style: Style): string {
  const padded = outcome.padEnd(width);
  if (outcome === 'works' || outcome === 'zero-filled' || outcome === 'truncated') return style.green(padded);
  return outcome === 'dropped' ? style.yellow(padded) : style.red(padded);
}

export function replayText(results: readonly ReplayResult[], style: Style): string {
  const lines = results
    .filter(({ verdict, isScored }) => isScored && verdict !== 'match' && verdict !== 'unjudged')
    .map(({ id, verdict, why, model }) => {
      const color = verdict === 'mismatch' ? style.red : style.yellow;
      return `${color(verdict)} ${printable(id)} (${model}): ${printable(why)}`;
    });
  const { scored, match, mismatch, unsupported, unjudged } = replaySummary(results);
  const parts = [
    `${match} as predicted`,
    `${mismatch} not`,
    `${unsupported} unsupported`,
    `${unjudged} without a recorded result`,
  ];
  return `${[...lines, `${scored} calls: ${parts.join(', ')}`].join('\n')}\n`;
}
