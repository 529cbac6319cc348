import { commandNumbers, type EnumAsWritten, enumText, isBaseName } from '../../../review/enums.js';
import { type EnumRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';

/** An enum that numbers commands and has no enumerator for the base of its range, from which dispatchers index. */
export const rule: EnumRule = {
  id: 'enum-numbering/base-alias-missing',
  scope: 'enum',
  why:
    'Dispatchers subtract the base of the range from the number to index their table. With a name for it, the header and ' +
    'the table cannot come to differ.',
  reference: {
    title: 'fwctl subsystem, "fwctl User API"',
    url: 'https://docs.kernel.org/userspace-api/fwctl/fwctl.html#fwctl-user-api',
  },
  severity: severities('hint'),
  check,
};

function check({ header }: RuleContext, each: EnumAsWritten): readonly RuleFinding[] {
  if (header.ask(commandNumbers, each) === undefined) return [];
  const [first] = each.enumerators;
  if (each.enumerators.some(({ name }) => isBaseName(name))) return [];
  const base = first.value === undefined ? '' : ` = 0x${first.value.toString(16).padStart(2, '0')}`;
  return [
    {
      symbol: each.name ?? first.name,
      range: first.range,
      message: `${enumText(each)} numbers commands and has no name for the base of its range`,
      abis: header.abiIds,
      help: `begin the enum with a base (…_CMD_BASE${base}) and set ${first.name} to it; the numbers stay`,
    },
  ];
}
