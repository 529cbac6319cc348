import { commandNumbers, type EnumAsWritten, enumText } from '../../../review/enums.js';
import { type EnumRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { renames, tablesOf } from '../commandTables.js';

/** The first enumerator that is smaller than the one before, in an enum that numbers commands. */
export const rule: EnumRule = {
  id: 'enum-numbering/not-sorted',
  scope: 'enum',
  why: 'In the order of their numbers, one sees at a glance which number is free and which was given twice.',
  reference: { title: 'Ioctl Numbers', url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html' },
  severity: severities('hint'),
  check,
};

function check({ header }: RuleContext, each: EnumAsWritten): readonly RuleFinding[] {
  const used = header.ask(commandNumbers, each);
  if (used === undefined) return [];
  return tablesOf({ enum: each, used }).flatMap((table) => {
    const numbered = table.filter((enumerator) => renames(enumerator) === undefined);
    const at = numbered.findIndex(({ value = 0n }, i) => i > 0 && value < (numbered[i - 1].value ?? value));
    if (at < 0) return [];
    const { name, range } = numbered[at];
    return [
      {
        symbol: name,
        range,
        message: `${name} stands behind ${numbered[at - 1].name} in ${enumText(each)}, but has a smaller number`,
        abis: header.abiIds,
        help: 'keep the enumerators in the order of their numbers; moving a line with its written value changes nothing',
      },
    ];
  });
}
