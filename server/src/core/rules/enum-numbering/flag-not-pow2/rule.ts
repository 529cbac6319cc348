import { type EnumAsWritten, enumText } from '../../../review/enums.js';
import { type EnumRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { flagEnum } from '../enumReferences.js';
import { bitsOf, isAllOnes, isComposed, isGroupName, isPowerOfTwo } from '../flagValues.js';

/**
 * A value in an enum of flags that is no single bit and does not say why: it is not put together from others by name,
 * and no mask, maximum or the like by its own name.
 */
export const rule: EnumRule = {
  id: 'enum-numbering/flag-not-pow2',
  scope: 'enum',
  why:
    'A flag with several bits sets others along with it, or is the number of a bit where the bit itself was meant. A ' +
    'reader cannot tell which.',
  reference: {
    title: 'Adding a New System Call, "Designing the API: Planning for Extension"',
    url: 'https://docs.kernel.org/process/adding-syscalls.html#designing-the-api-planning-for-extension',
  },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext, each: EnumAsWritten): readonly RuleFinding[] {
  const flags = flagEnum(header, each);
  if (flags === undefined) return [];
  return bitsOf(flags).flatMap((enumerator): readonly RuleFinding[] => {
    const { name, value, range } = enumerator;
    if (
      value === undefined ||
      value <= 0n ||
      isPowerOfTwo(value) ||
      isAllOnes(value) ||
      isComposed(enumerator) ||
      isGroupName(name)
    )
      return [];
    return [
      {
        symbol: name,
        range,
        message: `${name} of ${enumText(each)} is 0x${value.toString(16)}, which is no single bit`,
        abis: header.abiIds,
        help: `as long as ${name} is unpublished, give it one bit (1 << n); for a field of several, call it …_MASK`,
      },
    ];
  });
}
