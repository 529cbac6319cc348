import {
  type Addition,
  allRules,
  type HeaderChange,
  lineIndexOf,
  type PerStyle,
  type Verdict,
} from '../../core/index.js';
import { displayPath } from '../displayPath.js';
import { count, printable } from '../plainText.js';
import { additionCount, changesOf, type DiffReport } from './diff.js';

/** `uapi diff --format text`: what breaks first, then what may, then what is compatible; additions are only counted. */
export function diffText(report: DiffReport): string {
  const { style, isQuiet } = report;
  const sections = [
    section(report, 'break', 'Incompatible', style.red),
    section(report, 'ambiguous', 'Depends on what the headers do not say', style.magenta),
    section(report, 'ok', 'Compatible', style.green),
    isQuiet ? '' : additionsText(report),
  ].filter((text) => text !== '');
  return `${sections.map((text) => `${text}\n`).join('')}${isQuiet ? '' : summaryText(report)}`;
}

function section(report: DiffReport, verdict: Verdict, title: string, color: (text: string) => string): string {
  const changes = changesOf(report, verdict);
  if (changes.length === 0) return '';
  const { style } = report;
  const byHeader = new Map<string, HeaderChange[]>();
  for (const change of changes) {
    const known = byHeader.get(change.header);
    if (known === undefined) byHeader.set(change.header, [change]);
    else known.push(change);
  }
  const blocks = [...byHeader].map(([header, list]) => {
    const lines = list.map((change) => changeText(change, report, color));
    return `${style.bold(printable(header))}\n${lines.join('')}`;
  });
  return `${style.bold(color(`${title} (${changes.length})`))}\n${blocks.join('')}`;
}

function changeText(change: HeaderChange, { style, cwd }: DiffReport, color: (text: string) => string): string {
  const { message, kind, range, facts, related } = change;
  const place =
    range === undefined
      ? ''
      : `${displayPath(range.file, cwd)}:${lineIndexOf(range.file).positionAt(range.start).line + 1}`;
  const note = (text: string): string => `      ${style.blue('=')} ${printable(text)}\n`;
  const shown = related.slice(0, MAX_NOTES);
  return [
    `  ${color('*')} ${printable(message)} ${style.dim(`[${labelOf(kind)}]${place === '' ? '' : ` ${printable(place)}`}`)}\n`,
    ...facts.map(note),
    ...(styleNote(change.perStyle) === '' ? [] : [note(styleNote(change.perStyle))]),
    ...shown.map((each) => note(each.message)),
    ...(related.length > shown.length ? [note(`and ${related.length - shown.length} more`)] : []),
  ].join('');
}

const MAX_NOTES = 8;

/** The rule that reports the kind of change in `uapi check`, so that `uapi explain` finds its page. */
function labelOf(kind: string): string {
  const rule = `compat/${kind}`;
  return allRules.some(({ id }) => id === rule) ? rule : kind;
}

/** `compatible in size-first, argsz; incompatible in classic`, where styles differ. */
function styleNote(perStyle: PerStyle): string {
  const words: readonly (readonly [Verdict, string])[] = [
    ['ok', 'compatible in'],
    ['ambiguous', 'may break in'],
    ['break', 'breaks in'],
  ];
  const parts = words.flatMap(([verdict, word]) => {
    const styles = Object.entries(perStyle).flatMap(([style, each]) => (each === verdict ? [style] : []));
    return styles.length === 0 ? [] : [`${word} ${styles.join(', ')}`];
  });
  return parts.length < 2 ? '' : parts.join('; ');
}

function additionsText({ comparison, addedHeaders, style }: DiffReport): string {
  if (comparison.additions.size === 0 && addedHeaders.length === 0) return '';
  const lines = [...comparison.additions].map(([header, list]) => `  ${printable(header)}: ${additionCounts(list)}\n`);
  const headers = addedHeaders.length === 0 ? '' : `  ${newHeaders(addedHeaders)}\n`;
  return `${style.bold('Added')}\n${lines.join('')}${headers}`;
}

function newHeaders(headers: readonly string[]): string {
  const shown = headers.slice(0, 10).map(printable).join(', ');
  const more = headers.length > 10 ? ` and ${headers.length - 10} more` : '';
  return `${count(headers.length, 'header')}: ${shown}${more}`;
}

function additionCounts(list: readonly Addition[]): string {
  const words = {
    'struct-added': 'struct',
    'ioctl-added': 'ioctl',
    'enumerator-added': 'enumerator',
    'macro-added': 'macro',
  } as const;
  const counts = new Map<Addition['kind'], number>();
  for (const { kind } of list) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (Object.keys(words) as Addition['kind'][])
    .flatMap((kind) => {
      const number = counts.get(kind);
      return number === undefined ? [] : [count(number, words[kind])];
    })
    .join(', ');
}

function summaryText(report: DiffReport): string {
  const [breaks, unsure, fine] = (['break', 'ambiguous', 'ok'] as const).map(
    (verdict) => changesOf(report, verdict).length,
  );
  const { comparison, compared, style } = report;
  const removed = comparison.changes.filter(({ kind }) => kind === 'header-removed').length;
  const what = `${count(compared, 'header')} compared${removed === 0 ? '' : `, ${removed} gone`}`;
  const additions = `${count(additionCount(report), 'addition')}`;
  if (breaks + unsure + fine === 0) return `${style.green('No incompatible change')}: ${what}, ${additions}\n`;
  return `${breaks} incompatible, ${unsure} unsure, ${fine} compatible changes, ${additions}: ${what}\n`;
}
