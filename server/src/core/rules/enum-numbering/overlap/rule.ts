import { commandEnums, type EnumeratorAsWritten, enumText, isBaseName, isSentinelName } from '../../../review/enums.js';
import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';

/**
 * Two enumerators of an enum that numbers commands with the same value. A base (`FOO_CMD_BASE`), a sentinel, and a name
 * that is given the value of another one by name are no second command.
 */
export const rule: FileRule = {
  id: 'enum-numbering/overlap',
  scope: 'file',
  why:
    'Two commands with one number cannot be told apart where the number is an index or the whole of the command. The ' +
    'handler of one of them gets the argument of the other.',
  reference: { title: 'Ioctl Numbers', url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html' },
  severity: severities('error'),
  check,
};

function check({ header }: RuleContext): readonly RuleFinding[] {
  return commandEnums(header).flatMap(({ enum: each }) => {
    const byValue = new Map<bigint, EnumeratorAsWritten>();
    return each.enumerators.flatMap((enumerator): readonly RuleFinding[] => {
      const { name, value, range, initializer } = enumerator;
      if (value === undefined || isBaseName(name) || isSentinelName(name)) return [];
      const isRenaming = initializer?.length === 1 && /^[A-Za-z_]/.test(initializer[0].text);
      const first = byValue.get(value);
      if (first === undefined) {
        byValue.set(value, enumerator);
        return [];
      }
      // `= FOO_CMD_BASE` names a place and no other command.
      if (isRenaming && !isBaseName(initializer[0].text)) return [];
      return [
        {
          symbol: name,
          range,
          message: `${name} and ${first.name} of ${enumText(each)} both have the number 0x${value.toString(16).padStart(2, '0')}`,
          abis: header.analyses.map(({ abi }) => abi.id),
          help: `as long as ${name} is unpublished, give it the next free number`,
          related: [{ range: first.range, message: `${first.name} has the number already` }],
        },
      ];
    });
  });
}
