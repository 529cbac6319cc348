/** Which members the comments of a header require to be zero: kernel-doc, and comments beside or above a member. */
import type { RecordOnAbis } from '../review/byAbi.js';
import type { KernelDocMember } from '../review/kernelDoc.js';
import type { ReviewedHeader } from '../review/reviewedHeader.js';
import { lineIndexOf } from '../source/lineIndex.js';

const words =
  /\b(?:must|should|shall|has to|have to|needs? to|required to) be (?:set to |filled with |all )*(?:0|zero(?:e?d|es|s)?|null)\b|\bmbz\b|\b(?:set|init(?:iali[sz]ed)?) to (?:0|zero)\b/i;

/** True for a text that asks for zero. */
export function asksForZero(text: string): boolean {
  return words.test(text.replace(/[\s*]+/g, ' '));
}

/** Gives the paths of a record's members that must be zero. */
export function mustBeZeroMembers(header: ReviewedHeader): (record: RecordOnAbis) => readonly string[] {
  const comments = header.text.comments.filter(({ text }) => asksForZero(text));
  if (comments.length === 0) return () => [];
  const lines = lineIndexOf(header.file);
  const lineOf = (offset: number): number => lines.positionAt(offset).line;
  // A comment that begins a line is about the next one, any other about its own.
  const aboutLines = new Set(
    comments.flatMap(({ isKernelDoc, range }) => {
      if (isKernelDoc) return [];
      const { line, column } = lines.positionAt(range.start);
      const isAlone = header.file.text.slice(range.start - column, range.start).trim() === '';
      return isAlone ? [lineOf(range.end) + 1] : [line];
    }),
  );
  const kernelDocStarts = comments.flatMap(({ isKernelDoc, range }) => (isKernelDoc ? [range.start] : []));
  return (record) => {
    const { range, kernelDoc } = record.onAbis[0].record;
    const documented = kernelDocStarts.some(
      (start) => start === kernelDoc?.start || (start >= range.start && start < range.end),
    )
      ? header.documentedMembers(record)
      : new Map<string, KernelDocMember>();
    if (documented.size === 0 && aboutLines.size === 0) return [];
    return header
      .members(record)
      .filter(({ path, range: place }) => {
        const said = documented.get(path) ?? documented.get(path.slice(path.lastIndexOf('.') + 1));
        return (said !== undefined && asksForZero(said.text)) || aboutLines.has(lineOf(place.start));
      })
      .map(({ path }) => path);
  };
}
