/**
 * A decoded ioctl number as the lines of a quick pick: the commands that it may be, then its fields for each family of ABIs
 * that reads them differently.
 */
import type { DecodeAnswer, WireLocation } from '../answers.js';
import { directionText, numberText, typeText } from '../ioctlWords.js';

export interface DecodeItem {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  /** The place of a command; a line of fields has none. */
  readonly location?: WireLocation;
  /** What choosing the line copies. */
  readonly copy: string;
}

export function decodeTitle({ number }: DecodeAnswer): string {
  return `${numberText(number)} = ${number}`;
}

/** @param placeText how a place is written: its file and line */
export function decodeItems(
  { number, decoded, candidates }: DecodeAnswer,
  placeText: (location: WireLocation) => string,
): readonly DecodeItem[] {
  return [
    ...candidates.map(({ name, record, location }) => ({
      label: name,
      description: record === undefined ? '' : record,
      detail: placeText(location),
      location,
      copy: name,
    })),
    ...decoded.map(({ abis, dir, type, nr, size }) => {
      const label = `${directionText(dir, size)} · ${typeText(type)} · nr ${nr}`;
      return {
        label,
        description: decoded.length === 1 ? '' : abisText(abis),
        copy: `${numberText(number)}: ${label}`,
      };
    }),
  ];
}

/** A family may have most ABIs: three names tell which it is. */
function abisText(abis: readonly string[]): string {
  return abis.length <= 4 ? abis.join(', ') : `${abis.slice(0, 3).join(', ')}, …`;
}

/**
 * The text to decode: what is selected, else the word at the cursor when it can be one. A word of a header is a name, a
 * type or a keyword more often than an ioctl; only numbers and names in capitals go without a question.
 */
export function textToDecode(selected: string, word: string): string | undefined {
  if (selected.trim() !== '') return selected.trim();
  return /^(?:-?\d\w*|[A-Z][A-Z0-9_]*)$/.test(word) ? word : undefined;
}
