// A run as Markdown that can be read as plain text too, for a mail to a kernel list: fixed width where columns matter,
// lines of at most 76 characters, nothing that needs a renderer. Text of a header is fenced, so that it stays text.

import { inEnglish } from '../shared/l10n.js';
import type { Field } from './callerBytes.js';
import { current, fieldText, isInside, ofBytes, toHex } from './callerBytes.js';
import { footnoteSign, type MatrixTable } from './matrixTable.js';
import { originName } from './memoryAtStep.js';
import { resultParts } from './resultLine.js';
import type { Run } from './run.js';
import { gradedOnly, stepsOf } from './timeline.js';

export interface MailInput {
  readonly run: Run;
  readonly ioctl: string;
  readonly abi: string;
  readonly littleEndian: boolean;
  readonly fields: readonly Field[];
  readonly table: MatrixTable | undefined;
  /** The fault, the race and the other conditions of the call, in words. */
  readonly conditions: readonly string[];
  readonly sizeWord: { readonly path: string | null; readonly offset: number } | undefined;
}

const lineWidth = 76;

export function mailMarkdown(input: MailInput): string {
  const { run, ioctl, abi, conditions } = input;
  const number = run.number === undefined ? '' : ` (0x${run.number.toString(16).padStart(8, '0')})`;
  const head = [
    `### ${plain(ioctl)}${number} under ${plain(run.model)}`,
    '',
    `${abi}; the caller's structure has ${run.callerSize} bytes, the kernel's ${run.kernelSize}.`,
    ...conditions.map((condition) => `- ${plain(condition)}`),
  ];
  const result = resultParts(run, input.sizeWord, inEnglish).map(({ text }) => plain(text));
  const warnings = gradedOnly(run.warnings).flatMap(({ id, text }) => wrapped(`- **${id}**: ${plain(text)}`, '  '));
  const sections = [
    head,
    ['Caller passes:', '', ...fenced(callerLines(input))],
    ['What the kernel does:', '', ...fenced(stepLines(run))],
    [...wrapped(`**Result:** ${result.join(' · ')}`, '')],
    ...(run.written.length === 0 ? [] : [['User memory afterwards:', '', ...fenced(memoryLines(run))]]),
    ...(warnings.length === 0 ? [] : [warnings]),
    ...(input.table === undefined ? [] : [tableLines(input.table, run.model)]),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function callerLines({ run, fields, littleEndian }: MailInput): readonly string[] {
  const shown = fields.filter((field) => isInside(field, run.before.length) === 'yes');
  if (shown.length === 0) return hexRows(run.before);
  const width = Math.min(28, Math.max(...shown.map(({ path }) => path.length)));
  return shown.map((field) => {
    const text = fieldText(current(ofBytes(run.before)), field, littleEndian);
    return `${`${field.offset}`.padStart(5)}  ${oneLine(field.path).padEnd(width)}  ${oneLine(text)}`;
  });
}

function stepLines(run: Run): readonly string[] {
  return stepsOf(run).flatMap(({ index, name, text, state, errno, warnings }) => {
    const mark = state === 'unreached' ? '--' : `${index + 1}`;
    const body =
      state === 'unreached'
        ? 'not reached'
        : [oneLine(text), ...(errno === undefined ? [] : [`-> ${errno}`]), ...warnings.map(({ id }) => `[${id}]`)].join(
            ' ',
          );
    return wrapped(`${mark.padStart(2)}  ${name.padEnd(13)}  ${body}`, ' '.repeat(19));
  });
}

function memoryLines({ after, written }: Run): readonly string[] {
  const words = written.map(({ start, end, origin }) => `${start}..${end}: ${originName(origin, inEnglish)}`);
  return [...hexRows(after), '', ...words];
}

function hexRows(bytes: Uint8Array): readonly string[] {
  const rows: string[] = [];
  for (let start = 0; start < Math.min(bytes.length, 512); start += 16) {
    const hex = toHex(bytes.subarray(start, start + 16)).replace(/(.{8})(?=.)/g, '$1 ');
    rows.push(`${`${start}`.padStart(5)}  ${hex}`);
  }
  if (bytes.length > 512) rows.push(`       ${bytes.length - 512} more bytes`);
  return rows;
}

function tableLines({ callers, kernels, rows, notes }: MatrixTable, model: string): readonly string[] {
  const text = (row: number, column: number): string => {
    const cell = rows[row][column];
    return cell === undefined ? '' : `${cell.outcome}${cell.note === undefined ? '' : footnoteSign(cell.note)}`;
  };
  const columns = kernels.map((kernel, column) => {
    const cells = [`kernel ${kernel}`, ...callers.map((_, row) => text(row, column))].map(cellText);
    const width = Math.max(...cells.map(({ length }) => length), 3);
    return { cells: cells.map((cell) => cell.padEnd(width)), width };
  });
  const names = [plain(model), ...callers.map((caller) => `caller ${caller}`)].map(cellText);
  const width = Math.max(...names.map(({ length }) => length));
  const line = (row: number): string =>
    `| ${[names[row].padEnd(width), ...columns.map(({ cells }) => cells[row])].join(' | ')} |`;
  const rule = `| ${['-'.repeat(width), ...columns.map((column) => '-'.repeat(column.width))].join(' | ')} |`;
  return [
    line(0),
    rule,
    ...callers.map((_, row) => line(row + 1)),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note, at) => `${footnoteSign(at + 1)} ${plain(note)}`)]),
  ];
}

/** A fence longer than any run of backticks inside. */
function fenced(lines: readonly string[]): readonly string[] {
  const longest = Math.max(0, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}text`, ...lines, fence];
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

/** Text outside a fence: no character of it means anything to Markdown or HTML. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*[\]<>|&]/g, (sign) => `\\${sign}`);
}

function cellText(text: string): string {
  return oneLine(text).replace(/(?<!\\)\|/g, '\\|');
}

/** Lines of at most 76 characters, broken at blanks; a longer word stays whole, and an arrow with its errno. */
function wrapped(text: string, indent: string): readonly string[] {
  const [first, ...words] = text.split(/(?<=\S)(?<!->) (?=\S)/);
  const lines = [first];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last.length + 1 + word.length <= lineWidth) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}${word}`);
  }
  return lines;
}
