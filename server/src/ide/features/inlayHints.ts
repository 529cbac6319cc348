/** At the end of lines: where a member lies, how large the hole before it is, which number a command has. */
import { bytes, membersOf, type RuleContext } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { gapsOf } from './gaps.js';
import { hex } from './markdown.js';

export type InlayHintMode = 'off' | 'holes' | 'all';

export interface InlayHintInfo {
  /** The hint stands at the end of the line that holds this offset. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
  /** Offset of the name that it is about: what is to be said at length is the hover there. */
  readonly subject: number;
}

export function inlayHints(
  document: HeaderDocument,
  mode: InlayHintMode,
  range: { readonly start: number; readonly end: number },
): readonly InlayHintInfo[] {
  if (mode === 'off') return [];
  const isIn = (start: number): boolean => range.start <= start && start <= range.end;
  const { context } = document;
  const hints = layoutHints(context, mode, isIn);
  if (mode === 'all') {
    for (const { range: place, ioctl } of context.header.commands) {
      if (place.file !== context.file || !isIn(place.start)) continue;
      hints.push({
        offset: endOfDirective(context.file.text, place.start),
        label: hex(ioctl.value),
        tooltip: `the number on ${context.analyses[0].abi.id}`,
        subject: place.start,
      });
    }
  }
  return hints.sort((a, b) => a.offset - b.offset);
}

/** As the first ABI has it; the tooltip says which. */
function layoutHints(
  { analyses, file }: RuleContext,
  mode: InlayHintMode,
  isIn: (start: number) => boolean,
): InlayHintInfo[] {
  const [{ abi, records }] = analyses;
  const hints: InlayHintInfo[] = [];
  for (const { layout, nameRange, range } of records) {
    if (layout === undefined || range.file !== file) continue;
    const gaps = gapsOf(layout).filter(({ isCovered }) => !isCovered);
    const holes = new Map(
      gaps.filter(({ kind }) => kind === 'hole').map(({ before, widthBits }) => [before, widthBits] as const),
    );
    const tail = gaps.find(({ kind }) => kind === 'tail');
    for (const { path, member, offsetBits, widthBits, sizeBytes } of membersOf(layout)) {
      if (member.range.file !== file || !isIn(member.range.start)) continue;
      const hole = holes.get(path);
      const parts = [
        ...(hole === undefined ? [] : [`${sizeText(hole)} hole before`]),
        ...(mode === 'all'
          ? [widthBits === undefined ? `${offsetBits / 8} +${sizeBytes}` : `bit ${offsetBits} +${widthBits}b`]
          : []),
      ];
      if (parts.length === 0) continue;
      const offset = endOfLine(file.text, member.range.end);
      hints.push({ offset, label: parts.join(', '), tooltip: `on ${abi.id}`, subject: member.range.start });
    }
    if (tail !== undefined && isIn(range.end)) {
      const label = `${sizeText(tail.widthBits)} of tail padding`;
      hints.push({ offset: range.end, label, tooltip: `on ${abi.id}`, subject: nameRange.start });
    }
  }
  return hints;
}

function sizeText(bits: number): string {
  return bits % 8 === 0 ? bytes(bits / 8) : `${bits} bits`;
}

function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** A definition may go on after a backslash. */
function endOfDirective(text: string, offset: number): number {
  let end = endOfLine(text, offset);
  while (text[end - 1] === '\\') end = endOfLine(text, text[end] === '\r' ? end + 2 : end + 1);
  return end;
}
