import {
  commandNumbers,
  type EnumAsWritten,
  type EnumeratorAsWritten,
  enumText,
  isBaseName,
} from '../../../review/enums.js';
import { type EnumRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { renames, tablesOf } from '../commandTables.js';

/**
 * Two enumerators of an enum that numbers commands with the same value. A base (`FOO_CMD_BASE`), a sentinel, and a name
 * that is given the value of another one by name are no second command; a second table in the enum has its own numbers.
 */
export const rule: EnumRule = {
  id: 'enum-numbering/overlap',
  scope: 'enum',
  why:
    'Two commands with one number cannot be told apart where the number is an index or the whole of the command. The ' +
    'handler of one of them gets the argument of the other.',
  reference: { title: 'Ioctl Numbers', url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html' },
  severity: severities('error'),
  check,
};

function check({ header }: RuleContext, each: EnumAsWritten): readonly RuleFinding[] {
  const used = header.ask(commandNumbers, each);
  if (used === undefined) return [];
  return tablesOf({ enum: each, used }).flatMap((table) => {
    const byValue = new Map<bigint, EnumeratorAsWritten>();
    return table.flatMap((enumerator): readonly RuleFinding[] => {
      const { name, value = 0n, range } = enumerator;
      const first = byValue.get(value);
      if (first === undefined) {
        byValue.set(value, enumerator);
        return [];
      }
      const other = renames(enumerator);
      // `= FOO_CMD_BASE` names a place and no other command.
      if (other !== undefined && !isBaseName(other)) return [];
      return [
        {
          symbol: name,
          range,
          message:
            `${name} and ${first.name} of ${enumText(each)} both have the number ` +
            `0x${value.toString(16).padStart(2, '0')}`,
          abis: header.abiIds,
          help: `as long as ${name} is unpublished, give it the next free number`,
          related: [{ range: first.range, message: `${first.name} has the number already` }],
        },
      ];
    });
  });
}
