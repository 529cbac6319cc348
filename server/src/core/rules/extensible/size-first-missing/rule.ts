import type { RecordOnAbis } from '../../../review/byAbi.js';
import { insertBefore } from '../../memberFixes.js';
import type { RecordRule, RuleContext, RuleFinding } from '../../rule.js';
import { severities } from '../../rule.js';
import { firstMember, growth, passingCommands, sizeName } from '../sizeHeader.js';

/**
 * A struct that a command passes and that does not begin with its size, in a header whose structs do. Only what a
 * command passes counts: an array element or a driver's payload needs no size. A header that grows in another way (DRM,
 * sizes in the number, an old exact-match interface) hears of it as a hint at most, and only for exact matches.
 */
export const rule: RecordRule = {
  id: 'extensible/size-first-missing',
  scope: 'record',
  why:
    'A struct that begins with its own size can grow: the kernel learns from the first four bytes how much of it the ' +
    'caller knows, fills the rest with zeros, and rejects what it does not know itself.',
  reference: {
    title: 'IOMMUFD, "IOMMUFD User API"',
    url: 'https://docs.kernel.org/userspace-api/iommufd.html#iommufd-user-api',
  },
  severity: severities('error'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const grows = growth(header);
  const wanted = grows?.sizeName ?? 'size';
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  const first = firstMember(record);
  if (first === undefined || sizeName(record) !== undefined) return [];
  // A first member of that name and another type is the matter of extensible/size-not-u32.
  if (grows !== undefined && (first.name === 'size' || first.name === 'argsz')) return [];
  const isExact = commands.every((command) => ['classic', 'mux-attr'].includes(header.commandStyle(command)));
  if (grows === undefined && !isExact) return [];
  const { kind, name, onAbis } = record;
  const [member] = header.members(record);
  const fix = member?.flat.member === first ? insertBefore(member, `__u32 ${wanted};`, 'layout') : undefined;
  return [
    {
      symbol: name,
      range: onAbis[0].record.nameRange,
      message:
        grows === undefined
          ? `${kind} ${name}, the argument of ${commands[0].name}, has a fixed size: it does not begin with __u32 size`
          : `${kind} ${name}, the argument of ${commands[0].name}, does not begin with __u32 ${wanted}`,
      abis: onAbis.map(({ abi }) => abi),
      help:
        `as long as ${commands[0].name} is unpublished, begin the struct with __u32 ${wanted} and number the command ` +
        'with _IO(); later, only a new command with a new struct can have it',
      ...(grows === undefined ? { severity: 'hint' as const } : undefined),
      fixes: fix === undefined ? [] : [fix],
    },
  ];
}
