/**
 * Kernel-doc comments taken apart (Documentation/doc-guide/kernel-doc.rst): what is documented, its members, and the
 * ioctl that a size-first struct names in its title (`struct iommu_destroy - ioctl(IOMMU_DESTROY)`).
 */

import { KeptWith } from '../base/kept.js';
import { type FileRange, subrange } from '../source/sourceFile.js';
import type { HeaderText, TextComment } from './headerText.js';

export interface KernelDoc {
  /** The comment with its markers. */
  readonly range: FileRange;
  /** `doc`: a `DOC:` block. `other`: a function, a typedef, or a title that names nothing. */
  readonly kind: 'struct' | 'union' | 'enum' | 'define' | 'doc' | 'other';
  /** Name of what is documented, or the title of a DOC block; empty where there is none. */
  readonly name: string;
  readonly nameRange: FileRange;
  /** What stands after the dash of the title. */
  readonly brief: string;
  /** Names in `ioctl(NAME)` of the title, which may go over several lines. */
  readonly ioctls: readonly KernelDocName[];
  /** `@member:` entries in order; the same name may come twice. */
  readonly members: readonly KernelDocMember[];
  /** Text after the members: the description and its sections. */
  readonly description: string;
}

export interface KernelDocName {
  readonly name: string;
  readonly range: FileRange;
}

export interface KernelDocMember extends KernelDocName {
  /** Lines joined with one space, without the leading stars. */
  readonly text: string;
  /** From the `@` to the end of the text. In a comment of its own an entry goes on over blank lines. */
  readonly entryRange: FileRange;
}

interface Line {
  /** Without star and leading white space. */
  readonly text: string;
  /** Offset in the file of the first character of `text`. */
  readonly start: number;
}

/** The comment at `range`, or `undefined` when it is no kernel-doc comment. */
export function parseKernelDoc(range: FileRange): KernelDoc | undefined {
  const { file, start, end } = range;
  const source = file.text.slice(start, end);
  if (!/^\/\*\*(?![*/])/.test(source)) return undefined;
  const lines = linesOf(source, start);
  const first = lines.findIndex(({ text }) => text !== '');
  const inline = first >= 0 && lines[first].text.startsWith('@');
  const title = first < 0 || inline ? undefined : lines[first];
  const head = titleOf(title, range);
  const rest = title === undefined ? lines : lines.slice(first + 1);
  const { members, description, brief } = bodyOf(rest, range, inline, head.brief !== '');
  const isDeclaration = title !== undefined && head.kind !== 'doc';
  return {
    range,
    ...head,
    brief: [head.brief, ...brief.map(({ text }) => text)].filter((part) => part !== '').join(' '),
    ioctls: isDeclaration ? [title, ...brief].flatMap((line) => ioctlsOf(line, range)) : [],
    members,
    description,
  };
}

const parsed = new WeakMap<TextComment, KernelDoc | undefined>();

/** What a comment of a header's text says as kernel-doc, taken apart once. */
export function kernelDocIn(comment: TextComment): KernelDoc | undefined {
  if (!comment.isKernelDoc) return undefined;
  if (!parsed.has(comment)) parsed.set(comment, parseKernelDoc(comment.range));
  return parsed.get(comment);
}

const docsOfTexts = new KeptWith<HeaderText, readonly KernelDoc[]>('text');

/** Every kernel-doc comment of a text in order, inline ones left out. */
export function kernelDocsOf(text: HeaderText): readonly KernelDoc[] {
  let docs = docsOfTexts.get(text);
  if (docs === undefined) {
    docs =
      text.pieces?.flatMap(kernelDocsOf) ??
      text.comments.flatMap((comment) => {
        const doc = kernelDocIn(comment);
        return doc === undefined || isInline(doc) ? [] : [doc];
      });
    docsOfTexts.set(text, docs);
  }
  return docs;
}

/** It documents members in a comment of their own, and nothing else. */
export function isInline({ name, members }: KernelDoc): boolean {
  return name === '' && members.length > 0;
}

/** Inline `@member:` comments (one `@x: text` in a comment of its own) between the members of a record. */
export function inlineMembers(comments: readonly TextComment[]): readonly KernelDocMember[] {
  return comments.flatMap((comment) => {
    const doc = kernelDocIn(comment);
    return doc !== undefined && doc.name === '' ? doc.members : [];
  });
}

