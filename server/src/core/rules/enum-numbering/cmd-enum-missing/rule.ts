import type { Command } from '../../../review/commands.js';
import { isLiteral, nrArgument } from '../../../review/nrArgument.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { growth } from '../../extensible/sizeHeader.js';
import { type CommandRule, type Fix, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { moveNumbersIntoEnum } from '../commandEnumFix.js';

/**
 * A command whose number is written as a literal in its macro: `_IO('f', 0x01)`. Names and sums on a base
 * (`VFIO_BASE + 1`) are left alone, and so are second names of a command. It is a warning where structs begin with their
 * size, and a hint in older interfaces.
 */
export const rule: CommandRule = {
  id: 'enum-numbering/cmd-enum-missing',
  scope: 'command',
  why:
    'Numbers that are spread over a header are given twice sooner or later. In one enum, two patches that take the same ' +
    'number conflict when they are applied.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('hint'),
  check,
};

function check({ header }: RuleContext, command: Command): readonly RuleFinding[] {
  const tokens = nrArgument(command);
  if (tokens === undefined || !isLiteral(tokens) || command.aliasOf !== undefined) return [];
  const severity = growth(header)?.sizeName === 'size' ? ('warning' as const) : undefined;
  // One fix serves all commands of a type; where the style is only of exact matches, none is urged to move.
  const fix = severity === undefined ? undefined : fixFor(header, command);
  const number = tokens.map(({ text }) => text).join('');
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} has its number ${number} written in the macro`,
      abis: command.onAbis.map(({ abi }) => abi),
      help: 'number the commands in one enum (FOO_CMD_BASE = …, FOO_CMD_RUN = …) and name the enumerator; the number stays',
      ...(severity === undefined ? undefined : { severity }),
      fixes: fix === undefined ? [] : [fix],
    },
  ];
}

function fixFor(header: ReviewedHeader, command: Command): Fix | undefined {
  const firsts = header.part('numbersInMacros', () => {
    const byType = new Map<number, Command>();
    for (const each of header.commands) {
      const tokens = nrArgument(each);
      const isNumber = tokens !== undefined && isLiteral(tokens) && each.aliasOf === undefined;
      if (isNumber && !byType.has(each.ioctl.type)) byType.set(each.ioctl.type, each);
    }
    return byType;
  });
  const { type } = command.ioctl;
  return firsts.get(type) === command ? moveNumbersIntoEnum(header, type) : undefined;
}
