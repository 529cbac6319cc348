/**
 * What a header's author says of each member of a record: in kernel-doc, or in the plain comment behind the member or
 * right above it. Comments of the `//` form are no part of a uapi header (it has to be C90) and are left out.
 */
import type { RecordOnAbis } from './byAbi.js';
import type { ReviewedHeader } from './reviewedHeader.js';

export interface MemberDoc {
  readonly text: string;
  readonly isKernelDoc: boolean;
}

/** By member path; members that no comment describes are absent. */
export function memberDocs(header: ReviewedHeader, record: RecordOnAbis): ReadonlyMap<string, MemberDoc> {
  return header.partOf(record, 'memberDocs', () => docsOf(header, record));
}

function docsOf(header: ReviewedHeader, record: RecordOnAbis): ReadonlyMap<string, MemberDoc> {
  const docs = new Map<string, MemberDoc>();
  for (const [path, { text }] of header.documentedMembers(record)) {
    if (text !== '') docs.set(path, { text, isKernelDoc: true });
  }
  const inside = header.commentsWithin(record.onAbis[0].record.range);
  for (const comment of inside) {
    // An inline comment is about its one member to the end, blank lines or not.
    const text = comment.isKernelDoc ? plainText(comment.text) : '';
    const name = /^@(\w[\w.]*)\s*:/.exec(text)?.[1];
    if (name !== undefined) docs.set(name, { text: text.slice(text.indexOf(':') + 1).trim(), isKernelDoc: true });
  }
  const comments = inside.filter(({ isLine, isKernelDoc }) => !isLine && !isKernelDoc);
  if (comments.length === 0) return docs;
  const { text } = header.file;
  const members = header.members(record);
  for (const { path, range } of members) {
    if (docs.has(path) || range.file !== header.file) continue;
    const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
    const newline = text.indexOf('\n', range.end);
    const lineEnd = newline < 0 ? text.length : newline;
    const comment =
      comments.find((each) => each.range.start >= range.end && each.range.start < lineEnd) ??
      comments.find(({ range: { start, end } }) => {
        const own = text.lastIndexOf('\n', start - 1) + 1;
        return end <= lineStart && isBlank(text, own, start) && isBlank(text, end, lineStart);
      });
    if (comment !== undefined) docs.set(path, { text: plainText(comment.text), isKernelDoc: false });
  }
  return docs;
}

/** The kernel-doc comment of a record as plain text, markers and members' entries included; empty without one. */
export function recordDocText(header: ReviewedHeader, record: RecordOnAbis): string {
  const range = header.kernelDocOf(record)?.range;
  return range === undefined ? '' : plainText(range.file.text.slice(range.start, range.end));
}

/** Whether kernel-doc describes the record: a comment with its name in the title, or one inside it. */
export function hasKernelDoc(header: ReviewedHeader, record: RecordOnAbis): boolean {
  const doc = header.kernelDocOf(record);
  if (doc !== undefined && (doc.kind === 'struct' || doc.kind === 'union') && doc.name === record.name) return true;
  return [...memberDocs(header, record).values()].some(({ isKernelDoc }) => isKernelDoc);
}

/** Without markers and leading stars, on one line. */
export function plainText(comment: string): string {
  return comment
    .replace(/^\/\*+/, '')
    .replace(/\*+\/$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s*/, '').trimEnd())
    .filter((line) => line !== '')
    .join(' ')
    .trim();
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!/\s/.test(text[i])) return false;
  return true;
}
