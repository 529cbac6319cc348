import { type EnumAsWritten, type EnumeratorAsWritten, enumText } from '../../../review/enums.js';
import { type EnumRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { flagEnum } from '../enumReferences.js';
import { bitsOf, isComposed } from '../flagValues.js';

/**
 * Two flags of one enum with the same value. Flags are the enums named so (`…_flags`) and those that a member combines
 * as its comment says. A second name that refers to the first is left alone.
 */
export const rule: EnumRule = {
  id: 'enum-numbering/flag-overlap',
  scope: 'enum',
  why: 'Who sets one of two flags with the same bit sets the other as well, and the kernel cannot tell which was meant.',
  reference: {
    title: 'Adding a New System Call, "Designing the API: Planning for Extension"',
    url: 'https://docs.kernel.org/process/adding-syscalls.html#designing-the-api-planning-for-extension',
  },
  severity: severities('error'),
  check,
};

function check({ header }: RuleContext, each: EnumAsWritten): readonly RuleFinding[] {
  const flags = flagEnum(header, each);
  if (flags === undefined) return [];
  const byValue = new Map<bigint, EnumeratorAsWritten>();
  return bitsOf(flags).flatMap((enumerator): readonly RuleFinding[] => {
    const { name, value, range } = enumerator;
    if (value === undefined || value === 0n || isComposed(enumerator)) return [];
    const first = byValue.get(value);
    if (first === undefined) {
      byValue.set(value, enumerator);
      return [];
    }
    return [
      {
        symbol: name,
        range,
        message: `${name} and ${first.name} of ${enumText(each)} are the same bit, 0x${value.toString(16)}`,
        abis: header.abiIds,
        help: `as long as ${name} is unpublished, give it a free bit; for a second name, write ${name} = ${first.name}`,
        related: [{ range: first.range, message: `${first.name} has the bit already` }],
      },
    ];
  });
}
