import { type EnumAsWritten, enumText } from '../../../review/enums.js';
import { type EnumRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { firstHolder } from '../enumReferences.js';

/**
 * An enum of types (`…_type`, `…_kind`) that a member holds, whose value 0 is a type like the others. Enums of operations,
 * states and options are left alone: a zero that means the first of them is common and does no harm. Off in `recommended`,
 * since published values cannot change.
 */
export const rule: EnumRule = {
  id: 'enum-numbering/zero-valid',
  scope: 'enum',
  why:
    'A member that was never set is 0. If 0 is a type of its own, a forgotten member and a kernel that did not fill it in ' +
    'look like that type.',
  reference: {
    title: 'Adding a New System Call, "Designing the API: Planning for Extension"',
    url: 'https://docs.kernel.org/process/adding-syscalls.html#designing-the-api-planning-for-extension',
  },
  severity: severities('hint', { recommended: 'off' }),
  check,
};

const isNothing =
  /_?(NONE|ERROR|INVALID|UNKNOWN|UNSPEC|UNSPECIFIED|DEFAULT|RESERVED|UNUSED|NULL|NOT_SET|UNSET|UNDEFINED|UNDEF|AUTO|ANY|NO|DISABLED|OFF|NORMAL|BASE)\d*(_|$)/;

function check({ header }: RuleContext, each: EnumAsWritten): readonly RuleFinding[] {
  const { name, enumerators } = each;
  if (name === undefined || !/_(type|kind|class)$/.test(name)) return [];
  const holder = header.ask(firstHolder, each);
  if (holder === undefined) return [];
  const { record, member } = holder;
  const zeros = enumerators.filter(({ value }) => value === 0n);
  const [zero] = zeros;
  if (zero === undefined || enumerators.length < 2 || zeros.some((enumerator) => isNothing.test(enumerator.name)))
    return [];
  return [
    {
      symbol: zero.name,
      range: zero.range,
      message: `${zero.name} of ${enumText(each)} is 0, so a '${member.path}' of ${record.kind} ${record.name} that was not set means it`,
      abis: header.abiIds,
      help: 'as long as the enum is unpublished, begin with 1, or keep 0 for "none"',
    },
  ];
}
