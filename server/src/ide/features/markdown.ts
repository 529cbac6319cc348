/** Markdown as hovers use it. What comes from a header is shown as code, so that its characters mean nothing. */
import type { IoctlFields } from '../../core/index.js';

/** A fence longer than every run of backticks in the text, or the text would end it and the rest would be Markdown. */
export function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length), 0) + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${space}${text.replace(/\s+/g, ' ')}${space}${fence}`;
}

export function hex(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

export function valueText(value: bigint | undefined): string {
  if (value === undefined) return 'unresolved';
  if (value < 10n && value > -10n) return `${value}`;
  return value < 0n && value >= -TWO_TO_32 / 2n
    ? `${value} (${hex(value + TWO_TO_32)} in 32 bits)`
    : `${value} (${hex(value)})`;
}

const TWO_TO_32 = 0x1_0000_0000n;

/**
 * The number of the one bit that is set, or of the first and the last of several in a row; empty for another value. An int
 * whose highest bit is set is negative, and meant as 32 bits.
 */
export function bitText(value: bigint | undefined): string {
  if (value === undefined || value === 0n || value < -TWO_TO_32 / 2n) return '';
  const digits = (value < 0n ? value + TWO_TO_32 : value).toString(2);
  const ones = /^(1+)0*$/.exec(digits)?.[1].length;
  if (ones === undefined) return '';
  return ones === 1 ? `${digits.length - 1}` : `${digits.length - ones}-${digits.length - 1}`;
}

/** `bit 3`, `bits 4-7`, with a comma before it; empty where there is nothing to say. */
export function bitNote(value: bigint | undefined): string {
  const text = bitText(value);
  return text === '' ? '' : `, bit${text.includes('-') ? 's' : ''} ${text}`;
}

/**
 * Whether an author means bits by an expression: it shifts, or it is one bit in hexadecimal digits as what stands beside
 * it is. A lone `0x40` may be a count.
 *
 * @param beside the expressions before and behind
 */
export function meansBits(expression: string, beside: readonly string[]): boolean {
  if (/<<|\b_?BIT(?:U?LL|UL)?\s*\(/.test(expression)) return true;
  return isHexBit(expression) && beside.some(isHexBit) && !beside.some((each) => isHex(each) && !isHexBit(each));
}

function isHex(expression: string): boolean {
  return /^[\s(]*0x[0-9a-f]*[1-9a-f][0-9a-f]*[ul]*[\s)]*$/i.test(expression);
}

function isHexBit(expression: string): boolean {
  return /^[\s(]*0x0*[1248]0*[ul]*[\s)]*$/i.test(expression);
}

/** The value of an integer constant of C; `undefined` for another text. */
export function integerOf(text: string): bigint | undefined {
  const digits = /^(0[xX][0-9a-fA-F]{1,16}|0[0-7]{0,22}|[1-9]\d{0,19})[uUlL]{0,3}$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  return /^0\d/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
}

export function list(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${line}`);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `r, type 'V' 0x56, nr 3 (0x3), size 16`. */
export function ioctlFieldsText(fields: IoctlFields): string {
  return `${ioctlNameText(fields)}, size ${fields.sizeBytes}`;
}

/** The same without the size, in which ABIs differ most. */
export function ioctlNameText({ direction, type, nr }: Omit<IoctlFields, 'sizeBytes'>): string {
  const visible = type > 0x20 && type < 0x7f ? `'${String.fromCharCode(type)}' ` : '';
  return `${direction}, type ${visible}0x${type.toString(16).padStart(2, '0')}, nr ${nr} (0x${nr.toString(16)})`;
}

/** Kernel-doc text (doc-guide/kernel-doc.rst, "Highlights and cross-references"): what it names is shown as code. */
export function kernelDocMarkdown(text: string): string {
  return escapeMarkdown(text)
    .replace(/&amp;(struct|union|enum|typedef)\s+(\w+)/g, (_, kind: string, name: string) => code(`${kind} ${name}`))
    .replace(/&amp;(\w+(?:(?:-&gt;|\.)\w+)*)/g, (_, name: string) => code(name.replace('-&gt;', '->')))
    .replace(/%(-?\w+)/g, (_, name: string) => code(name))
    .replace(/(^|[^\w`])@(\w+)/g, (_, before: string, name: string) => `${before}${code(name)}`)
    .replace(/(^|[^\w`])(\w+)\(\)/g, (_, before: string, name: string) => `${before}${code(`${name}()`)}`)
    .replace(/`([^`\n]{1,80})`__?(?!\w)/g, '$1');
}

/** Its first sentences: as many as a hover has room for. */
export function firstSentences(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= MAX_SUMMARY) return line;
  const cut = line.slice(0, MAX_SUMMARY);
  // A capital letter follows the end of a sentence, and none the dot of `e.g.`.
  const end = [...cut.matchAll(/[\w)]{3}\.(?= [A-Z@%&])/g)].at(-1)?.index ?? 0;
  return end > MAX_SUMMARY / 4 ? cut.slice(0, end + 4) : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}

const MAX_SUMMARY = 280;

function escapeMarkdown(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/([*\\[\]#])/g, '\\$1');
}

/** The same for clients that show text as it is: no fences, tables as columns. */
export function plainText(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => !/^\|(?: --- \|)+$/.test(line))
    .map((line) => (line.startsWith('| ') ? line.slice(2, -2).split(' | ').join('\t') : line))
    .map((line) =>
      line
        .replace(/`+/g, '')
        .replace(/\\([*\\[\]#|])/g, '$1')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&')
        .trimEnd(),
    )
    .join('\n');
}
