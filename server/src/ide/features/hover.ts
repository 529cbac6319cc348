/**
 * What a reviewer wants to know of what stands under the cursor, as Markdown: offsets, holes and sizes on every ABI,
 * ioctl numbers taken apart, values. ABIs that agree share a line.
 */
import {
  type AbiId,
  bytes,
  type Command,
  decodeIoctlNumber,
  type FileRange,
  type FlatMember,
  factLines,
  type IoctlDefinition,
  type MemberOnAbis,
  type RecordOnAbis,
  type RuleContext,
} from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { code, hex, ioctlFieldsText, table } from './markdown.js';
import { type Thing, thingAt } from './thingAt.js';

export interface HoverInfo {
  readonly range: FileRange;
  readonly markdown: string;
}

export function hoverAt(document: HeaderDocument, offset: number): HoverInfo | undefined {
  const found = thingAt(document.context, offset);
  if (found === undefined) return undefined;
  const markdown = describe(found.thing, document.onAllAbis);
  return markdown === undefined ? undefined : { range: found.range, markdown };
}

function describe(thing: Thing, context: RuleContext): string | undefined {
  switch (thing.kind) {
    case 'member':
      return memberText(thing.record.name, thing.flat.path, context);
    case 'record': {
      const record = context.header.recordsByName.get(thing.record.name);
      return record === undefined ? undefined : recordText(record, context);
    }
    case 'enum':
      return `${code(`enum ${thing.enum.name ?? ''}`.trim())}: ${thing.enum.enumerators.length} constants`;
    case 'enumerator':
      return `${code(thing.name)} = ${valueText(thing.value)}, in ${code(`enum ${thing.enum.name ?? '{…}'}`)}`;
    case 'ioctl': {
      const command = context.header.commands.find(({ name }) => name === thing.ioctl.name);
      return command === undefined ? undefined : ioctlText(command, context);
    }
    case 'macro':
      return macroText(thing.macro.name, context);
    case 'include': {
      const { step, to } = thing.edge;
      return to === undefined
        ? `${code(step.spelling)} was not found`
        : `${code(to.displayName)}: ${to.path.startsWith('builtin:') ? 'built in' : to.path}`;
    }
    case 'number':
      return numberText(thing.text, context);
  }
}

function memberText(recordName: string, path: string, context: RuleContext): string | undefined {
  const record = context.header.recordsByName.get(recordName);
  const member = record && context.header.members(record).find((each) => each.path === path);
  if (record === undefined || member === undefined) return undefined;
  const { flat } = member;
  const lines = [
    `${code(declarationText(flat))} in ${code(`${record.kind} ${record.name}`)}`,
    '',
    `Offset: ${Math.floor(flat.offsetBits / 8)}  `,
    `Size: ${flat.sizeBytes}  `,
    ...(flat.widthBits === undefined ? [] : [`Bits: ${bitsText(flat)}  `]),
    `Alignment: ${flat.member.alignBytes}`,
  ];
  const places = factLines(member.onAbis.map(({ abi, flat: on }) => [abi, placeText(on)] as const));
  if (places.length > 1) lines.push('', ...places.map((line) => `- ${line}`));
  const holes = holesAfter(record, member);
  if (holes.length > 0) lines.push('', ...holes.map((line) => `- ${line}`));
  const doc = context.header.documentedMembers(record).get(path);
  if (doc !== undefined && doc.text !== '') lines.push('', doc.text);
  return lines.join('\n');
}

function declarationText({ type, path, dimensions, widthBits }: FlatMember): string {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const bits = widthBits === undefined ? '' : `:${widthBits}`;
  const array = /\[[^\]]*\]$/.exec(type)?.[0] ?? '';
  return dimensions.length > 0 && array !== ''
    ? `${type.slice(0, type.indexOf('['))} ${name}${type.slice(type.indexOf('['))}`
    : `${type} ${name}${bits}`;
}

function bitsText({ offsetBits, widthBits = 0 }: FlatMember): string {
  const first = offsetBits % 8;
  return widthBits === 1 ? `${first} of byte ${Math.floor(offsetBits / 8)}` : `${widthBits} from bit ${offsetBits}`;
}

function placeText({ offsetBits, sizeBytes, widthBits }: FlatMember): string {
  if (widthBits !== undefined) return `${widthBits} bits from bit ${offsetBits}`;
  return `offset ${offsetBits / 8}, ${bytes(sizeBytes)}`;
}

function holesAfter(record: RecordOnAbis, { path }: MemberOnAbis): readonly string[] {
  const answers = record.onAbis.flatMap(({ abi, record: { layout } }) => {
    const gap = layout?.padding.find(({ after, kind }) => after === path && kind !== 'unnamed');
    return gap === undefined ? [] : [[abi, `${gap.widthBits / 8} bytes of padding after it`] as [AbiId, string]];
  });
  return factLines(answers);
}

