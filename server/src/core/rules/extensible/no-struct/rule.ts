import type { Command } from '../../../review/commands.js';
import { firstFrom } from '../../../review/firstFrom.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type CommandRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { growth } from '../sizeHeader.js';

/**
 * A command numbered with `_IO` for which no struct is found, in a header whose commands pass structs that begin with
 * `size`. A struct written between the command before and this one counts as its own, whatever its name: how authors
 * name structs is no matter of this rule. vfio's way (`argsz`) has commands without argument by design.
 */
export const rule: CommandRule = {
  id: 'extensible/no-struct',
  scope: 'command',
  why:
    'A command without a struct can never get an argument: its number says that there is none, and old programs pass ' +
    'whatever lies in the register. With a struct that holds only its size, inputs can be added later.',
  reference: {
    title: 'IOMMUFD, "IOMMUFD User API"',
    url: 'https://docs.kernel.org/userspace-api/iommufd.html#iommufd-user-api',
  },
  severity: severities('error'),
  check,
};

function check({ header }: RuleContext, command: Command): readonly RuleFinding[] {
  if (growth(header)?.sizeName !== 'size') return [];
  const { name, range, aliasOf, recordName, ioctl, onAbis } = command;
  if (recordName !== undefined || aliasOf !== undefined || ioctl.argumentType !== undefined) return [];
  if (ioctl.direction !== 'none' || ioctl.sizeBytes !== 0 || hasOwnStruct(header, command)) return [];
  return [
    {
      symbol: name,
      range,
      message: `${name} passes no struct, unlike the other commands of the header`,
      abis: onAbis.map(({ abi }) => abi),
      help:
        `as long as ${name} is unpublished, declare struct ${name.toLowerCase()} with __u32 size and __u32 flags ` +
        `(must be 0), and name the command in its kernel-doc: ioctl(${name})`,
    },
  ];
}

/** A record that stands between the command before and this one, and that no other command passes. */
function hasOwnStruct(header: ReviewedHeader, { range }: Command): boolean {
  const starts = header.part('recordPlaces', () =>
    header.records
      .map((record) => ({ record, range: record.onAbis[0].record.range }))
      .filter(({ range: { file } }) => file === header.file)
      .sort((a, b) => a.range.start - b.range.start),
  );
  const last = starts[firstFrom(starts, range.start) - 1];
  if (last === undefined || header.use(last.record).reachingCommands.length > 0) return false;
  const places = header.part('commandPlaces', () =>
    header.commands.map((command) => ({ range: command.range })).sort((a, b) => a.range.start - b.range.start),
  );
  const before = places[firstFrom(places, range.start) - 1];
  return before === undefined || before.range.start < last.range.start;
}
