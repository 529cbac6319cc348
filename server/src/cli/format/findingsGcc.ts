import { lineIndexOf } from '../../core/index.js';
import { displayPath } from '../displayPath.js';
import { printable } from '../plainText.js';
import type { FindingsReport } from './findings.js';

/**
 * `uapi check --format gcc`: `file:line:column: warning: message [rule-id]`, one line a finding, as editors parse it.
 */
export function findingsGcc({ findings, cwd }: FindingsReport): string {
  return findings
    .map(({ range, severity, message, rule }) => {
      const { line, column } = lineIndexOf(range.file).positionAt(range.start);
      const place = `${displayPath(range.file, cwd)}:${line + 1}:${column + 1}`;
      return `${place}: ${gccSeverity[severity]}: ${printable(message)} [${rule}]\n`;
    })
    .join('');
}

/** gcc knows errors, warnings and notes. */
const gccSeverity = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;