function linesOf(source: string, start: number): readonly Line[] {
  const lines: Line[] = [];
  const body = source.replace(/\*\/$/, '');
  let offset = 3;
  while (offset <= body.length) {
    const newline = body.indexOf('\n', offset);
    const end = newline < 0 ? body.length : newline;
    const line = body.slice(offset, end);
    const lead = (lines.length === 0 ? /^\s*/ : /^\s*\*?\s*/).exec(line)?.[0].length ?? 0;
    lines.push({ text: line.slice(lead).trimEnd(), start: start + offset + lead });
    offset = end + 1;
  }
  return lines;
}

function titleOf(
  title: Line | undefined,
  comment: FileRange,
): Pick<KernelDoc, 'kind' | 'name' | 'nameRange' | 'brief'> {
  const nothing = {
    kind: 'other',
    name: '',
    nameRange: subrange(comment, comment.start, comment.start),
    brief: '',
  } as const;
  if (title === undefined) return nothing;
  const doc = /^DOC:\s*(.*)$/.exec(title.text);
  if (doc !== null) {
    const at = title.start + title.text.length - doc[1].length;
    return { kind: 'doc', name: doc[1], nameRange: subrange(comment, at, at + doc[1].length), brief: '' };
  }
  const named =
    /^((?:(struct|union|enum|define|typedef|function)\s+)?)([A-Za-z_]\w*)\s*(?:\(\))?\s*(?:[-:]+\s*(.*))?$/.exec(
      title.text,
    );
  if (named === null) return { ...nothing, brief: title.text };
  const at = title.start + named[1].length;
  const kind = named[2] as KernelDoc['kind'] | 'typedef' | 'function' | undefined;
  return {
    kind: kind === undefined || kind === 'typedef' || kind === 'function' ? 'other' : kind,
    name: named[3],
    nameRange: subrange(comment, at, at + named[3].length),
    brief: named[4] ?? '',
  };
}

function ioctlsOf({ text, start }: Line, comment: FileRange): readonly KernelDocName[] {
  return [...text.matchAll(/\bioctl\(\s*([A-Za-z_]\w*)\s*\)/g)].map((match) => {
    const at = start + match.index + match[0].indexOf(match[1], 'ioctl'.length);
    return { name: match[1], range: subrange(comment, at, at + match[1].length) };
  });
}

/** Names that open a section of the description, also without a blank line before it. */
const section = /^(?:description|context|returns?|notes?|examples?)\s*:(?!:)/i;

function bodyOf(
  lines: readonly Line[],
  comment: FileRange,
  isInline: boolean,
  hasBrief: boolean,
): { readonly members: readonly KernelDocMember[]; readonly description: string; readonly brief: readonly Line[] } {
  const members: { -readonly [K in keyof KernelDocMember]: KernelDocMember[K] }[] = [];
  const brief: Line[] = [];
  const description: string[] = [];
  let state: 'brief' | 'member' | 'description' = 'brief';
  let isAfterBlank = false;
  for (const line of lines) {
    const { text, start } = line;
    const member = /^@(\w[\w.[\]]*|\.\.\.)\s*:\s?(.*)$/.exec(text);
    if (member !== null) {
      state = 'member';
      const at = start + 1;
      members.push({
        name: member[1],
        range: subrange(comment, at, at + member[1].length),
        text: member[2].trim(),
        entryRange: subrange(comment, start, start + text.length),
      });
    } else if (section.test(text) && !isInline) {
      state = 'description';
      description.push(text);
    } else if (text === '') {
      // The brief of a title ends at the first blank line, as that of the lines below a title does.
      if (state === 'brief' && (hasBrief || brief.length > 0)) state = 'description';
    } else if (state === 'member' && (isInline || !isAfterBlank)) {
      const last = members[members.length - 1];
      last.text = last.text === '' ? text : `${last.text} ${text}`;
      last.entryRange = subrange(comment, last.entryRange.start, start + text.length);
    } else if (state === 'brief') {
      brief.push(line);
    } else {
      state = 'description';
      description.push(text);
    }
    isAfterBlank = text === '';
  }
  return { members, description: description.join('\n'), brief };
}
