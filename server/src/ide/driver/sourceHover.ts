/**
 * What a line of an op table, a case label and a handler's name mean to a reviewer: which command it is, the sizes that
 * the driver works with on each ABI, and what callers that were built with another size get.
 */

import type { CommandLink, DriverSource } from '../../core/driverIndex.js';
import { bytes, type Command, possibleVersions, type RecordOnAbis, sizeAfter } from '../../core/index.js';
import { abiLines, abiPhrase, sharedAnswer } from '../features/abiLines.js';
import type { HoverInfo } from '../features/hover.js';
import { code, hex, list, table } from '../features/markdown.js';
import { driverFact } from './dispatchFacts.js';
import type { DriverDocuments } from './driverDocuments.js';
import { linkAt, nameAt } from './linkPlaces.js';

export function sourceHoverAt(documents: DriverDocuments, path: string, offset: number): HoverInfo | undefined {
  const source = documents.source(path);
  const named = source && nameAt(source, offset);
  if (source === undefined || named === undefined) return undefined;
  const { name, ...range } = named;
  const link = linkAt(source, offset);
  if (link !== undefined && (name === link.command || isInEntry(link, offset))) {
    return { range, markdown: linkText(documents, source, link) };
  }
  const handled = documents.sources.flatMap((each) =>
    each.links.filter(({ handlerName }) => handlerName === name).map((of) => ({ source: each, link: of })),
  );
  if (handled.length === 0) return undefined;
  const lines = handled.map(({ source: of, link: each }) => commandLine(documents, of, each));
  const record = handled.length === 1 ? sizeLines(documents, handled[0].source, handled[0].link) : [];
  return { range, markdown: [`${code(name)} handles`, '', ...list([...new Set(lines)]), ...record].join('\n') };
}

function isInEntry({ entry }: CommandLink, offset: number): boolean {
  return entry !== undefined && entry.start <= offset && offset <= entry.end;
}

function linkText(documents: DriverDocuments, source: DriverSource, link: CommandLink): string {
  const handler =
    link.handlerName === undefined
      ? link.dispatcher === undefined
        ? []
        : [`Handled in ${code(link.dispatcher.name.text)} itself.`]
      : [`Handler: ${code(link.handlerName)}`];
  return [commandLine(documents, source, link), '', ...handler, ...sizeLines(documents, source, link)].join('\n');
}

/** `FOO_GET`: 0x40, passes `struct foo_get`. */
function commandLine(documents: DriverDocuments, source: DriverSource, { command, recordName }: CommandLink): string {
  const published = onAllAbis(documents, source, command);
  if (published === undefined) return `${code(command)}: no command of a uapi header that this source uses`;
  const numbers = published.onAbis.map(({ abi, ioctl }) => [abi, hex(ioctl.value)] as const);
  const number = abiPhrase(numbers);
  const record = recordName ?? published.recordName;
  return `${code(command)}: ${number}${record === undefined ? '' : `, passes ${code(`struct ${record}`)}`}`;
}

function onAllAbis(documents: DriverDocuments, source: DriverSource, name: string): Command | undefined {
  const header = headerPathOf(source, name);
  return header === undefined
    ? undefined
    : documents.headerOf(header)?.onAllAbis.header.commands.find((command) => command.name === name);
}

function headerPathOf(source: DriverSource, name: string): string | undefined {
  return source.command(name)?.header.file.path;
}

function recordOnAllAbis(
  documents: DriverDocuments,
  source: DriverSource,
  { command, recordName }: CommandLink,
): RecordOnAbis | undefined {
  const name = recordName ?? source.command(command)?.command.recordName;
  const path = name === undefined ? undefined : source.record(name)?.header.file.path;
  if (name === undefined || path === undefined) return undefined;
  return documents.headerOf(path)?.onAllAbis.header.recordsByName.get(name);
}

/** ksize and min_size, and what becomes of callers with other sizes. */
function sizeLines(documents: DriverDocuments, source: DriverSource, link: CommandLink): readonly string[] {
  const record = recordOnAllAbis(documents, source, link);
  const laid = record?.onAbis.flatMap(({ abi, record: { layout } }) => (layout === undefined ? [] : [{ abi, layout }]));
  if (laid === undefined || laid.length === 0) return [];
  const { lastMember } = link;
  if (lastMember === undefined) {
    const sizes = laid.map(({ abi, layout }) => [abi, `ksize ${layout.sizeBytes}`] as const);
    return ['', ...abiLinesOf(sizes), ...(link.kind === 'drmTable' ? ['', drmSizes] : [])];
  }
  const sizes = laid.map(({ abi, layout }) => {
    const least = leastSize(layout, lastMember);
    const text = least === undefined ? `no member ${code(lastMember)}` : `min_size ${least}`;
    return [abi, `ksize ${layout.sizeBytes}, ${text}`] as const;
  });
  const [{ layout }] = laid;
  const least = leastSize(layout, lastMember);
  const isExtensible = least !== undefined && driverFact(link.command, [source])?.model !== undefined;
  return ['', ...abiLinesOf(sizes), ...(isExtensible ? ['', callerTable(layout, least)] : [])];
}

/** drm_ioctl() in drivers/gpu/drm/drm_ioctl.c. */
const drmSizes =
  'A caller with a smaller struct: the rest counts as zero. With a larger one: what the kernel does not know is ignored, and handed back as it came.';

type Layout = Parameters<typeof sizeAfter>[0];

/** Bytes of `offsetofend(record, member)`: without the padding that ends the record. */
export function leastSize(layout: Layout, member: string): number | undefined {
  const found = layout.members.find(({ name }) => name === member);
  if (found !== undefined) return Math.ceil((found.offsetBits + (found.widthBits ?? found.sizeBytes * 8)) / 8);
  return sizeAfter(layout, member);
}

function abiLinesOf(sizes: Parameters<typeof abiLines>[0]): readonly string[] {
  const shared = sharedAnswer(sizes);
  return shared === undefined ? list(abiLines(sizes)) : [`${shared} on all ${sizes.length} ABIs`];
}

/** On the first ABI: what `copy_struct_from_user()` behind a smallest size does with each size that was published. */
function callerTable(layout: Layout, least: number): string {
  const kernel = layout.sizeBytes;
  const versions = possibleVersions(layout, least).filter(({ sizeBytes }) => sizeBytes < kernel);
  return table(
    ["caller's size", 'what it gets'],
    [
      [`below ${least}`, 'EINVAL'],
      ...versions.map(({ name, sizeBytes }) => [
        `${sizeBytes} (ends with ${code(name)})`,
        `works: ${bytes(kernel - sizeBytes)} behind it count as zero`,
      ]),
      [`${kernel}`, 'works'],
      [`above ${kernel}`, 'works where the rest is zero, else E2BIG'],
    ],
  );
}
