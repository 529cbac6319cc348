/**
 * Offsets to LSP positions and back. `core` and `ide` count UTF-16 units in one file; the client may count otherwise
 * (LSP 3.17, `positionEncoding`). This is the only place that knows.
 */
import type { Position, Range } from 'vscode-languageserver';
import { type FileRange, lineIndexOf } from '../core/index.js';

export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

/** Any text object that stays as it is. */
export interface Text {
  readonly text: string;
}

/** The first of the client's encodings that is known; utf-16 is what everybody knows, and costs nothing here. */
export function chooseEncoding(offered: readonly string[] | undefined): PositionEncoding {
  if (offered === undefined || offered.includes('utf-16')) return 'utf-16';
  return offered.includes('utf-8') ? 'utf-8' : offered.includes('utf-32') ? 'utf-32' : 'utf-16';
}

export function toPosition(file: Text, offset: number, encoding: PositionEncoding): Position {
  const { line, column } = lineIndexOf(file).positionAt(Math.min(offset, file.text.length));
  if (encoding === 'utf-16') return { line, character: column };
  return { line, character: lengthIn(file.text.slice(offset - column, offset), encoding) };
}

export function toRange({ file, start, end }: FileRange, encoding: PositionEncoding): Range {
  return { start: toPosition(file, start, encoding), end: toPosition(file, end, encoding) };
}

/** A position beyond its line means the line's end, and one beyond the text the text's end (LSP 3.17, `Position`). */
export function toOffset(file: Text, { line, character }: Position, encoding: PositionEncoding): number {
  const index = lineIndexOf(file);
  if (!(line >= 0)) return 0;
  if (line >= index.lineCount) return file.text.length;
  const start = index.offsetAt({ line: Math.floor(line), column: 0 });
  const end = endOfLine(file.text, start);
  if (!(character > 0)) return start;
  if (encoding === 'utf-16') return Math.min(start + Math.floor(character), end);
  let offset = start;
  for (let units = 0; offset < end && units < character; ) {
    const point = String.fromCodePoint(file.text.codePointAt(offset) ?? 0);
    units += lengthIn(point, encoding);
    // In the middle of a character: the position is before it.
    if (units > character) break;
    offset += point.length;
  }
  return offset;
}

function endOfLine(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) return i;
  }
  return text.length;
}

function lengthIn(text: string, encoding: 'utf-8' | 'utf-32'): number {
  let length = 0;
  for (const point of text) length += encoding === 'utf-32' ? 1 : utf8Length(point.codePointAt(0) ?? 0);
  return length;
}

function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
