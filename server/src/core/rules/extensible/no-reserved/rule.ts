import type { RecordOnAbis } from '../../../review/byAbi.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isReservedName } from '../memberRole.js';
import { canGrow, passingCommands } from '../sizeHeader.js';

/**
 * A struct that user space passes to an exact-match command, without a reserved member. Off everywhere: reserved members
 * are one way among others, and interfaces whose structs begin with their size need none. For those who want it.
 */
export const rule: RecordRule = {
  id: 'extensible/no-reserved',
  scope: 'record',
  why: 'In a struct that cannot grow, only reserved bytes that were always zero can get a meaning later.',
  reference: {
    title: 'Adding a New System Call, "Designing the API: Planning for Extension"',
    url: 'https://docs.kernel.org/process/adding-syscalls.html#designing-the-api-planning-for-extension',
  },
  severity: severities('off'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  if (record.kind !== 'struct' || canGrow(header, record)) return [];
  if (commands.every(({ ioctl: { direction } }) => direction === 'r')) return [];
  const members = header.members(record);
  if (members.length === 0 || members.some(({ path }) => isReservedName(path))) return [];
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message: `struct ${record.name}, the argument of ${commands[0].name}, has no reserved member`,
      abis: record.onAbis.map(({ abi }) => abi),
      help: 'as long as the struct is unpublished, add __u32 __reserved[…] that must be 0, or begin it with its size',
      severity: 'hint',
    },
  ];
}
