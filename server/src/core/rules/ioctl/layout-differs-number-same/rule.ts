import { factLines, type RecordOnAbis } from '../../../review/byAbi.js';
import type { Command } from '../../../review/commands.js';
import type { AbiId } from '../../../target/abi.js';
import { compatPairs } from '../../../target/compatPairs.js';
import type { CommandRule, RuleContext, RuleFinding } from '../../rule.js';
import { severities } from '../../rule.js';
import { surelyPassedRecord } from '../commandFacts.js';
import { type LayoutDifference, layoutDifference, layoutOn } from '../layoutDifference.js';

/**
 * A command with one number on a 64-bit kernel and its 32-bit programs, whose struct lies differently on the two: members
 * at other offsets, or a struct that ends with a word. A member that only a union makes wide enough (a pointer beside a
 * `__u64`) moves nothing and is left alone, and so is padding at the end where the caller passes the size. The struct of
 * an `_IO` command is the one that its kernel-doc or comment tells, or its name where the struct begins with its size.
 */
export const rule: CommandRule = {
  id: 'ioctl/layout-differs-number-same',
  scope: 'command',
  why:
    'The number is the same, so the kernel cannot tell that the caller has another layout: it reads members at the wrong ' +
    'offsets and nothing reports an error.',
  reference: {
    title: 'ioctl based interfaces, "32-bit compat mode"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#bit-compat-mode',
  },
  severity: severities('error'),
  check: (context, command) => findingsOf(command, context),
};

function findingsOf(command: Command, { header }: RuleContext): readonly RuleFinding[] {
  const record = surelyPassedRecord(header, command);
  if (record === undefined || command.aliasOf !== undefined) return [];
  const passesSize = ['size-first', 'argsz'].includes(header.commandStyle(command));
  const wrong = compatPairs.flatMap((pair) => {
    const [a, b] = pair.map((id) => command.onAbis.find(({ abi }) => abi === id)?.ioctl);
    if (a === undefined || b === undefined || a.value !== b.value) return [];
    const difference = layoutDifference(header, record, pair);
    return difference === undefined || !isWrong(difference, passesSize) ? [] : [{ pair, difference }];
  });
  const [first] = wrong;
  if (first === undefined) return [];
  const abis = [...new Set(wrong.flatMap(({ pair }) => [...pair]))];
  const [member] = first.difference.members;
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} has one number, but ${record.kind} ${record.name} lies differently on ${first.pair.join(' and ')}: ${whatText(first.difference, first.pair)}`,
      abis,
      facts: factLines(abis.map((abi) => [abi, sizeText(record, abi)] as const)),
      help:
        'as long as the struct is unpublished, lay it out alike on all ABIs (fixed-width types, __aligned_u64, named ' +
        'padding); for one that is in use, compat_ioctl has to translate, and can only tell by in_compat_syscall()',
      ...(member === undefined ? {} : { related: relatedOf(first.difference, first.pair) }),
    },
  ];
}

function isWrong({ members, sizes }: LayoutDifference, passesSize: boolean): boolean {
  if (members.some(({ what }) => what === 'offset')) return true;
  return sizes[0] !== sizes[1] && (members.length > 0 || !passesSize);
}

function whatText({ members, sizes }: LayoutDifference, [one, other]: readonly [AbiId, AbiId]): string {
  const moved = members.find(({ what }) => what === 'offset') ?? members[0];
  if (moved === undefined) return `${sizes[0]} and ${sizes[1]} bytes`;
  return `'${moved.path}' has ${moved.places[0]} on ${one}, ${moved.places[1]} on ${other}`;
}

function relatedOf({ members }: LayoutDifference, [one, other]: readonly [AbiId, AbiId]) {
  return members.slice(0, 3).map(({ path, range, places }) => ({
    range,
    message: `'${path}' has ${places[0]} on ${one}, ${places[1]} on ${other}`,
  }));
}

function sizeText(record: RecordOnAbis, abi: AbiId): string {
  return `${layoutOn(record, abi)?.sizeBytes ?? 0} bytes`;
}
