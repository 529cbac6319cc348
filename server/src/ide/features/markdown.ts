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
  return value === undefined ? 'unresolved' : value >= 0n && value < 10n ? `${value}` : `${value} (${hex(value)})`;
}

/** The number of the one bit that is set; empty for another value. */
export function bitText(value: bigint | undefined): string {
  if (value === undefined || value < 1n) return '';
  const digits = value.toString(2);
  return /^10*$/.test(digits) ? `${digits.length - 1}` : '';
}

export function list(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${line}`);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `r, type 'V' 0x56, nr 3, size 16`. */
export function ioctlFieldsText({ direction, type, nr, sizeBytes }: IoctlFields): string {
  const visible = type > 0x20 && type < 0x7f ? `'${String.fromCharCode(type)}' ` : '';
  return `${direction}, type ${visible}0x${type.toString(16).padStart(2, '0')}, nr ${nr} (0x${nr.toString(16)}), size ${sizeBytes}`;
}

/** Kernel-doc text (doc-guide/kernel-doc.rst, "Highlights and cross-references"): what it names is shown as code. */
export function kernelDocMarkdown(text: string): string {
  return escapeMarkdown(text)
    .replace(/&amp;(struct|union|enum|typedef)\s+(\w+)/g, (_, kind: string, name: string) => code(`${kind} ${name}`))
    .replace(/&amp;(\w+(?:(?:-&gt;|\.)\w+)*)/g, (_, name: string) => code(name.replace('-&gt;', '->')))
    .replace(/%(-?\w+)/g, (_, name: string) => code(name))
    .replace(/(^|[^\w`])@(\w+)/g, (_, before: string, name: string) => `${before}${code(name)}`)
    .replace(/\b(\w+)\(\)/g, (_, name: string) => code(`${name}()`));
}

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
