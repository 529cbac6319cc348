import { type FileRange, type Finding, lineIndexOf, type RelatedLocation } from '../../core/index.js';
import { displayPath } from '../displayPath.js';
import { count, expandTabs, printable } from '../plainText.js';
import type { Style } from '../style.js';
import type { FindingsReport, Summary } from './findings.js';

/**
 * `uapi check --format text`: each finding with its source line, what each ABI says, and what to write instead; the
 * reasons of the rules that spoke come once, at the end.
 */
export function findingsText(report: FindingsReport): string {
  const blocks = report.findings.map((finding) => findingText(finding, report));
  const text = blocks.map((block) => `${block}\n`).join('');
  return report.isQuiet ? text : `${text}${reasonsText(report)}${summaryText(report)}`;
}

/** `--statistics`: one line a rule, most frequent first. */
export function statisticsText(report: FindingsReport): string {
  const width = Math.max(...report.statistics.map(({ count: number }) => `${number}`.length), 1);
  const lines = report.statistics.map(
    ({ rule, severity, count: number }) =>
      `${`${number}`.padStart(width)}  ${severityColor(severity, report.style)(severity.padEnd(7))}  ${rule}\n`,
  );
  return `${lines.join('')}${report.isQuiet ? '' : summaryText(report)}`;
}

function findingText(finding: Finding, { cwd, style, columns }: FindingsReport): string {
  const { severity, message, rule, range, facts = [], help, related = [] } = finding;
  const color = severityColor(severity, style);
  const title = `${style.bold(color(`${severity}:`))} ${style.bold(printable(message))}`;
  const head = `${style.bold(placeText(range, cwd))}: ${title} ${style.dim(`[${rule}]`)}\n`;
  const { text, margin } = sourceText(range, columns, style, color);
  const note = (title: string, line: string): string => `${margin} ${style.blue('=')} ${title}${printable(line)}\n`;
  return [
    head,
    text,
    ...facts.map((fact) => note('', fact)),
    ...(help === undefined ? [] : [note(style.bold(style.green('help: ')), help)]),
    ...related.map((location) => relatedText(location, cwd, columns, style)),
  ].join('');
}

function relatedText({ range, message }: RelatedLocation, cwd: string, columns: number, style: Style): string {
  const head = `${style.bold(placeText(range, cwd))}: ${style.blue('note:')} ${printable(message)}\n`;
  return head + sourceText(range, columns, style, style.blue).text;
}

function placeText({ file, start }: FileRange, cwd: string): string {
  const { line, column } = lineIndexOf(file).positionAt(start);
  return `${displayPath(file, cwd)}:${line + 1}:${column + 1}`;
}

/** The source line with the range underlined, and the blank margin for the lines below it. */
function sourceText(
  { file, start, end }: FileRange,
  columns: number,
  style: Style,
  color: (text: string) => string,
): { readonly text: string; readonly margin: string } {
  const { line, column } = lineIndexOf(file).positionAt(start);
  const number = `${line + 1}`.padStart(5);
  const margin = ' '.repeat(number.length);
  // A line may be very long; what is near the range is enough.
  const room = Math.max(40, Math.min(columns, 200) - number.length - 3);
  const from = column <= room ? start - column : start - Math.floor(room / 2);
  const source = printable(firstLine(file.text.slice(from, from + 2 * room)));
  const before = expandTabs(source.slice(0, start - from));
  const marked = expandTabs(source.slice(start - from, Math.max(end, start + 1) - from), before.length);
  const after = expandTabs(source.slice(Math.max(end, start + 1) - from), before.length + marked.length);
  const shown = `${before}${marked}${after}`.slice(0, Math.max(room, before.length + marked.length)).trimEnd();
  if (shown === '') return { text: '', margin };
  const underline = `^${'~'.repeat(Math.max(0, Math.min(marked.length, shown.length - before.length) - 1))}`;
  const bar = style.blue('|');
  return {
    text: `${style.blue(number)} ${bar} ${shown}\n${margin} ${bar} ${' '.repeat(before.length)}${color(underline)}\n`,
    margin,
  };
}

function firstLine(text: string): string {
  return text.split(/[\r\n]/, 1)[0];
}

/** Why the rules that spoke exist, and the document that asks for it: once a rule. */
function reasonsText({ findings, rules, style, columns }: FindingsReport): string {
  const spoke = [...new Set(findings.map(({ rule }) => rule))]
    .map((id) => rules.get(id))
    .filter((rule) => rule !== undefined);
  if (spoke.length === 0) return '';
  const entries = spoke.map(({ id, why, reference }) => {
    const lines = wrap(why, Math.min(columns, 100) - 4).map((line) => `    ${line}\n`);
    return `  ${style.bold(id)}\n${lines.join('')}    ${style.dim(`${reference.title}: ${reference.url}`)}\n`;
  });
  return `${style.bold('Why')}\n${entries.join('')}\n`;
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function summaryText({ summary, findings, style, checkedText }: FindingsReport): string {
  const files = `in ${checkedText}`;
  const counts = countsText(summary);
  const hidden = summary.hints > 0 && !findings.some(({ severity }) => severity === 'hint');
  const notes = [
    summary.suppressed > 0 ? `${summary.suppressed} suppressed` : '',
    hidden ? 'hints are shown with --show-hints' : '',
  ].filter((note) => note !== '');
  const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `${counts === '' ? style.green('No findings') : counts} ${files}${note}\n`;
}

function countsText({ errors, warnings, infos, hints }: Summary): string {
  const parts = [
    errors > 0 ? count(errors, 'error') : '',
    warnings > 0 ? count(warnings, 'warning') : '',
    infos > 0 ? `${infos} info` : '',
    hints > 0 ? count(hints, 'hint') : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function severityColor(severity: Finding['severity'], style: Style): (text: string) => string {
  switch (severity) {
    case 'error':
      return style.red;
    case 'warning':
      return style.magenta;
    case 'info':
      return style.cyan;
    case 'hint':
      return style.dim;
  }
}
