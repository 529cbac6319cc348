/** A command: its number on each ABI, taken apart, the record that it passes, and what a caller of another size gets. */
import {
  bytes,
  type Command,
  decodeIoctlNumber,
  type InterfaceStyle,
  type IoctlDefinition,
  type RecordOnAbis,
  type RuleContext,
  shortFactLines,
} from '../../core/index.js';
import { code, hex, ioctlFieldsText, list } from './markdown.js';
import { registrationText } from './registration.js';

export function ioctlText(command: Command, { header }: RuleContext): string {
  const { name, recordName, binding, onAbis, ioctl, aliasOf } = command;
  const style = header.commandStyle(command);
  const numbers = shortFactLines(onAbis.map(({ abi, ioctl: on }) => [abi, numberLine(on)] as const));
  const registered = registrationText(header, command);
  const record = recordName === undefined ? undefined : header.recordsByName.get(recordName);
  const bound = binding === 'size' || binding === undefined ? '' : ` (by its ${binding})`;
  const argument =
    record !== undefined
      ? [`Argument: ${code(`${record.kind} ${record.name}`)}${bound}`, '', ...list(recordSizes(record))]
      : ioctl.argumentType === undefined
        ? []
        : [`Argument: ${code(ioctl.argumentType)}`];
  return [
    `${code(name)}: ${style} ioctl${aliasOf === undefined ? '' : `, another name of ${code(aliasOf)}`}`,
    '',
    ...list(numbers),
    ...(registered === undefined ? [] : ['', registered]),
    ...(argument.length === 0 ? [] : ['', ...argument]),
    ...(record === undefined ? [] : ['', otherSizes[style]]),
  ].join('\n');
}

/** What the kernel does with a caller that was compiled with another size of the argument. */
const otherSizes: Readonly<Record<InterfaceStyle, string>> = {
  'size-first':
    'A caller with a shorter struct: the missing end counts as zero. With a longer one: E2BIG unless the bytes that the kernel does not know are zero. The number stays.',
  argsz:
    'A caller with a shorter struct gets EINVAL below the minimum size; a longer one works, and flags tell what is filled. The number stays.',
  'ioc-size':
    'Another size is another number; the kernel masks the size, copies what both know and takes the rest as zero.',
  drm: 'Another size is another number, which drm_ioctl() takes for the same command: it copies what both know and zeroes the rest.',
  classic: 'Another size is another number: ENOTTY, unless the driver handles that number too.',
  'syscall-ext': 'A shorter struct is filled up with zeros; a longer one gives E2BIG unless the rest is zero.',
  'mux-attr': 'The size belongs to the number; what the payload holds is up to the selector.',
};

function recordSizes(record: RecordOnAbis): readonly string[] {
  return shortFactLines(
    record.onAbis.flatMap(({ abi, record: { layout } }) =>
      layout === undefined ? [] : [[abi, bytes(layout.sizeBytes)] as const],
    ),
  );
}

function numberLine(ioctl: IoctlDefinition): string {
  return `${hex(ioctl.value)} (${ioctl.value}): ${ioctlFieldsText(ioctl)}`;
}

/** A number in the text that is the number of a command of this header. */
export function numberText(text: string, { analyses }: RuleContext): string | undefined {
  const value = integerOf(text);
  if (value === undefined || value > 0xffffffffn) return undefined;
  const names = new Set<string>();
  for (const { ioctls } of analyses) {
    for (const ioctl of ioctls) if (ioctl.value === value) names.add(ioctl.name);
  }
  if (names.size === 0) return undefined;
  const fields = decodeIoctlNumber(value, analyses[0].abi.ioctl);
  return `${hex(value)}: ${[...names].map(code).join(', ')}\n\n${ioctlFieldsText(fields)}`;
}

/** The value of an integer constant of C; `undefined` for another text. */
export function integerOf(text: string): bigint | undefined {
  const digits = /^(0[xX][0-9a-fA-F]{1,16}|0[0-7]{0,22}|[1-9]\d{0,19})[uUlL]{0,3}$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  return /^0\d/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
}
