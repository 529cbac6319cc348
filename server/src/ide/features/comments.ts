/** What comments without a name in them say of what they stand beside. */
import { type FileRange, type RuleContext, type TextComment, commentText as textOf } from '../../core/index.js';

type Header = RuleContext['header'];

/** Without markers, on one line; empty for no comment. */
export function commentText(comment: TextComment | undefined): string {
  // Doxygen's `/**<` points back at what it describes.
  return comment === undefined ? '' : textOf(comment.text).replace(/^<\s*/, '');
}

/**
 * The comment that stands behind something on its line.
 *
 * @param between what may stand in between, as a pattern from the end of the one to the start of the other
 */
export function commentBehind(
  header: Header,
  { file, end }: FileRange,
  between = /^[^,;]*,?\s*$/,
): TextComment | undefined {
  if (file !== header.file) return undefined;
  const newline = file.text.indexOf('\n', end);
  const lineEnd = newline < 0 ? file.text.length : newline;
  const [comment] = header.commentsWithin({ file, start: end, end: lineEnd + MAX_COMMENT });
  if (comment === undefined || comment.isLine || comment.range.start >= lineEnd) return undefined;
  // Of several constants on one line, a comment belongs to the last before it.
  return between.test(file.text.slice(end, comment.range.start)) ? comment : undefined;
}

/** A comment that begins behind a constant may go on below it. */
const MAX_COMMENT = 600;

/** The comment behind a member or right above it that begins as kernel-doc does and names nothing: Doxygen's form. */
export function commentBeside(header: Header, range: FileRange): TextComment | undefined {
  const { file, start } = range;
  if (file !== header.file) return undefined;
  const behind = commentBehind(header, range, /^[^,;]*;\s*$/);
  if (behind?.isKernelDoc) return behind;
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  const above = header.commentsWithin({ file, start: Math.max(0, lineStart - MAX_COMMENT), end: lineStart }).at(-1);
  if (above?.isKernelDoc !== true || file.text.slice(above.range.end, lineStart).trim() !== '') return undefined;
  return file.text.slice(file.text.lastIndexOf('\n', above.range.start) + 1, above.range.start).trim() === ''
    ? above
    : undefined;
}