function recordText(record: RecordOnAbis, context: RuleContext): string {
  const { header } = context;
  const doc = header.kernelDocOf(record);
  const sizes = factLines(
    record.onAbis.map(({ abi, record: { layout, incomplete } }) => [
      abi,
      layout === undefined
        ? `no layout: ${incomplete?.reason ?? 'it is incomplete'}`
        : `${bytes(layout.sizeBytes)}, alignment ${layout.alignBytes}${paddingText(layout.padding)}`,
    ]),
  );
  const users = header.use(record).commands.map(({ name }) => code(name));
  const rows = header
    .members(record)
    .slice(0, MAX_ROWS)
    .map(({ flat }) => [`${flat.offsetBits / 8}`, `${flat.sizeBytes}`, code(`${flat.type} ${flat.path}`)]);
  return [
    `${code(`${record.kind} ${record.name}`)}${doc === undefined || doc.brief === '' ? '' : `: ${doc.brief}`}`,
    '',
    ...sizes.map((line) => `- ${line}`),
    ...(users.length === 0 ? [] : ['', `Used by ${users.join(', ')}`]),
    ...(rows.length === 0 ? [] : ['', table(['offset', 'size', 'member'], rows)]),
  ].join('\n');
}

/** A hover is no listing: `uapi/layout` has all of it. */
const MAX_ROWS = 24;

function paddingText(padding: readonly { readonly widthBits: number; readonly kind: string }[]): string {
  const bits = padding.filter(({ kind }) => kind !== 'unnamed').reduce((sum, { widthBits }) => sum + widthBits, 0);
  if (bits === 0) return ', no padding';
  return bits % 8 === 0 ? `, ${bytes(bits / 8)} of padding` : `, ${bits} bits of padding`;
}

function ioctlText(command: Command, context: RuleContext): string {
  const { header } = context;
  const { name, recordName, binding, onAbis } = command;
  const numbers = factLines(onAbis.map(({ abi, ioctl }) => [abi, numberLine(ioctl)] as const));
  const record = recordName === undefined ? undefined : header.recordsByName.get(recordName);
  const bound = binding === 'size' || binding === undefined ? '' : ` (by its ${binding})`;
  return [
    `${code(name)}: ${header.commandStyle(command)} ioctl`,
    '',
    ...numbers.map((line) => `- ${line}`),
    ...(record === undefined
      ? []
      : ['', `Argument: ${code(`${record.kind} ${record.name}`)}${bound}`, '', recordSizes(record)]),
  ].join('\n');
}

function recordSizes(record: RecordOnAbis): string {
  return factLines(
    record.onAbis.flatMap(({ abi, record: { layout } }) =>
      layout === undefined ? [] : [[abi, bytes(layout.sizeBytes)] as [AbiId, string]],
    ),
  )
    .map((line) => `- ${line}`)
    .join('\n');
}

function numberLine(ioctl: IoctlDefinition): string {
  return `${hex(ioctl.value)} (${ioctl.value}): ${ioctlFieldsText(ioctl)}`;
}

function macroText(name: string, context: RuleContext): string | undefined {
  const answers = context.analyses.flatMap(({ abi, macros }) => {
    const macro = macros.find((each) => each.name === name);
    return macro === undefined ? [] : [[abi.id, valueText(macro.value)] as [AbiId, string]];
  });
  if (answers.length === 0) return undefined;
  const lines = factLines(answers);
  const define = context.header.defineOf(name);
  const body = define === undefined ? '' : ` ${code(define.body.map(({ text }) => text).join(' '))}`;
  return lines.length === 1
    ? `${code(name)} = ${answers[0][1]}${body === '' ? '' : `, defined as${body}`}`
    : [`${code(name)}${body}`, '', ...lines.map((line) => `- ${line}`)].join('\n');
}

function valueText(value: bigint | undefined): string {
  return value === undefined ? 'unresolved' : value >= 0n && value < 10n ? `${value}` : `${value} (${hex(value)})`;
}

/** A number in the text that is the number of a command of this header, or looks like one. */
function numberText(text: string, context: RuleContext): string | undefined {
  const value = integerOf(text);
  if (value === undefined || value > 0xffffffffn) return undefined;
  const names = new Map<string, IoctlDefinition>();
  for (const { ioctls } of context.analyses) {
    for (const ioctl of ioctls) if (ioctl.value === value) names.set(ioctl.name, ioctl);
  }
  if (names.size === 0) return undefined;
  const { abi } = context.analyses[0];
  const fields = decodeIoctlNumber(value, abi.ioctl);
  return `${hex(value)}: ${[...names.keys()].map(code).join(', ')}\n\n${ioctlFieldsText(fields)}`;
}

function integerOf(text: string): bigint | undefined {
  const digits = /^(0[xX][0-9a-fA-F]+|[1-9]\d*)[uUlL]*$/.exec(text)?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}
