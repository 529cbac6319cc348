/** What can be folded: braces over several lines, comments, parts between conditionals, runs of includes. */
import { conditionalParts, type FileRange, lex, lineIndexOf, tokenKinds as T } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';

export interface Fold {
  readonly kind: 'braces' | 'comment' | 'region' | 'imports';
  readonly range: FileRange;
}

export function foldingRanges({ file, context }: HeaderDocument): readonly Fold[] {
  const { text } = context.header;
  const lexed = lex(file);
  const folds: Fold[] = [];
  const add = (kind: Fold['kind'], start: number, end: number): void => {
    if (spansLines(start, end)) folds.push({ kind, range: { file, start, end } });
  };
  const lines = lineIndexOf(file);
  const spansLines = (start: number, end: number): boolean => lines.positionAt(start).line < lines.positionAt(end).line;
  const open: number[] = [];
  for (let i = 0; i < lexed.count; i++) {
    if (lexed.kinds[i] === T.leftBrace) open.push(lexed.starts[i]);
    else if (lexed.kinds[i] === T.rightBrace) {
      const start = open.pop();
      if (start !== undefined) add('braces', start, lexed.starts[i]);
    }
  }
  for (const { range } of text.comments) add('comment', range.start, range.end);
  // Of a part the last line is the directive that ends it, which stays in sight.
  for (const { start, end } of conditionalParts(text))
    add('region', start, Math.max(start, file.text.lastIndexOf('\n', end) - 1));
  let first: FileRange | undefined;
  let last: FileRange | undefined;
  for (const { name, range } of text.directives) {
    if (name === 'include') {
      first ??= range;
      last = range;
      continue;
    }
    if (first !== undefined && last !== undefined) add('imports', first.start, last.end);
    first = undefined;
  }
  if (first !== undefined && last !== undefined) add('imports', first.start, last.end);
  return folds.sort((a, b) => a.range.start - b.range.start);
}
