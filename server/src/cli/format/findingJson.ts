import { type FileRange, type Finding, type Fix, lineIndexOf } from '../../core/index.js';
import { displayPath } from '../displayPath.js';
import { fingerprints } from '../fingerprint.js';
import type { FindingsReport, Summary } from './findings.js';

/** `uapi check --format json`: one document, lines and columns from 1 in UTF-16 units, `end` exclusive. */
export function findingsJson({ findingsAndSuppressed: findings, summary, cwd }: FindingsReport): string {
  const prints = fingerprints(findings);
  const items = findings.map(
    (finding) => `\n  ${JSON.stringify(findingObject(finding, prints.get(finding) ?? '', cwd))}`,
  );
  const list = items.length === 0 ? '[]' : `[${items.join(',')}\n ]`;
  return `{"schemaVersion":1,\n "findings":${list},\n "summary":${JSON.stringify(summaryObject(summary))}}\n`;
}

/** `--statistics` in JSON: how often each rule spoke. */
export function statisticsJson({ statistics, summary }: FindingsReport): string {
  const document = { schemaVersion: 1, statistics, summary: summaryObject(summary) };
  return `${JSON.stringify(document)}\n`;
}

function summaryObject({ files, errors, warnings, infos, hints, suppressed }: Summary) {
  return { files, errors, warnings, infos, hints, suppressed };
}

function findingObject(finding: Finding, fingerprint: string, cwd: string) {
  const { rule, severity, symbol, range, message, abis, related, fixes, suppressed } = finding;
  const fix = fixes?.[0];
  return {
    rule,
    severity,
    file: displayPath(range.file, cwd),
    ...(symbol === undefined ? {} : { symbol }),
    range: rangeObject(range),
    message,
    abis,
    related: (related ?? []).map((location) => ({
      file: displayPath(location.range.file, cwd),
      range: rangeObject(location.range),
      message: location.message,
    })),
    ...(fix === undefined ? {} : { fix: fixObject(fix) }),
    ...(suppressed === undefined ? {} : { suppressed: { kind: suppressed.kind, reason: suppressed.reason } }),
    fingerprint,
  };
}

function fixObject({ title, edits }: Fix) {
  return { title, edits: edits.map(({ range, newText }) => ({ range: rangeObject(range), newText })) };
}

function rangeObject({ file, start, end }: FileRange) {
  const lines = lineIndexOf(file);
  return { start: position(lines.positionAt(start)), end: position(lines.positionAt(end)) };
}

function position({ line, column }: { readonly line: number; readonly column: number }) {
  return { line: line + 1, column: column + 1 };
}
