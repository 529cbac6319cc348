import { type FileRule, type RuleContext, severities } from '../../rule.js';
import { abisOf, hex, typeText } from '../commandFacts.js';
import { blockText, holds, typeUses } from '../registration.js';

/**
 * A command whose nr lies outside of every block that ioctl-number.rst gives to the header below that type. Only rows that
 * name the header count as its own; a header without a row is the matter of ioctl/type-unregistered.
 */
export const rule: FileRule = {
  id: 'ioctl/nr-outside-block',
  scope: 'file',
  why:
    'The rest of the type is free for others: the next interface that registers a block there gets a number that this ' +
    'header uses.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('warning'),
  check: ({ header }: RuleContext) => {
    if (header.commands.length === 0) return [];
    const { uses, origin } = typeUses(header);
    return uses.flatMap(({ type, commands, own, related }) => {
      if (own.length === 0) return [];
      const blocks = [...own, ...related];
      return commands
        .filter((command) => !blocks.some((block) => holds(block, command)))
        .map((command) => ({
          symbol: command.name,
          range: command.range,
          message:
            `${command.name} has nr ${hex(command.ioctl.nr)}, and ioctl-number.rst (${origin}) gives this header ` +
            `${own.map(blockText).join(', ')} of type ${typeText(type)}`,
          abis: abisOf(command),
          help: 'take a nr of the block, or extend the row in ioctl-number.rst when the numbers behind it are free',
        }));
    });
  },
};
