import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { abisOf, hex, typeText } from '../commandFacts.js';
import { blockText, holderText, holds, isGivenUp, type TypeUse, typeUses } from '../registration.js';

/**
 * A type and nr that ioctl-number.rst gives to another file: one finding for each type of a header. A header that has a row
 * of the type itself, or belongs together with the holder of one, is left alone, since the table knows of that conflict;
 * so are blocks that were given up, and rows without a file, which may mean this header.
 */
export const rule: FileRule = {
  id: 'ioctl/type-conflict',
  scope: 'file',
  why:
    'ioctl-number.rst gives blocks of numbers to interfaces, so that a call on the wrong descriptor ends with ENOTTY and ' +
    'a number can be turned back into a name. A block that two interfaces use does neither.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('warning'),
  check: ({ header }: RuleContext) => {
    if (header.commands.length === 0) return [];
    const { uses, origin } = typeUses(header);
    return uses.flatMap((use) => findingsOf(use, origin));
  },
};

function findingsOf({ type, commands, own, related, foreign }: TypeUse, origin: string): readonly RuleFinding[] {
  if (own.length > 0 || related.length > 0) return [];
  const taken = commands.flatMap((command) => {
    const block = foreign.find((each) => !isGivenUp(each) && holds(each, command));
    return block === undefined ? [] : [{ command, block }];
  });
  const [first] = taken;
  if (first === undefined) return [];
  const { command, block } = first;
  return [
    {
      symbol: command.name,
      range: command.range,
      message:
        `${command.name} has nr ${hex(command.ioctl.nr)} of type ${typeText(type)}, and ioctl-number.rst (${origin}) ` +
        `gives ${blockText(block)} of it to ${holderText(block)}`,
      abis: abisOf(command),
      ...(taken.length < 2 ? {} : { facts: [`${taken.length} commands of this header lie in blocks of others`] }),
      help: 'a new interface takes a type and a block that nobody has, and a row in ioctl-number.rst; numbers in use stay',
    },
  ];
}
