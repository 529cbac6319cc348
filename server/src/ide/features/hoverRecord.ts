/** A record: its sizes on each ABI, padding, the commands and records that use it, and a table of its members. */
import {
  type AbiId,
  bytes,
  groupByAnswer,
  type MemberOnAbis,
  membersOf,
  type PaddingRange,
  type RecordLayout,
  type RecordOnAbis,
  type RuleContext,
} from '../../core/index.js';
import { abiLines, abiPhrase, onlyOn, sharedAnswer } from './abiLines.js';
import { gapsOf } from './gaps.js';
import { declarationText } from './hoverMember.js';
import { code, firstSentences, kernelDocMarkdown, list, table } from './markdown.js';

export function recordText(record: RecordOnAbis, context: RuleContext): string {
  const { header } = context;
  const doc = header.kernelDocOf(record);
  const use = header.use(record);
  // A comment above a record may be about something else, such as the command that passes it.
  const isOwn = doc !== undefined && doc.name === record.name;
  const about = isOwn && doc.description !== '' ? kernelDocMarkdown(firstSentences(doc.description)) : '';
  // `ioctl(NAME)` says no more than who uses it.
  const brief = isOwn && !/^ioctl\(\w+\)\.?$/.test(doc.brief) ? doc.brief : '';
  const users = use.commands.map(({ name }) => code(name));
  const holders = use.embedders.map((name) => code(`${header.recordsByName.get(name)?.kind ?? 'struct'} ${name}`));
  return [
    `${code(`${record.kind} ${record.name}`)}${brief === '' ? '' : `: ${kernelDocMarkdown(brief)}`}`,
    '',
    ...sizeLines(record, context),
    ...(users.length === 0 ? [] : ['', `Used by ${some(users)}`]),
    ...(holders.length === 0 ? [] : ['', `Inside ${some(holders)}`]),
    ...(about === '' ? [] : ['', about]),
    ...memberRows(record, header.members(record)),
  ].join('\n');
}

const MAX_USERS = 6;

