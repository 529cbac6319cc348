import { T } from '../../../lex/token.js';
import type { Command } from '../../../review/commands.js';
import { type CommandRule, type Fix, type RuleFinding, severities } from '../../rule.js';
import { argumentKind } from '../argumentKind.js';
import { abisOf, UNPUBLISHED } from '../commandFacts.js';
import { commandCall, rangeOf, textOf } from '../commandText.js';

/**
 * A command whose argument type is a pointer (`struct foo *`): the macro takes the size of what the pointer points to from
 * the type without the star. That such a size is a word, with two numbers, ioctl/word-size-arg says; this rule says why,
 * and what was meant.
 */
export const rule: CommandRule = {
  id: 'ioctl/pointer-arg',
  scope: 'command',
  why:
    'The type in the macro is that of the data behind the argument. With a star the number holds the size of a pointer: ' +
    'it differs for 32-bit programs, and tells a decoder nothing of the struct.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('error'),
  check: (_context, command) => findingsOf(command),
};

function findingsOf(command: Command): readonly RuleFinding[] {
  if (argumentKind(command).kind !== 'pointer' || command.aliasOf !== undefined) return [];
  const fix = starFix(command);
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} encodes the size of a pointer ('${command.ioctl.argumentType}'), not of what it points to`,
      abis: abisOf(command),
      help: `${UNPUBLISHED} name the type that is passed, without the star; a published number stays as it is`,
      ...(fix === undefined ? {} : { fixes: [fix] }),
    },
  ];
}

function starFix(command: Command): Fix | undefined {
  const argument = commandCall(command)?.args.at(-1) ?? [];
  const star = argument.at(-1);
  const range = rangeOf(argument);
  const type = textOf(argument.slice(0, -1));
  if (star?.kind !== T.star || range === undefined || !/^(struct|union) \w+$/.test(type)) return undefined;
  return { title: `Pass '${type}'`, edits: [{ range, newText: type }], effect: 'layout' };
}
