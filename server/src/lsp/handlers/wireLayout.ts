import type { FlatMember } from '../../core/index.js';
import type { RecordReport } from '../../ide/index.js';
import type { WireLayout, WireMember } from '../extensions.js';

export function wireLayout(
  { kind, name }: RecordReport,
  { abis, sizeBytes, alignBytes, members, holes }: RecordReport['groups'][number],
): readonly WireLayout[] {
  if (sizeBytes === undefined || alignBytes === undefined) return [];
  return [
    {
      name,
      kind,
      abis,
      size: sizeBytes,
      align: alignBytes,
      members: members.map(wireMember),
      holes: holes.map(({ kind: hole, offsetBits, widthBits, before, after }) => ({
        kind: hole,
        bitOffset: offsetBits,
        bitWidth: widthBits,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      })),
    },
  ];
}

export function wireMember({ path, offsetBits, sizeBytes, type, widthBits }: FlatMember): WireMember {
  return {
    path,
    offset: Math.floor(offsetBits / 8),
    size: sizeBytes,
    type,
    ...(widthBits === undefined ? {} : { bitOffset: offsetBits, bitWidth: widthBits }),
  };
}
