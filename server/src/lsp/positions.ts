/**
 * Offsets to LSP positions and back. `core` and `ide` count UTF-16 units in one file; the client may count otherwise
 * (LSP 3.17, `positionEncoding`). This is the only place that knows.
 */
import type { Position, Range } from 'vscode-languageserver';
import { type FileRange, lineIndexOf, type SourceFile } from '../core/index.js';

export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

/** The first of the client's encodings that is known; utf-16 is what everybody knows, and costs nothing here. */
export function chooseEncoding(offered: readonly string[] | undefined): PositionEncoding {
  if (offered === undefined || offered.includes('utf-16')) return 'utf-16';
  return offered.includes('utf-8') ? 'utf-8' : offered.includes('utf-32') ? 'utf-32' : 'utf-16';
}

export function toPosition(file: SourceFile, offset: number, encoding: PositionEncoding): Position {
  const { line, column } = lineIndexOf(file).positionAt(offset);
  if (encoding === 'utf-16') return { line, character: column };
  return { line, character: lengthIn(file.text.slice(offset - column, offset), encoding) };
}

export function toRange({ file, start, end }: FileRange, encoding: PositionEncoding): Range {
  return { start: toPosition(file, start, encoding), end: toPosition(file, end, encoding) };
}

/** A position beyond the line or the text means its end. */
export function toOffset(file: SourceFile, { line, character }: Position, encoding: PositionEncoding): number {
  const index = lineIndexOf(file);
  const start = index.offsetAt({ line, column: 0 });
  const next = line + 1 < index.lineCount ? index.offsetAt({ line: line + 1, column: 0 }) : file.text.length;
  if (encoding === 'utf-16') return Math.min(start + character, next);
  let offset = start;
  for (let units = 0; offset < next && units < character; ) {
    const point = String.fromCodePoint(file.text.codePointAt(offset) ?? 0);
    units += lengthIn(point, encoding);
    offset += point.length;
  }
  return offset;
}

function lengthIn(text: string, encoding: 'utf-8' | 'utf-32'): number {
  let length = 0;
  for (const point of text) length += encoding === 'utf-32' ? 1 : utf8Length(point.codePointAt(0) ?? 0);
  return length;
}

function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
