import type { Command } from '../../../review/commands.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type CommandRule, type RuleFinding, severities } from '../../rule.js';
import { argumentKind } from '../argumentKind.js';
import { abisOf, UNPUBLISHED } from '../commandFacts.js';

/**
 * A command whose argument is a single number and no struct. Words, pointers and arrays have rules of their own. Other
 * names of a command are left alone. An error where the header is set to the size-first style, which gives every command
 * a struct.
 */
export const rule: CommandRule = {
  id: 'ioctl/non-struct-arg',
  scope: 'command',
  why:
    'A number has no room for a flag or a second value: the first extension needs a new command. A struct grows, and says ' +
    'with names what is passed.',
  reference: {
    title: 'ioctl based interfaces',
    url: 'https://docs.kernel.org/driver-api/ioctl.html',
  },
  severity: severities('warning'),
  check: ({ header }, command) => findingsOf(command, header),
};

function findingsOf(command: Command, header: ReviewedHeader): readonly RuleFinding[] {
  if (argumentKind(command).kind !== 'scalar' || command.aliasOf !== undefined) return [];
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `the argument of ${command.name} is a single '${command.ioctl.argumentType}', not a struct`,
      abis: abisOf(command),
      help: `${UNPUBLISHED} pass a struct, with a flags member or a size at its beginning so that it can grow`,
      ...(header.setStyle === 'size-first' ? { severity: 'error' as const } : {}),
    },
  ];
}
