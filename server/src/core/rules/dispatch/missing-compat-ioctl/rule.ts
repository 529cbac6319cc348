import type { DriverSource, PublishedCommand } from '../../../driver/driverSource.js';
import { type MemberOnAbis, membersOnAbis } from '../../../review/byAbi.js';
import type { InitializerEntry } from '../../../surface/ast.js';
import { compatPairs } from '../../../target/compatPairs.js';
import { hexNumber } from '../../ioctl/commandFacts.js';
import type { Fix, RuleFinding, SourceRule } from '../../rule.js';
import { type FileOperations, fileOperationsOf, type HandledCommand, handledCommands } from '../fileOperations.js';
import { folderMentions } from '../tableFacts.js';
import { description } from './description.js';

/**
 * A `struct file_operations` with `unlocked_ioctl` and without `compat_ioctl`, whose entry handles commands of a uapi
 * header; nothing is said where an initialiser has a macro of unknown content, or the folder sets the member elsewhere.
 * And `compat_ptr_ioctl` for a command whose number 32-bit programs compute differently (error).
 */
export const rule: SourceRule = {
  ...description,
  check: (source) =>
    fileOperationsOf(source).flatMap((operations) => [
      ...missingIn(operations, source),
      ...differingIn(operations, source),
    ]),
};

function missingIn(operations: FileOperations, source: DriverSource): readonly RuleFinding[] {
  const { variable, initializer, entry, target } = operations;
  const unlocked = entry('unlocked_ioctl');
  const name = target('unlocked_ioctl');
  if (unlocked === undefined || name === undefined) return [];
  if (/compat_ioctl/.test(source.textOf(initializer))) return [];
  if (initializer.entries.some(({ designators }) => designators.length === 0)) return [];
  const isSetElsewhere = new RegExp(`\\b${variable.name.text}\\b[^;{}]{0,40}(\\.|->)\\s*compat_ioctl\\b`);
  if (source.surfaces.some(({ file }) => isSetElsewhere.test(file.text))) return [];
  const handled = handledCommands(source, name);
  if (handled === undefined || handled.commands.length === 0) return [];
  const { commands, isWhole } = handled;
  const isPlain = isWhole && commands.every(({ published }) => isInvariantPointer(published));
  const fix = insertion(unlocked, source);
  const [{ published }] = commands;
  const rest =
    commands.length === 1 ? '' : ` and ${commands.length - 1} other command${commands.length === 2 ? '' : 's'}`;
  return [
    {
      symbol: variable.name.text,
      range: source.rangeOf(unlocked),
      message: `'${variable.name.text}' has no compat_ioctl: 32-bit programs get ENOTTY for ${published.command.name}${rest}`,
      abis: [],
      help: isPlain
        ? 'set .compat_ioctl = compat_ptr_ioctl: each argument is a pointer to a struct that all ABIs lay out alike'
        : 'set .compat_ioctl: to compat_ptr_ioctl, where each argument is a pointer to what all ABIs lay out alike, else to a function that translates',
      ...(isPlain && fix !== undefined ? { fixes: [fix] } : {}),
      ...(knows64Bits(source, commands) ? {} : { severity: 'hint' as const }),
    },
  ];
}

function differingIn({ target }: FileOperations, source: DriverSource): readonly RuleFinding[] {
  if (target('compat_ioctl') !== 'compat_ptr_ioctl') return [];
  const handled = handledCommands(source, target('unlocked_ioctl'));
  // Who takes the number apart may serve any size.
  if (handled === undefined || handled.looksAtParts) return [];
  return handled.commands.flatMap(({ published, start, end }) => {
    const { command } = published;
    const pair = differingPair(published);
    if (pair === undefined) return [];
    // Another label of the function may have the number that the program computes.
    const others = handled.commands.filter((each) => each.published !== published);
    const isServed = others.some((each) => each.published.command.onAbis[0].ioctl.value === pair.program);
    const hasVariant = [`${command.name}32`, `${command.name}_32`, `COMPAT_${command.name}`, `${command.name}_COMPAT`];
    if (isServed || hasVariant.some((name) => folderMentions(source, name))) return [];
    return [
      {
        symbol: command.name,
        range: source.rangeOf({ start, end }),
        message: `${command.name} is ${hexNumber(pair.program)} in ${pair.abi} programs and ${hexNumber(pair.kernel)} here: compat_ptr_ioctl does not translate it`,
        abis: [],
        help: 'set .compat_ioctl to a function that accepts the 32-bit number and translates the struct',
        related: [{ range: command.range, message: `${command.name} is defined here` }],
        severity: 'error' as const,
      },
    ];
  });
}

/**
 * Whether the driver shows that it is built for 64-bit kernels, too: by a 64-bit member of a record, or a word in its file.
 * Others may be for 32-bit machines only, which their Kconfig says and the source does not.
 */
function knows64Bits({ file }: DriverSource, commands: readonly HandledCommand[]): boolean {
  if (/\b(__)?u64\b|\bu64_to_user_ptr\b|\b(phys|dma)_addr_t\b|\bCONFIG_(64BIT|X86_64|ARM64|COMPAT)\b/.test(file.text))
    return true;
  return commands.some(({ published: { command, header } }) => {
    const record = command.recordName === undefined ? undefined : header.recordsByName.get(command.recordName);
    return record !== undefined && membersOnAbis(record).some(({ flat }) => /^__(aligned_)?[us]64\b/.test(flat.type));
  });
}

function differingPair({ command: { onAbis } }: PublishedCommand) {
  for (const [kernel, program] of compatPairs) {
    const [a, b] = [kernel, program].map((abi) => onAbis.find((each) => each.abi === abi)?.ioctl);
    // x32 programs of some layouts agree with the kernel where i386 does not; either is a caller.
    if (a !== undefined && b !== undefined && a.value !== b.value && a.argumentSizeBytes !== b.argumentSizeBytes) {
      return { abi: program, kernel: a.value, program: b.value };
    }
  }
  return undefined;
}

/** One number on all ABIs, and a record of one layout whose argument is a pointer to it. */
function isInvariantPointer({ command, header }: PublishedCommand): boolean {
  const { onAbis, recordName, ioctl } = command;
  if (recordName === undefined || onAbis.length !== header.abis.length) return false;
  if (onAbis.some((each) => each.ioctl.value !== ioctl.value)) return false;
  const record = header.recordsByName.get(recordName);
  if (record === undefined || record.onAbis.length !== header.abis.length) return false;
  const sizes = new Set(record.onAbis.map((each) => each.record.layout?.sizeBytes));
  return sizes.size === 1 && !sizes.has(undefined) && membersOnAbis(record).every(isInvariant);
}

function isInvariant({ onAbis, flat: { offsetBits, sizeBytes } }: MemberOnAbis): boolean {
  return onAbis.every(({ flat }) => flat.offsetBits === offsetBits && flat.sizeBytes === sizeBytes);
}

/** The line of `unlocked_ioctl` once more, for the other member. */
function insertion({ start, end }: InitializerEntry, source: DriverSource): Fix | undefined {
  const { text } = source.file;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const written = /^(\s*)\.unlocked_ioctl(\s*=\s*)/.exec(text.slice(lineStart, end));
  if (written === null || text[end] !== ',') return undefined;
  const [, indent, equals] = written;
  return {
    title: 'Set .compat_ioctl = compat_ptr_ioctl',
    edits: [
      {
        range: source.rangeOf({ start: end + 1, end: end + 1 }),
        newText: `\n${indent}.compat_ioctl${equals}compat_ptr_ioctl,`,
      },
    ],
    effect: 'choice',
  };
}
