/** A member: where it lies on each ABI, what follows it, which way it travels, and what its kernel-doc says. */
import {
  type AbiId,
  bytes,
  type FlatMember,
  type MemberOnAbis,
  type RecordOnAbis,
  type RuleContext,
  shortFactLines,
} from '../../core/index.js';
import { code, kernelDocMarkdown, list } from './markdown.js';

export function memberText(recordName: string, path: string, context: RuleContext): string | undefined {
  const { header } = context;
  const record = header.recordsByName.get(recordName);
  const member = record && header.members(record).find((each) => each.path === path);
  if (record === undefined || member === undefined) return undefined;
  const { flat } = member;
  const doc = header.documentedMembers(record).get(path)?.text ?? '';
  const answers = member.onAbis.map(({ abi, flat: on }) => [abi, placeText(on)] as const);
  const places = shortFactLines(answers);
  const holes = holesAfter(record, member);
  return [
    `${code(declarationText(flat))} in ${code(`${record.kind} ${record.name}`)}`,
    '',
    `Offset: ${Math.floor(flat.offsetBits / 8)}${relativeText(flat)}  `,
    `Size: ${flat.sizeBytes}  `,
    ...(flat.widthBits === undefined ? [] : [`Bits: ${bitsText(flat)}  `]),
    `Alignment: ${flat.member.alignBytes}${flat.member.isUserAligned === true ? ', set by an attribute' : ''}`,
    '',
    ...(places.length > 1
      ? list(places)
      : [`The same on ${answers.length === 1 ? answers[0][0] : `all ${answers.length} ABIs`}`]),
    ...(holes.length === 0 ? [] : ['', ...list(holes)]),
    ...directionLines(doc, record, flat, context),
    ...(doc === '' ? [] : ['', kernelDocMarkdown(doc)]),
  ].join('\n');
}

/** As C declares it, under its own name or another. */
export function declarationText({ type, path, dimensions, widthBits }: FlatMember, name = lastName(path)): string {
  const bits = widthBits === undefined ? '' : `:${widthBits}`;
  const bracket = type.indexOf('[');
  return dimensions.length > 0 && bracket > 0
    ? `${type.slice(0, bracket)} ${name}${type.slice(bracket)}`
    : `${type}${type.endsWith('*') ? '' : ' '}${name}${bits}`;
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Of a member of a record inside: its offset there too. */
function relativeText({ path, offsetBits, member }: FlatMember): string {
  const holder = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  return holder === '' || member.offsetBits === offsetBits
    ? ''
    : ` (${Math.floor(member.offsetBits / 8)} in ${code(holder)})`;
}

function bitsText({ offsetBits, widthBits = 0 }: FlatMember): string {
  const first = offsetBits % 8;
  const byte = Math.floor(offsetBits / 8);
  return widthBits === 1 ? `${first} of byte ${byte}` : `${widthBits} from bit ${first} of byte ${byte}`;
}

function placeText({ offsetBits, sizeBytes, widthBits }: FlatMember): string {
  if (widthBits !== undefined) return `${widthBits} bits from bit ${offsetBits}`;
  return `offset ${offsetBits / 8}, ${bytes(sizeBytes)}`;
}

function holesAfter(record: RecordOnAbis, { path }: MemberOnAbis): readonly string[] {
  const answers = record.onAbis.flatMap(({ abi, record: { layout } }) => {
    if (layout === undefined) return [];
    const gap = layout.padding.find(({ after, kind }) => after === path && kind !== 'unnamed');
    return [[abi, gap === undefined ? '' : gapText(gap.widthBits, gap.before)] as [AbiId, string]];
  });
  return answers.every(([, text]) => text === '')
    ? []
    : shortFactLines(answers).map((line) => (line.endsWith(': ') ? `${line}no hole after it` : line));
}

function gapText(bits: number, before: string | undefined): string {
  const size = bits % 8 === 0 ? bytes(bits / 8) : `${bits} bits`;
  return before === undefined ? `${size} of padding to the end` : `a hole of ${size} before ${code(before)}`;
}

/** What kernel-doc says of the direction, else what the commands that pass the record say; and what a pointer leads to. */
function directionLines(
  doc: string,
  record: RecordOnAbis,
  { path, type }: FlatMember,
  { header }: RuleContext,
): readonly string[] {
  const name = lastName(path);
  const { toUser, fromUser, reachingCommands } = header.use(record);
  const said = /^\W*(in\s*\/\s*out|in and out|input|output|in|out)\b\s*[:;.,)]/i.exec(doc)?.[1].toLowerCase();
  const direction =
    said !== undefined
      ? said.startsWith('in') && said.includes('out')
        ? 'in and out'
        : said.startsWith('in')
          ? 'in'
          : 'out'
      : name.startsWith('out_')
        ? 'out'
        : reachingCommands.length === 0 || reachingCommands.some(({ ioctl }) => ioctl.direction === 'none')
          ? undefined
          : toUser && fromUser
            ? 'in and out'
            : toUser
              ? 'out'
              : 'in';
  const isAddress = /^__(aligned_)?u64$/.test(type) && /(^|_)(u?ptr|addr|address)$|pointer/i.test(`${name} ${doc}`);
  const pointee = isAddress
    ? /\b(?:pointer to|address of|array of)\b[^.;]*?&?\b((?:struct|union)\s+\w+|__[usbl]e?\d+)/i.exec(doc)?.[1]
    : undefined;
  return [
    ...(direction === undefined ? [] : ['', `Direction: ${direction}`]),
    ...(pointee === undefined ? [] : ['', `Points to ${code(pointee)} in user space`]),
  ];
}
