/** Markdown as hovers use it. What comes from a header is shown as code, so that its characters mean nothing. */
import type { IoctlFields } from '../../core/index.js';

export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replace(/\s+/g, ' ')}${fence}`;
}

export function hex(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
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
