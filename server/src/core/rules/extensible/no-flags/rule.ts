import type { RecordOnAbis } from '../../../review/byAbi.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isFlagsName, isReservedName, lastName } from '../memberRole.js';
import { canGrow, passingCommands } from '../sizeHeader.js';

/**
 * A struct that user space passes to a command, without a member for flags, and without any other way to grow: no size,
 * no reserved member, an exact match of the number. A struct that can grow gets its flags when they are needed.
 */
export const rule: RecordRule = {
  id: 'extensible/no-flags',
  scope: 'record',
  why:
    'A flags member that must be zero today is the way to ask for something new tomorrow. Without it, and without a size ' +
    'in the struct, every change of a command is a new command.',
  reference: {
    title: 'Adding a New System Call, "Designing the API: Planning for Extension"',
    url: 'https://docs.kernel.org/process/adding-syscalls.html#designing-the-api-planning-for-extension',
  },
  severity: severities('hint'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  if (record.kind !== 'struct' || canGrow(header, record)) return [];
  if (!commands.some(({ ioctl: { direction } }) => direction === 'w' || direction === 'rw')) return [];
  const members = header.members(record);
  const isOpen = members.some(
    ({ path }) => isFlagsName(path) || isReservedName(path) || /^(mask|mode|options?)$/.test(lastName(path)),
  );
  if (members.length === 0 || isOpen) return [];
  const { name, onAbis } = record;
  return [
    {
      symbol: name,
      range: onAbis[0].record.nameRange,
      message: `struct ${name}, the argument of ${commands[0].name}, has no flags and no other way to grow`,
      abis: onAbis.map(({ abi }) => abi),
      help: 'as long as the struct is unpublished, add __u32 flags that must be 0, and reject all other values',
    },
  ];
}
