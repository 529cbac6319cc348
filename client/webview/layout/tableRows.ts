/** The same layout as a table: one row for each member and each padding, in order of place. */

import { l10n } from '../shared/l10n.js';
import { placeText } from './compare.js';
import type { Layout } from './messages.js';
import { memberSpan } from './pieces.js';
import { bitsText, bytesText } from './rows.js';

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
        : block.member === undefined
          ? l10n.t('in an anonymous {0}', block.kind)
          : l10n.t('in {0} {1}', block.kind, block.member);
    rows.push({
      at: startBits,
      order,
      row: {
        key: `m${member.path}`,
        offset: isBits ? `${Math.floor(startBits / 8)}:${startBits % 8}` : placeText(startBits),
        size: isBits ? bitsText(endBits - startBits) : bytesText(member.size),
        name: member.path,
        type: member.type,
        note: inside,
        path: member.path,
      },
    });
  });
  const words = { hole: l10n.t('hole'), tail: l10n.t('tail padding'), unnamed: l10n.t('unnamed bit-field') };
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
        note: after === undefined ? words[kind] : l10n.t('{0} after {1}', words[kind], after),
        path: undefined,
      },
    });
  }
  return rows.sort((a, b) => a.at - b.at || a.order - b.order).map(({ row }) => row);
}
