import { type EnumAsWritten, enumText, isSentinelName } from '../../../review/enums.js';
import { type EnumRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';

/**
 * A last enumerator that counts the others (`FOO_MAX`, `FOO_COUNT`, `NUM_FOO`) and changes with each of them. With a
 * written value it does not change, and with two underscores in front it is netlink's custom and says that it is not for
 * programs: both are left alone. Off in `recommended`, since a published one has to stay.
 */
export const rule: EnumRule = {
  id: 'enum-numbering/sentinel',
  scope: 'enum',
  why:
    'A name that changes its value with every release means one thing in a compiled program and another in the kernel. ' +
    'Whoever sizes an array or checks a bound with it breaks when a value is added.',
  reference: { title: 'UAPI Checker', url: 'https://docs.kernel.org/dev-tools/checkuapi.html' },
  severity: severities('hint', { recommended: 'off' }),
  check,
};

function check({ header }: RuleContext, each: EnumAsWritten): readonly RuleFinding[] {
  const last = each.enumerators[each.enumerators.length - 1];
  if (last === undefined || each.enumerators.length < 3 || last.name.startsWith('_') || !isSentinelName(last.name))
    return [];
  if (last.initializer?.length !== 0 || !isAboutOthers(last.name, each.enumerators[0].name)) return [];
  return [
    {
      symbol: last.name,
      range: last.range,
      message: `${last.name} counts the values of ${enumText(each)} and changes whenever one is added`,
      abis: header.abiIds,
      help: 'as long as it is unpublished, leave it out of the uapi header and keep it in the kernel',
    },
  ];
}

/** `FOO_TYPE_MAX` counts `FOO_TYPE_…`; `FOO_ATTR_QUEUE_NUM` among `FOO_ATTR_…` is an attribute of its own. */
function isAboutOthers(name: string, other: string): boolean {
  const stem = /^(\w+?)_+(MAX|LAST|END|COUNT|NUM|NR|CNT|MAXNR|NUMBER)$/.exec(name)?.[1];
  return stem === undefined || other.startsWith(`${stem}_`);
}
