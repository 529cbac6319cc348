/**
 * The parts of a header between `#if` and `#endif`, with what they depend on as written. Nothing is evaluated: a part that
 * one configuration skips is here like the others.
 */
import type { FileRange } from '../source/sourceFile.js';
import type { HeaderText, TextDirective } from './headerText.js';
import { question } from './question.js';

export interface ConditionalPart {
  /** From the directive that opens the part to the one that ends it. */
  readonly start: number;
  readonly end: number;
  /** `ifdef __KERNEL__`; of an `#else` that of its `#if`, words with one space between them. */
  readonly condition: string;
  readonly isElse: boolean;
}

export function conditionalParts({ directives }: HeaderText): readonly ConditionalPart[] {
  const parts: ConditionalPart[] = [];
  const open: { start: number; condition: string; isElse: boolean }[] = [];
  const close = (end: number): string | undefined => {
    const part = open.pop();
    if (part !== undefined) parts.push({ ...part, end });
    return part?.condition;
  };
  for (const directive of directives) {
    const { start, end } = directive.range;
    switch (directive.name) {
      case 'if':
      case 'ifdef':
      case 'ifndef':
        open.push({ start, condition: conditionOf(directive), isElse: false });
        break;
      case 'elif':
      case 'elifdef':
      case 'elifndef':
        if (close(start) !== undefined) open.push({ start, condition: conditionOf(directive), isElse: false });
        break;
      case 'else': {
        const condition = close(start);
        if (condition !== undefined) open.push({ start, condition, isElse: true });
        break;
      }
      case 'endif':
        close(end);
        break;
    }
  }
  return parts;
}

function conditionOf({ name, tokens }: TextDirective): string {
  return [name, ...tokens.map(({ text }) => text)].join(' ');
}

/** Places in a text: ascending, apart from one another. */
export type Spans = readonly { readonly start: number; readonly end: number }[];

/** Where only the kernel reads on; `headers_install.sh` drops these parts. */
export function kernelOnlySpans(text: HeaderText): Spans {
  return spansOf(text, ({ condition, isElse }) =>
    isElse
      ? /^(ifndef __KERNEL__|if ! defined (\( )?__KERNEL__( \))?)$/.test(condition)
      : /^(ifdef __KERNEL__|(el)?if defined (\( )?__KERNEL__( \))?( && .*)?)$/.test(condition),
  );
}

/** What stands below a question for the word size, or for an architecture that decides it. */
function wordSizeSpans(text: HeaderText): Spans {
  return spansOf(text, ({ condition }) => wordSizeQuestion.test(condition));
}

/** Whether a place in the header stands below such a question. */
export const isForOneWordSize = question((header, { start }: FileRange) =>
  isInside(
    header.part('wordSizeSpans', () => wordSizeSpans(header.text)),
    start,
  ),
);

const wordSizeQuestion =
  /\b(__BITS_PER_LONG|__WORDSIZE|__SIZEOF_LONG__|__SIZEOF_POINTER__|_LP64|__LP64__|__ILP32__|__i386__|__x86_64__|__arch64__|__powerpc64__|__s390x__|__sparc_v9__)\b/;

function spansOf(text: HeaderText, isMeant: (part: ConditionalPart) => boolean): Spans {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of conditionalParts(text)
    .filter(isMeant)
    .sort((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

export function isInside(spans: Spans, offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (spans[middle].end <= offset) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low].start <= offset;
}
