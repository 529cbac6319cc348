/** One line above each record and command with what a reviewer asks first. Titles are made when a lens is resolved. */
import { bytes, type Command, type FileRange, groupByAnswer, type RecordOnAbis } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { samePlaces } from './layoutReport.js';
import { hex } from './markdown.js';

export interface Lens {
  /** The name that the lens is about. */
  readonly range: FileRange;
  readonly kind: 'record' | 'ioctl';
  readonly name: string;
}

export function codeLenses({ context }: HeaderDocument): readonly Lens[] {
  const { header, file } = context;
  const records = header.records.map(
    ({ name, onAbis }): Lens => ({ kind: 'record', name, range: onAbis[0].record.nameRange }),
  );
  const commands = header.commands.map(({ name, range }): Lens => ({ kind: 'ioctl', name, range }));
  return [...records, ...commands]
    .filter(({ range }) => range.file === file)
    .sort((a, b) => a.range.start - b.range.start);
}

/** The title of a lens; `undefined` when the header has no such thing any more. */
export function lensTitle({ onAllAbis }: HeaderDocument, kind: Lens['kind'], name: string): string | undefined {
  const { header } = onAllAbis;
  if (kind === 'ioctl') {
    const command = header.commands.find((each) => each.name === name);
    return command === undefined ? undefined : commandTitle(command);
  }
  const record = header.recordsByName.get(name);
  return record === undefined ? undefined : recordTitle(record, header.use(record).commands.length);
}

function recordTitle({ onAbis }: RecordOnAbis, users: number): string {
  const [{ record }] = onAbis;
  if (record.layout === undefined) return `no layout: ${record.incomplete?.reason ?? 'it is incomplete'}`;
  const { sizeBytes, padding } = record.layout;
  const holes = padding.filter(({ kind }) => kind !== 'unnamed');
  const groups = groupByAnswer(
    onAbis.map(({ abi, record: on }) => [abi, on] as const),
    samePlaces,
  );
  const others = groups.slice(1).flatMap(({ abis }) => abis);
  const parts = [
    bytes(sizeBytes),
    holes.length === 0 ? 'no holes' : holes.length === 1 ? '1 hole' : `${holes.length} holes`,
    others.length === 0
      ? onAbis.length === 1
        ? `on ${onAbis[0].abi}`
        : `same on all ${onAbis.length} ABIs`
      : `differs on ${others.length <= 4 ? others.join(', ') : `${others.length} of ${onAbis.length} ABIs`}`,
    ...(users === 0 ? [] : [`used by ${users} ioctl${users === 1 ? '' : 's'}`]),
  ];
  return parts.join(' · ');
}

function commandTitle({ onAbis }: Command): string {
  const numbers = groupByAnswer(onAbis.map(({ abi, ioctl: { value } }) => [abi, value] as const));
  const [{ value }] = numbers;
  return numbers.length === 1
    ? `${hex(value)} on all ${onAbis.length} ABIs`
    : `${hex(value)} · ${numbers.length} numbers over ${onAbis.length} ABIs`;
}
