import type { RecordOnAbis } from '../../../review/byAbi.js';
import { retypeMember } from '../../memberFixes.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { firstMember, growth, isU32, passingCommands } from '../sizeHeader.js';

/**
 * A first member `size` or `argsz` of another type than `__u32`, in a struct that a command of a growing interface
 * passes. In an exact-match interface the name says nothing (the size of a buffer object, as a rule), so only commands
 * numbered with `_IO` are looked at there.
 */
export const rule: RecordRule = {
  id: 'extensible/size-not-u32',
  scope: 'record',
  why:
    'The kernel reads the size of a growing argument as four bytes at its start. Of a wider size it reads one half, the ' +
    'upper one on a big-endian machine; of a narrower one it reads what lies behind as well.',
  reference: {
    title: 'IOMMUFD, "IOMMUFD User API"',
    url: 'https://docs.kernel.org/userspace-api/iommufd.html#iommufd-user-api',
  },
  severity: severities('error'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const grows = growth(header);
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  const first = firstMember(record);
  if (first === undefined || !/^(size|argsz)$/.test(first.name) || isU32(first)) return [];
  const isUnsized = commands.every(({ ioctl }) => ioctl.argumentType === undefined);
  if (grows === undefined && !isUnsized) return [];
  const { kind, name, onAbis } = record;
  const [member] = header.members(record);
  const fix = member?.flat.member === first ? retypeMember(member, '__u32', 'layout') : undefined;
  return [
    {
      symbol: `${name}.${first.name}`,
      range: first.range,
      message: `${kind} ${name}: '${first.name}' is ${first.type}, but the kernel reads the size as a __u32`,
      abis: onAbis.map(({ abi }) => abi),
      help: `as long as the struct is unpublished, make it __u32 ${first.name}`,
      ...(grows === undefined ? { severity: 'warning' as const } : undefined),
      fixes: fix === undefined ? [] : [fix],
    },
  ];
}
