/** What a selection grows to: the word, its line's declaration, what the braces around hold, the record, the header. */
import { type FileRange, lex, tokenKinds as T, tokenIndexAt } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';

/** From the innermost to the outermost. */
export function selectionRanges({ file }: HeaderDocument, offset: number): readonly FileRange[] {
  const lexed = lex(file);
  const { starts, ends, kinds, comments } = lexed;
  const ranges: FileRange[] = [];
  const add = (start: number, end: number): void => {
    const last = ranges.at(-1);
    if (
      last === undefined ? end > start : start <= last.start && end >= last.end && end - start > last.end - last.start
    ) {
      ranges.push({ file, start, end });
    }
  };
  const at = tokenIndexAt(lexed, offset);
  if (at >= 0) add(starts[at], ends[at]);
  for (let i = 0; i + 1 < comments.length; i += 2) {
    if (comments[i] <= offset && offset <= comments[i + 1]) add(comments[i], comments[i + 1]);
  }
  const [lineStart, lineEnd] = lineAround(file.text, offset);
  const trimmed = file.text.slice(lineStart, lineEnd);
  add(lineStart + (trimmed.length - trimmed.trimStart().length), lineStart + trimmed.trimEnd().length);
  for (const { open, close } of bracesAround(kinds, starts, lexed.count, offset)) {
    add(ends[open], starts[close]);
    add(starts[open], ends[close]);
    let first = open;
    while (first > 0 && kinds[first - 1] === T.identifier) first--;
    let last = close;
    while (
      last + 1 < lexed.count &&
      kinds[last] !== T.semicolon &&
      kinds[last + 1] !== T.rightBrace &&
      last - close < 16
    )
      last++;
    add(starts[first], kinds[last] === T.semicolon ? ends[last] : ends[close]);
  }
  add(0, file.text.length);
  return ranges;
}

function lineAround(text: string, offset: number): readonly [number, number] {
  const end = text.indexOf('\n', offset);
  return [text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end];
}

/** Pairs of braces that hold the offset, the innermost first. */
function bracesAround(
  kinds: Uint8Array,
  starts: ArrayLike<number>,
  count: number,
  offset: number,
): readonly { open: number; close: number }[] {
  const open: number[] = [];
  const around: { open: number; close: number }[] = [];
  for (let i = 0; i < count; i++) {
    if (kinds[i] === T.leftBrace) open.push(i);
    else if (kinds[i] === T.rightBrace) {
      const first = open.pop();
      if (first !== undefined && starts[first] <= offset && offset <= starts[i]) around.push({ open: first, close: i });
    }
  }
  return around;
}
