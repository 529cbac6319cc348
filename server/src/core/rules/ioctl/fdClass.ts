/**
 * Which descriptor a command is for. A device and the container that holds it are different descriptors with different
 * drivers, so that one number on both is no clash (vfio). A header says it with a comment `uapi-fd: device`, on the line
 * of a `#define` or above the first of several; without that, comments that head a part of the header tell.
 */
import type { Command } from '../../review/commands.js';
import { perPiece, type TextComment } from '../../review/headerText.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';

export interface FdClass {
  /** The classes that a `uapi-fd:` comment names. */
  readonly named: readonly string[] | undefined;
  /** Place of the heading that the command stands below; -1 for none. */
  readonly section: number;
}

/** `certain`: comments say so. `likely`: the commands stand below different headings. */
export type Apartness = 'certain' | 'likely' | 'no';

export function apartness(a: FdClass, b: FdClass): Apartness {
  const [namedA, namedB] = [a.named, b.named];
  if (namedA !== undefined && namedB !== undefined) {
    return namedA.some((name) => namedB.includes(name)) ? 'no' : 'certain';
  }
  return a.section === b.section ? 'no' : 'likely';
}

export function fdClasses(header: ReviewedHeader): (command: Command) => FdClass {
  return header.part('ioctl/fdClasses', () => {
    const { text } = header.file;
    const annotations = annotationsIn(header.text);
    const headings = headingsIn(header.text).filter(({ range }) => standsAlone(range.start, text));
    return (command) => {
      const { start, end } = command.define?.range ?? command.range;
      if (command.range.file !== header.file) return { named: undefined, section: -1 };
      const newline = text.indexOf('\n', end);
      const lineEnd = newline < 0 ? text.length : newline;
      const trailing = annotations.find(({ comment: { range } }) => range.start >= end && range.start < lineEnd);
      const above = annotations.findLast(
        ({ comment: { range } }) => range.end <= start && standsAlone(range.start, text),
      );
      const section = headings.findLast(({ range }) => range.end <= start)?.range.start ?? -1;
      return { named: (trailing ?? above)?.names, section };
    };
  });
}

const annotationsIn = perPiece(({ comments }) =>
  comments.flatMap((comment) => {
    const names = /\buapi-fd:\s*([\w|-]+)/.exec(comment.text)?.[1];
    return names === undefined ? [] : [{ comment, names: names.split('|').filter((name) => name !== '') }];
  }),
);

const headingsIn = perPiece(({ comments }) => comments.filter(isHeading));

/**
 * A short comment on lines of its own that names what follows: `ioctls for vcpu fds`, `VMBus device IOCTLs`. A sentence
 * about one command has a verb and articles (`reset the device`).
 */
function isHeading({ isKernelDoc, text }: TextComment): boolean {
  if (isKernelDoc || text.length > 200) return false;
  const words = text
    .replace(/[^\w\s/'-]+/g, ' ')
    .replace(/-{2,}|\s-\s/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words.length > 90 || /\b(the|a|an|this|to|is|are|if)\b/i.test(words)) return false;
  return /\b(fds?|file descriptors?|devices?|APIs?|sections?|ioctls? (for|of|on))\b|\/dev\//i.test(words);
}

function standsAlone(start: number, source: string): boolean {
  return source.slice(source.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
}
