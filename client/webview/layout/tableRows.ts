/** The same layout as a table: one row for each member and each padding, in order of place. */

import { placeText } from './compare.js';
import type { Layout } from './messages.js';
import { memberSpan } from './pieces.js';
import { bytesText } from './rows.js';

export interface TableRow {
  readonly key: string;
  /** Bytes, with a bit behind a colon for bit-fields. */
  readonly offset: string;
  readonly size: string;
  readonly name: string;
  readonly type: string;
  /** `hole`, `in union u`, … */
  readonly note: string;
  readonly path: string | undefined;
}

export function tableRows(layout: Layout): readonly TableRow[] {
  const rows: { at: number; order: number; row: TableRow }[] = [];
  layout.members.forEach((member, order) => {
    const { startBits, endBits } = memberSpan(member);
    const isBits = member.bitWidth !== undefined;
    const block = member.block === undefined ? undefined : layout.blocks[member.block];
    const inside =
      block === undefined
        ? ''
        : `in ${block.member === undefined ? 'an anonymous' : ''} ${block.kind} ${block.member ?? ''}`;
    rows.push({
      at: startBits,
      order,
      row: {
        key: `m${member.path}`,
        offset: isBits ? `${Math.floor(startBits / 8)}:${startBits % 8}` : placeText(startBits),
        size: isBits ? bitsText(endBits - startBits) : bytesText(member.size),
        name: member.path,
        type: member.type,
        note: inside.replaceAll(/ +/g, ' ').trim(),
        path: member.path,
      },
    });
  });
  const words = { hole: 'hole', tail: 'tail padding', unnamed: 'unnamed bit-field' };
  for (const { kind, bitOffset, bitWidth, after } of [
    ...layout.holes,
    ...layout.blocks.flatMap(({ holes }) => holes),
  ]) {
    rows.push({
      at: bitOffset,
      order: Number.POSITIVE_INFINITY,
      row: {
        key: `h${bitOffset}:${after ?? ''}`,
        offset: placeText(bitOffset),
        size: bitWidth % 8 === 0 ? bytesText(bitWidth / 8) : bitsText(bitWidth),
        name: '',
        type: '',
        note: after === undefined ? words[kind] : `${words[kind]} after ${after}`,
        path: undefined,
      },
    });
  }
  return rows.sort((a, b) => a.at - b.at || a.order - b.order).map(({ row }) => row);
}

function bitsText(bits: number): string {
  return bits === 1 ? '1 bit' : `${bits} bits`;
}
