/** A member: where it lies on each ABI, what follows it, which way it travels, and what its comment says. */
import {
  type AbiId,
  bytes,
  type FlatMember,
  type MemberOnAbis,
  memberDocs,
  type RecordOnAbis,
  type RuleContext,
} from '../../core/index.js';
import { abiLines, abiPhrase, answerGroups, onlyOn, sharedAnswer } from './abiLines.js';
import { commentBeside, commentText } from './comments.js';
import { type Gap, gapsOf } from './gaps.js';
import { directionLine, pointeeLine } from './hoverDirection.js';
import { code, kernelDocMarkdown, list } from './markdown.js';

export function memberText(recordName: string, path: string, context: RuleContext): string | undefined {
  const { header } = context;
  const record = header.recordsByName.get(recordName);
  const member = record && header.members(record).find((each) => each.path === path);
  if (record === undefined || member === undefined) return undefined;
  const { flat, onAbis } = member;
  const doc = memberDocs(header, record).get(path)?.text ?? commentText(commentBeside(header, member.range));
  const holes = holesAfter(record, member);
  const notes = [directionLine(doc, record, flat, context), pointeeLine(doc, flat)];
  return [
    `${code(declarationText(flat))} in ${code(`${record.kind} ${record.name}`)}`,
    '',
    `Offset: ${Math.floor(flat.offsetBits / 8)}${relativeText(flat)}  `,
    `Size: ${flat.sizeBytes}  `,
    ...(flat.widthBits === undefined ? [] : [`Bits: ${bitsText(flat)}${bitOrderText(member, context)}  `]),
    `Alignment: ${alignmentText(member)}`,
    '',
    ...placeLines(onAbis, context),
    ...(holes.length === 0 ? [] : ['', ...holes]),
    ...notes.flatMap((note) => (note === undefined ? [] : ['', note])),
    ...(doc === '' ? [] : ['', kernelDocMarkdown(doc)]),
  ].join('\n');
}

/** As C declares it, under its own name or another. */
export function declarationText(flat: FlatMember, name = lastName(flat.path)): string {
  const { dimensions, widthBits } = flat;
  // A record without a tag has no more of a name than its keyword.
  const type = spelledType(flat).replace(/^(struct|union)(?=\[|$)/, '$1 {…}');
  const bits = widthBits === undefined ? '' : `:${widthBits}`;
  const bracket = type.indexOf('[');
  return dimensions.length > 0 && bracket > 0
    ? `${type.slice(0, bracket)} ${name}${type.slice(bracket)}`
    : `${type}${type.endsWith('*') ? '' : ' '}${name}${bits}`;
}

/** `__aligned_u64` is a macro, of which the parser sees the type and the attribute; the reader sees the macro. */
export function spelledType({ type, member }: FlatMember): string {
  if (member.isUserAligned !== true) return type;
  const { file, start } = member.range;
  return /\b(__aligned_\w+)\s+$/.exec(file.text.slice(Math.max(0, start - 40), start))?.[1] ?? type;
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

/** By ABI: that of the member in this record, which packing lowers and an attribute raises. */
function alignmentText({ onAbis }: MemberOnAbis): string {
  const answers = onAbis.map(({ abi, flat: { member } }) => {
    const { alignBytes, fieldAlignBytes } = member;
    return [abi, `${fieldAlignBytes}${fieldAlignBytes < alignBytes ? ' (packed)' : ''}`] as const;
  });
  return abiPhrase(answers);
}

function placeLines(onAbis: MemberOnAbis['onAbis'], { header }: RuleContext): readonly string[] {
  const answers = onAbis.map(({ abi, flat }) => [abi, placeText(flat)] as const);
  const only = onlyOn(
    onAbis.map(({ abi }) => abi),
    header.abiIds,
  );
  const shared = sharedAnswer(answers);
  const limit = only === '' ? [] : [`${only[0].toUpperCase()}${only.slice(1)}`];
  if (shared === undefined) return [...limit, ...(limit.length === 0 ? [] : ['']), ...list(abiLines(answers))];
  if (limit.length > 0) return limit;
  const count = answers.length === 1 ? answers[0][0] : `all ${answers.length} ABIs`;
  const isAligned = onAbis.every(({ flat }) => flat.member.fieldAlignBytes === onAbis[0].flat.member.fieldAlignBytes);
  return [isAligned ? `The same on ${count}` : `Offset and size are the same on ${count}`];
}

function placeText({ offsetBits, sizeBytes, widthBits }: FlatMember): string {
  if (widthBits === undefined) return `offset ${offsetBits / 8}, ${bytes(sizeBytes)}`;
  return `offset ${Math.floor(offsetBits / 8)}, ${bitCount(widthBits)} from bit ${offsetBits % 8}`;
}

function bitsText({ offsetBits, widthBits = 0 }: FlatMember): string {
  const first = offsetBits % 8;
  const byte = Math.floor(offsetBits / 8);
  return widthBits === 1 ? `${first} of byte ${byte}` : `${widthBits} from bit ${first} of byte ${byte}`;
}

function bitCount(count: number): string {
  return `${count} bit${count === 1 ? '' : 's'}`;
}

/** ABIs of both byte orders count alike and mean different bits. */
function bitOrderText({ onAbis }: MemberOnAbis, { header }: RuleContext): string {
  const orders = new Map(header.abis.map(({ id, endian }) => [id, endian]));
  const own = new Set(onAbis.map(({ abi }) => orders.get(abi)));
  return own.size < 2 ? '' : ' (from the low end on little-endian ABIs, from the high end on big-endian ones)';
}

function holesAfter(record: RecordOnAbis, { path }: MemberOnAbis): readonly string[] {
  const answers = record.onAbis.flatMap(({ abi, record: { layout } }) => {
    if (layout === undefined) return [];
    const gap = gapsOf(layout).find(({ after }) => after === path);
    return [[abi, gap === undefined ? '' : gapText(gap)] as [AbiId, string]];
  });
  const shared = sharedAnswer(answers);
  if (shared !== undefined) return shared === '' ? [] : [`After it: ${shared}`];
  const gaps = answerGroups(answers).filter(({ value }) => value !== '');
  return gaps.map(({ abis, value }, i) => `After it on ${abis}: ${value}${i < gaps.length - 1 ? '  ' : ''}`);
}

function gapText({ widthBits, before, kind, isCovered }: Gap): string {
  const size = widthBits % 8 === 0 ? bytes(widthBits / 8) : bitCount(widthBits);
  if (isCovered) return `${size} of padding, which another member of the union covers`;
  if (kind === 'tail') return `${size} of tail padding`;
  return `a hole of ${size}${before === undefined ? '' : ` before ${code(before)}`}`;
}
