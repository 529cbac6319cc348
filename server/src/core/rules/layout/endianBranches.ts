/**
 * Parts of a header that are written once for each byte order: `#if defined(__LITTLE_ENDIAN_BITFIELD) … #elif
 * defined(__BIG_ENDIAN_BITFIELD) … #endif`. Bit-fields there were placed with thought.
 */
import type { TextDirective } from '../../review/headerText.js';
import { question } from '../../review/question.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { FileRange } from '../../source/sourceFile.js';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Whether a place lies between such an `#if` and its `#endif`; one with a single branch is none. */
export function isInEndianBranch(header: ReviewedHeader, place: FileRange): boolean {
  return header.ask(isInBranch, place);
}

const isInBranch = question((header, { file, start }: FileRange): boolean => {
  if (file !== header.file) return false;
  const stretches = header.part('layout.endianBranches', () => endianBranches(header.text.directives));
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (stretches[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  return low < stretches.length && stretches[low].start <= start;
});

/** In text order; one inside another is part of it. */
function endianBranches(directives: readonly TextDirective[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const open: { readonly start: number; isEndian: boolean; branches: number }[] = [];
  for (const directive of directives) {
    const { name } = directive;
    const mentions = (): boolean => directive.tokens.some(({ text }) => text.includes('ENDIAN'));
    const top = open.at(-1);
    if (name === 'if' || name === 'ifdef' || name === 'ifndef') {
      open.push({ start: directive.range.start, isEndian: mentions(), branches: 1 });
    } else if (top !== undefined && (name === 'elif' || name === 'else')) {
      top.isEndian ||= mentions();
      top.branches++;
    } else if (top !== undefined && name === 'endif') {
      open.pop();
      if (!top.isEndian || top.branches < 2) continue;
      while (stretches.length > 0 && stretches[stretches.length - 1].start > top.start) stretches.pop();
      stretches.push({ start: top.start, end: directive.range.end });
    }
  }
  return stretches;
}
