import type { Command } from '../../../review/commands.js';
import type { HeaderAnalysis } from '../../../unit/headerAnalysis.js';
import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { hexNumber, UNPUBLISHED } from '../commandFacts.js';

/**
 * A type or nr that is not from 0 to 255. One that uses a name which neither the header nor its includes define is an
 * info, since the program that includes it may. `_IOC` shifts and joins without a mask, so what does not
 * fit changes the field above; a character like '\xae' is negative where char is signed.
 */
export const rule: FileRule = {
  id: 'ioctl/nr-out-of-range',
  scope: 'file',
  why:
    'Type and nr have 8 bits each. What does not fit is not cut off but changes the type, the size and the direction, so ' +
    'the number is another one than the macro says.',
  reference: {
    title: 'Decoding an IOCTL magic number',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-decoding.html',
  },
  severity: severities('error', { legacy: 'error' }),
  check: ({ header, analyses }: RuleContext) => [...header.commands.flatMap(findingsOf), ...withoutValue(analyses)],
};

function findingsOf(command: Command): readonly RuleFinding[] {
  const wrong = command.onAbis.filter(({ ioctl }) => ioctl.outOfRange !== undefined);
  const range = wrong[0]?.ioctl.outOfRange;
  if (range === undefined || command.aliasOf !== undefined) return [];
  const parts = (['type', 'nr'] as const).filter((part) => range[part] < 0n || range[part] > 255n);
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name}: ${parts.map((part) => `${part} ${range[part]}`).join(' and ')} is not from 0 to 255`,
      abis: wrong.map(({ abi }) => abi),
      facts: [`the number comes out as ${hexNumber(wrong[0].ioctl.value)}`],
      help: `${UNPUBLISHED} write a type and a nr of 8 bits; one above 127 as a number (0xae), not as a character`,
    },
  ];
}

function withoutValue(analyses: readonly HeaderAnalysis[]): readonly RuleFinding[] {
  const found = new Map<string, RuleFinding>();
  for (const { abi, unresolvedIoctls } of analyses) {
    for (const { name, part, range } of unresolvedIoctls) {
      if (part !== 'field') continue;
      const known = found.get(name);
      found.set(name, {
        symbol: name,
        range,
        message: `${name}: type or nr has a name in it that nothing defines here`,
        abis: [...(known?.abis ?? []), abi.id],
        severity: 'info',
        help: 'define the names that the macro uses above it, or include the header that does',
      });
    }
  }
  return [...found.values()];
}