function some(names: readonly string[]): string {
  const rest = names.length - MAX_USERS;
  return `${names.slice(0, MAX_USERS).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function sizeLines({ onAbis }: RecordOnAbis, { header }: RuleContext): readonly string[] {
  const sizes = onAbis.map(
    ({ abi, record: { layout, incomplete } }) =>
      [
        abi,
        layout === undefined
          ? `no layout: ${reasonText(incomplete?.reason)}`
          : `${bytes(layout.sizeBytes)}${paddingText(layout)}`,
      ] as const,
  );
  const alignment = abiPhrase(
    onAbis.flatMap(({ abi, record: { layout } }) =>
      layout === undefined ? [] : [[abi, `${layout.alignBytes}`] as const],
    ),
  );
  const abis = onAbis.map(({ abi }) => abi);
  const where = onlyOn(abis, header.abiIds) || (abis.length === 1 ? `on ${abis[0]}` : `on all ${abis.length} ABIs`);
  const shared = sharedAnswer(sizes);
  return [
    ...(shared === undefined ? list(abiLines(sizes)) : [`${shared}, ${where}`]),
    ...(alignment === '' ? [] : ['', `Alignment: ${alignment}`]),
  ];
}

/** The innermost reason: what leads to it is in the findings. */
function reasonText(reason = 'it is incomplete'): string {
  return reason.slice(reason.lastIndexOf(': ') + 1).trim();
}

/** A hover is no listing: `uapi/layout` has all of it. */
const MAX_ROWS = 24;
const MAX_COLUMNS = 2;

/**
 * Offset and size on the first ABI, holes included. ABIs that lay members out in another way have a column each, which
 * is empty where they agree with the first.
 */
function memberRows(record: RecordOnAbis, members: readonly MemberOnAbis[]): readonly string[] {
  if (members.length === 0) return [];
  const groups = groupByAnswer(
    record.onAbis.flatMap(({ abi, record: { layout } }) =>
      layout === undefined ? [] : [[abi, layout] as [AbiId, RecordLayout]],
    ),
    (a, b) => placesOf(a) === placesOf(b),
  );
  const [first, ...others] = groups;
  if (first === undefined) return [];
  const shown = members.slice(0, MAX_ROWS);
  const columns = others
    .map(({ abis: [abi] }) => ({ abi, cells: shown.map((member) => cellOf(member, first.abis[0], abi)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const kept = columns.slice(0, MAX_COLUMNS);
  const gaps = gapsOf(first.value).filter(({ isCovered }) => !isCovered);
  const gapRow = ({ kind, offsetBits, widthBits }: PaddingRange): string[] => [
    ...spanText(offsetBits, widthBits),
    ...kept.map(() => ''),
    kind === 'hole' ? '_hole_' : '_tail padding_',
  ];
  const rows = shown.flatMap((member, i) => [
    [
      ...(placeOn(member, first.abis[0]) ?? ['', '']),
      ...kept.map(({ cells }) => cells[i]),
      code(declarationText(member.flat, member.path)),
    ],
    ...gaps.filter(({ kind, after }) => kind === 'hole' && after === member.path).map(gapRow),
  ]);
  const rest = members.length - shown.length;
  if (rest === 0) rows.push(...gaps.filter(({ kind }) => kind === 'tail').map(gapRow));
  const left = columns.slice(MAX_COLUMNS).map(({ abi }) => abi);
  const notes = [
    ...(rest > 0 ? [`and ${rest} more members`] : []),
    ...(left.length > 0 ? [`other offsets or sizes on ${left.join(', ')} too`] : []),
  ];
  return [
    '',
    table(
      [
        groups.length === 1 ? 'offset' : `offset on ${first.abis[0]}`,
        'size',
        ...kept.map(({ abi }) => `on ${abi}`),
        'member',
      ],
      rows,
    ),
    ...(notes.length > 0 ? ['', notes.join('; ')] : []),
  ];
}

/** Offset and size on another ABI where they are not those on the first. */
function cellOf(member: MemberOnAbis, first: AbiId, abi: AbiId): string {
  const other = placeOn(member, abi);
  if (other === undefined) return 'none';
  return other.join() === placeOn(member, first)?.join() ? '' : other.join(', ');
}

function placeOn({ onAbis }: MemberOnAbis, abi: AbiId): readonly string[] | undefined {
  const flat = onAbis.find((on) => on.abi === abi)?.flat;
  if (flat === undefined) return undefined;
  return flat.widthBits === undefined
    ? [`${flat.offsetBits / 8}`, `${flat.sizeBytes}`]
    : [`${Math.floor(flat.offsetBits / 8)}:${flat.offsetBits % 8}`, `${flat.widthBits}b`];
}

function spanText(offsetBits: number, widthBits: number): readonly string[] {
  return offsetBits % 8 === 0 && widthBits % 8 === 0
    ? [`${offsetBits / 8}`, `${widthBits / 8}`]
    : [`${Math.floor(offsetBits / 8)}:${offsetBits % 8}`, `${widthBits}b`];
}

/** Where a layout has its members, as a text to compare. */
function placesOf(layout: RecordLayout): string {
  let text = places.get(layout);
  if (text === undefined) {
    text = membersOf(layout)
      .map(({ path, offsetBits, sizeBytes }) => `${path} ${offsetBits} ${sizeBytes}`)
      .join();
    places.set(layout, text);
  }
  return text;
}

const places = new WeakMap<RecordLayout, string>();

function paddingText(layout: RecordLayout): string {
  const own = gapsOf(layout).filter(({ isCovered }) => !isCovered);
  const sum = (wanted: string): number =>
    own.filter(({ kind }) => kind === wanted).reduce((total, { widthBits }) => total + widthBits, 0);
  const size = (bits: number): string => (bits % 8 === 0 ? bytes(bits / 8) : `${bits} bits`);
  const [holes, tail] = [sum('hole'), sum('tail')];
  if (holes + tail === 0) return ', no padding';
  return [holes === 0 ? '' : `, ${size(holes)} in holes`, tail === 0 ? '' : `, ${size(tail)} of tail padding`].join('');
}
