import type { Finding, Rule } from '../../core/index.js';
import { count } from '../plainText.js';
import type { Style } from '../style.js';

/** What the formats of `uapi check` print. Each format is a function from this to text, one file each. */
export interface FindingsReport {
  /** Those to show, in order: hints are left out unless asked for, suppressed ones always. */
  readonly findings: readonly Finding[];
  /** The same with those that are suppressed, for formats that keep them. */
  readonly findingsAndSuppressed: readonly Finding[];
  /** How often each rule spoke, most frequent first. */
  readonly statistics: readonly RuleCount[];
  readonly summary: Summary;
  /** What was checked: `3 headers`, `1 header and 2 sources`. */
  readonly checkedText: string;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Markdown of a rule's page. */
  readonly pageOf: (rule: string) => string | undefined;
  readonly cwd: string;
  readonly style: Style;
  /** Columns of the terminal. */
  readonly columns: number;
  readonly isQuiet: boolean;
}

export interface RuleCount {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly count: number;
}

/** Counts of all findings that are not suppressed, hints too, whether shown or not. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  readonly suppressed: number;
}

export function summarize(files: number, findings: readonly Finding[]): Summary {
  const number = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity && finding.suppressed === undefined).length;
  return {
    files,
    errors: number('error'),
    warnings: number('warning'),
    infos: number('info'),
    hints: number('hint'),
    suppressed: findings.filter(({ suppressed }) => suppressed !== undefined).length,
  };
}

export function checkedText(files: number, sources: number): string {
  const headers = files - sources;
  if (sources === 0) return count(headers, 'header');
  return `${headers === 0 ? '' : `${count(headers, 'header')} and `}${count(sources, 'source')}`;
}

export function countByRule(findings: readonly Finding[]): readonly RuleCount[] {
  const counts = new Map<string, { rule: string; severity: Finding['severity']; count: number }>();
  for (const { rule, severity, suppressed } of findings) {
    if (suppressed !== undefined) continue;
    const key = `${rule} ${severity}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { rule, severity, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}
