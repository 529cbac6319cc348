/** The layout of records in full, ABIs that agree together: what a hover has no room for. */
import {
  type AbiId,
  ALL_ABIS,
  abiNames,
  type DeclaredRecord,
  groupByAnswer,
  membersOf,
  type PaddingRange,
  type RecordOnAbis,
} from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { declarationText } from './hoverMember.js';
import { type BlockedMember, blockedLayout, type LayoutBlock, sameBlocks } from './layoutBlocks.js';
import { code, table } from './markdown.js';
import { thingAt } from './thingAt.js';

export interface RecordReport {
  readonly kind: 'struct' | 'union';
  readonly name: string;
  readonly groups: readonly LayoutGroup[];
}

/** One layout with the ABIs that have it. */
export interface LayoutGroup {
  readonly abis: readonly AbiId[];
  /** Undefined with a `reason` where the record has no layout on these ABIs. */
  readonly sizeBytes: number | undefined;
  readonly alignBytes: number | undefined;
  readonly reason: string | undefined;
  readonly members: readonly BlockedMember[];
  readonly holes: readonly PaddingRange[];
  /** Records inside, of the first of the ABIs. */
  readonly blocks: readonly LayoutBlock[];
}

export interface ReportOptions {
  /** All when absent. */
  readonly abis?: readonly AbiId[] | undefined;
  /** Paths of members of tagged record type whose own members are wanted. */
  readonly opened?: ReadonlySet<string>;
}

/** The record that a position stands in or names. */
export function recordAt(document: HeaderDocument, offset: number): RecordOnAbis | undefined {
  const { header } = document.onAllAbis;
  const thing = thingAt(document, offset, document.onAllAbis)?.thing;
  const name =
    thing?.kind === 'record' || thing?.kind === 'member'
      ? thing.record.name
      : thing?.kind === 'ioctl'
        ? header.commands.find((command) => command.name === thing.ioctl.name)?.recordName
        : undefined;
  if (name !== undefined) return header.recordsByName.get(name);
  return header.records.find(({ onAbis }) =>
    onAbis.some(
      ({ record: { range } }) => range.file === document.file && range.start <= offset && offset <= range.end,
    ),
  );
}

export function recordReport(
  { kind, name, onAbis }: RecordOnAbis,
  { abis, opened = NOTHING }: ReportOptions = {},
): RecordReport {
  const chosen = abis === undefined ? onAbis : onAbis.filter(({ abi }) => abis.includes(abi));
  if (opened.size > 0) {
    // What an opened member holds is another record, in which ABIs may differ that agree on this one.
    const each = chosen.map(({ abi, record }) => [abi, { record, group: groupOf([abi], record, opened) }] as const);
    const groups = groupByAnswer(each, (a, b) => sameRecord(a.record, b.record) && sameBlocks(a.group, b.group));
    return { kind, name, groups: groups.map(({ abis: on, value }) => ({ ...value.group, abis: on })) };
  }
  const groups = groupByAnswer(
    chosen.map(({ abi, record }) => [abi, record] as const),
    sameRecord,
  );
  return { kind, name, groups: groups.map(({ abis: on, value }) => groupOf(on, value, opened)) };
}

const NOTHING: ReadonlySet<string> = new Set();

function sameRecord(a: DeclaredRecord, b: DeclaredRecord): boolean {
  return samePlaces(a, b) && a.layout?.alignBytes === b.layout?.alignBytes;
}

/** Whether a program of one ABI finds every member where a kernel of the other has it. */
export function samePlaces(a: DeclaredRecord, b: DeclaredRecord): boolean {
  if (a.layout === undefined || b.layout === undefined) return a.layout === b.layout;
  if (a.layout === b.layout) return true;
  if (a.layout.sizeBytes !== b.layout.sizeBytes) return false;
  const [first, second] = [membersOf(a.layout), membersOf(b.layout)];
  return (
    first.length === second.length &&
    first.every((member, i) => {
      const other = second[i];
      return (
        member.path === other.path &&
        member.offsetBits === other.offsetBits &&
        member.sizeBytes === other.sizeBytes &&
        member.widthBits === other.widthBits
      );
    })
  );
}

function groupOf(
  abis: readonly AbiId[],
  { layout, incomplete }: DeclaredRecord,
  opened: ReadonlySet<string>,
): LayoutGroup {
  const abi = ALL_ABIS.find(({ id }) => id === abis[0]);
  if (layout === undefined || abi === undefined) {
    const reason = incomplete?.reason ?? 'the type is incomplete';
    return { abis, sizeBytes: undefined, alignBytes: undefined, reason, members: [], holes: [], blocks: [] };
  }
  return {
    abis,
    sizeBytes: layout.sizeBytes,
    alignBytes: layout.alignBytes,
    reason: undefined,
    ...blockedLayout(layout, abi, opened),
    holes: layout.padding,
  };
}

export function reportMarkdown(reports: readonly RecordReport[], all: readonly AbiId[]): string {
  return reports
    .map(({ kind, name, groups }) =>
      [
        `## ${code(`${kind} ${name}`)}`,
        ...groups.flatMap((group) => ['', `### ${abiNames(group.abis, all)}`, '', groupMarkdown(group)]),
      ].join('\n'),
    )
    .join('\n\n');
}

function groupMarkdown({ sizeBytes, alignBytes, reason, members, holes }: LayoutGroup): string {
  if (sizeBytes === undefined) return `No layout: ${reason}`;
  const rows = [
    ...members.map((flat) => ({
      at: flat.offsetBits,
      cells: [
        place(flat.offsetBits, flat.widthBits !== undefined),
        flat.widthBits === undefined ? `${flat.sizeBytes}` : `${flat.widthBits}b`,
        code(declarationText(flat, flat.path)),
      ],
    })),
    ...holes.map(({ offsetBits, widthBits, kind }) => ({
      at: offsetBits,
      cells: [
        place(offsetBits, offsetBits % 8 !== 0),
        widthBits % 8 === 0 ? `${widthBits / 8}` : `${widthBits}b`,
        { hole: '*hole*', tail: '*tail padding*', unnamed: '*unnamed bit-field*' }[kind],
      ],
    })),
  ].sort((a, b) => a.at - b.at);
  const head = `${sizeBytes} bytes, alignment ${alignBytes}`;
  return rows.length === 0
    ? head
    : `${head}\n\n${table(
        ['offset', 'size', 'member'],
        rows.map(({ cells }) => cells),
      )}`;
}

function place(offsetBits: number, withBit: boolean): string {
  return withBit ? `${Math.floor(offsetBits / 8)}:${offsetBits % 8}` : `${offsetBits / 8}`;
}
