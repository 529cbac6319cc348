import { type FileRule, type RuleContext, severities } from '../../rule.js';
import { abisOf, hex, typeText } from '../commandFacts.js';
import { holds, isGivenUp, typeUses } from '../registration.js';

/**
 * A type that no row of ioctl-number.rst gives to this header: one finding for each type. Left alone is a type whose rows
 * belong to what the header extends (the headers of DRM drivers include drm.h), or name no file; and a block of somebody
 * else is the matter of ioctl/type-conflict.
 */
export const rule: FileRule = {
  id: 'ioctl/type-unregistered',
  scope: 'file',
  why:
    'The next author looks into ioctl-number.rst for a free block. One that is used and not written down there will be ' +
    'used twice.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('hint', { new: 'warning' }),
  check: ({ header }: RuleContext) => {
    if (header.commands.length === 0) return [];
    const { uses, origin } = typeUses(header);
    return uses.flatMap(({ type, commands, own, related, foreign }) => {
      const isTaken = commands.some((command) => foreign.some((block) => !isGivenUp(block) && holds(block, command)));
      if (own.length > 0 || related.length > 0 || isTaken) return [];
      const numbers = commands.map(({ ioctl }) => ioctl.nr);
      const [first] = commands;
      return [
        {
          symbol: first.name,
          range: first.range,
          message: `no row of ioctl-number.rst (${origin}) gives numbers of type ${typeText(type)} to this header, which uses ${rangeText(numbers)}`,
          abis: abisOf(first),
          help: 'add a row to Documentation/userspace-api/ioctl/ioctl-number.rst, sorted by type, with room to grow',
        },
      ];
    });
  },
};

function rangeText(numbers: readonly number[]): string {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return low === high ? `nr ${hex(low)}` : `nr ${hex(low)} to ${hex(high)}`;
}
