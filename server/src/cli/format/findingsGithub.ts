import { type Finding, lineIndexOf } from '../../core/index.js';
import { displayPath } from '../displayPath.js';
import type { FindingsReport } from './findings.js';

/**
 * `uapi check --format github`: workflow commands, which GitHub Actions shows at the lines of a pull request. Columns count
 * from 1; GitHub takes them only where the finding stays on one line.
 */
export function findingsGithub({ findings, cwd }: FindingsReport): string {
  return findings.map((finding) => commandOf(finding, cwd)).join('');
}

/** `--statistics`: one notice with a line for each rule. */
export function statisticsGithub({ statistics, summary, checkedText }: FindingsReport): string {
  const lines = statistics.map(({ rule, severity, count: number }) => `${number} ${severity} ${rule}`);
  const text = [...lines, `${checkedText}, ${summary.suppressed} suppressed`].join('\n');
  return `::notice title=uapi check::${messageText(text)}\n`;
}

function commandOf({ severity, message, rule, help, range: { file, start, end } }: Finding, cwd: string): string {
  const lines = lineIndexOf(file);
  const from = lines.positionAt(start);
  const to = lines.positionAt(Math.max(start, end));
  const properties = [
    `file=${propertyText(displayPath(file, cwd))}`,
    `line=${from.line + 1}`,
    `endLine=${to.line + 1}`,
    ...(from.line === to.line ? [`col=${from.column + 1}`, `endColumn=${to.column + 1}`] : []),
    `title=${propertyText(rule)}`,
  ];
  const text = help === undefined ? message : `${message}\nhelp: ${help}`;
  return `::${commands[severity]} ${properties.join(',')}::${messageText(text)}\n`;
}

const commands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

/** A command ends at its line, so line ends are written as escapes, and so is the sign that begins one. */
function messageText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function propertyText(text: string): string {
  return messageText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
