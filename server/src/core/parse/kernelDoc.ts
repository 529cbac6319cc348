/** Kernel-doc comments (`/** …`) and the declarations they belong to (Documentation/doc-guide/kernel-doc.rst). */
import type { LexedFile } from '../lex/lexer.js';
import { type FileRange, rangeIn } from '../source/sourceFile.js';

/** The kernel-doc comment that ends right before `offset`, with nothing but white space in between. */
export function kernelDocBefore(lexed: LexedFile, offset: number): FileRange | undefined {
  const { comments, file } = lexed;
  let low = 0;
  let high = comments.length / 2;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (comments[middle * 2 + 1] <= offset) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return undefined;
  const start = comments[low * 2 - 2];
  const end = comments[low * 2 - 1];
  const { text } = file;
  if (!text.startsWith('/**', start) || text[start + 3] === '/' || text[start + 3] === '*') return undefined;
  return text.slice(end, offset).trim() === '' ? rangeIn(file, start, end) : undefined;
}
