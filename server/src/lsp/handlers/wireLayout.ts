/** A layout as it goes over the wire (docs/lsp-extensions.md, `uapi/layout`). */
import { type Command, type FileRange, type FlatMember, groupByAnswer, type PaddingRange } from '../../core/index.js';
import type { LayoutGroup, RecordReport } from '../../ide/index.js';
import type { WireHole, WireLayout, WireMember, WireRecordCommand } from '../extensions.js';
import { toRange } from '../positions.js';
import type { Server } from '../serverState.js';
import { toLocation } from '../toLsp.js';

/** @param places where the members' places are wanted: the header asked for, so that a member elsewhere says where */
export function wireLayout(
  { kind, name }: RecordReport,
  { abis, sizeBytes, alignBytes, members, holes, blocks }: LayoutGroup,
  places?: Places,
): readonly WireLayout[] {
  if (sizeBytes === undefined || alignBytes === undefined) return [];
  return [
    {
      name,
      kind,
      abis,
      size: sizeBytes,
      align: alignBytes,
      members: members.map((flat) => ({
        ...wireMember(flat),
        ...(flat.dimensions.length === 0 ? {} : { dimensions: flat.dimensions }),
        ...(flat.block === undefined ? {} : { block: flat.block }),
        ...(flat.recordName === undefined ? {} : { record: flat.recordName }),
        ...(places === undefined ? {} : wirePlace(flat.member.range, places)),
      })),
      holes: holes.map(wireHole),
      blocks: blocks.map(({ kind: block, offsetBits, sizeBytes: size, member, block: outer, holes: inner }) => ({
        kind: block,
        offset: offsetBits / 8,
        size,
        ...(member === undefined ? {} : { member }),
        ...(outer === undefined ? {} : { block: outer }),
        holes: inner.map(wireHole),
      })),
    },
  ];
}

export interface Places {
  readonly server: Server;
  readonly file: FileRange['file'];
}

function wirePlace(range: FileRange, { server, file }: Places): Pick<WireMember, 'range' | 'uri'> {
  // A type without a place in a text, such as one of the compiler's own.
  if (range.file.path === '') return {};
  const place = { range: toRange(range, server.client.encoding) };
  return range.file === file ? place : { ...place, uri: server.uriOf(range.file.path) };
}

function wireHole({ kind, offsetBits, widthBits, before, after }: PaddingRange): WireHole {
  return {
    kind,
    bitOffset: offsetBits,
    bitWidth: widthBits,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** A command that passes the record, with each number that it has on the ABIs at hand. */
export function wireRecordCommand(
  { name, range, onAbis }: Command,
  abis: readonly string[] | undefined,
  server: Server,
): WireRecordCommand {
  const chosen = onAbis.filter(({ abi }) => abis === undefined || abis.includes(abi));
  const numbers = groupByAnswer(chosen.map(({ abi, ioctl }) => [abi, ioctl.value] as const));
  return {
    name,
    location: toLocation(range, server),
    numbers: numbers.map(({ abis: on, value }) => ({ number: Number(value), abis: on })),
  };
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
