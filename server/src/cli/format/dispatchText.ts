import { type DispatchReport, type Matrix, type ReplayResult, type TraceEvent, warningText } from '../../core/index.js';
import { costLine, gradedOnly, memoryLines, resultLine } from '../../ide/index.js';
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
