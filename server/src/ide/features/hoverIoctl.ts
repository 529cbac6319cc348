/** A command: its number on each ABI, taken apart, the record that it passes, and what a caller of another size gets. */
import {
  bytes,
  type Command,
  type InterfaceStyle,
  type KernelDoc,
  type RecordOnAbis,
  type RuleContext,
} from '../../core/index.js';
import { abiLines, onlyOn, sharedAnswer } from './abiLines.js';
import { code, firstSentences, hex, ioctlFieldsText, ioctlNameText, kernelDocMarkdown, list } from './markdown.js';
import { registrationText } from './registration.js';

export function ioctlText(command: Command, { header }: RuleContext): string {
  const { name, recordName, ioctl, aliasOf } = command;
  const style = header.commandStyle(command);
  const registered = registrationText(header, command);
  const record = recordName === undefined ? undefined : header.recordsByName.get(recordName);
  // It may be a record of a header that this one includes.
  const passesRecord = recordName !== undefined;
  const about = descriptionOf(command, record, header);
  const only = onlyOn(
    command.onAbis.map(({ abi }) => abi),
    header.abiIds,
  );
  const argument =
    record !== undefined
      ? argumentLines(command, record)
      : ioctl.argumentType === undefined
        ? []
        : [`Argument: ${code(ioctl.argumentType)}`];
  return [
    `${code(name)}: ${style} ioctl${aliasOf === undefined ? '' : `, another name of ${code(aliasOf)}`}${only === '' ? '' : `, ${only}`}`,
    '',
    ...numberLines(command),
    ...(registered === undefined ? [] : ['', registered]),
    ...(argument.length === 0 ? [] : ['', ...argument]),
    ...(passesRecord ? ['', otherSizes[style]] : []),
    ...(about === '' ? [] : ['', kernelDocMarkdown(about)]),
  ].join('\n');
}

/** What ABIs share is said once: mostly all but the encoding of the direction, or all but the size. */
function numberLines({ onAbis, ioctl: first }: Command): readonly string[] {
  const plain = onAbis.map(({ abi, ioctl }) => [abi, `${hex(ioctl.value)} (${ioctl.value})`] as const);
  const number = sharedAnswer(plain);
  const fields = sharedAnswer(onAbis.map(({ abi, ioctl }) => [abi, ioctlFieldsText(ioctl)] as const));
  if (number !== undefined && fields !== undefined) {
    return [`${number} on ${onAbis.length === 1 ? onAbis[0].abi : `all ${onAbis.length} ABIs`}`, '', fields];
  }
  if (fields !== undefined) return [...list(abiLines(plain)), '', fields];
  const named = sharedAnswer(onAbis.map(({ abi, ioctl }) => [abi, ioctlNameText(ioctl)] as const));
  const rest = onAbis.map(({ abi, ioctl }, i) => {
    const own = named === undefined ? ioctlFieldsText(ioctl) : `size ${ioctl.sizeBytes}`;
    return [abi, `${plain[i][1]}, ${own}`] as const;
  });
  return [...list(abiLines(rest)), ...(named === undefined ? [] : ['', ioctlNameText(first)])];
}

/** Where the number says the record, it says the size too. */
function argumentLines({ binding }: Command, record: RecordOnAbis): readonly string[] {
  const head = `Argument: ${code(`${record.kind} ${record.name}`)}`;
  if (binding === 'size' || binding === undefined) return [head];
  const sizes = record.onAbis.flatMap(({ abi, record: { layout } }) =>
    layout === undefined ? [] : [[abi, bytes(layout.sizeBytes)] as const],
  );
  const shared = sharedAnswer(sizes);
  const known = boundBy[binding];
  if (shared !== undefined) return [`${head}, ${shared}, ${known}`];
  return [`${head}, ${known}`, ...(sizes.length === 0 ? [] : ['', ...list(abiLines(sizes))])];
}

const boundBy: Readonly<Record<Exclude<Command['binding'], 'size' | undefined>, string>> = {
  'kernel-doc': 'whose kernel-doc names the ioctl',
  comment: 'which the comment above the ioctl names',
  name: 'which has its name',
  place: 'which stands right above it',
};

/** What the comment with the command's name says of it, else that of its record. */
function descriptionOf({ name }: Command, record: RecordOnAbis | undefined, header: RuleContext['header']): string {
  const byName = header.part(
    'ide:kernelDocsByName',
    (): ReadonlyMap<string, KernelDoc> => new Map(header.kernelDocs.map((doc) => [doc.name, doc])),
  );
  const own = byName.get(name);
  if (own !== undefined) {
    // Its title may repeat the definition: `_IOR(TYPE, 7, struct foo)`.
    const brief = /^_IO[RWC]*\s*\(/.test(own.brief) ? '' : own.brief;
    return firstSentences(`${brief}${brief === '' || /[.!?]$/.test(brief) ? '' : '.'} ${own.description}`);
  }
  const doc = record === undefined ? undefined : header.kernelDocOf(record);
  const isAbout = doc?.name === record?.name && doc?.ioctls.some((each) => each.name === name) === true;
  return isAbout ? firstSentences(doc?.description ?? '') : '';
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
