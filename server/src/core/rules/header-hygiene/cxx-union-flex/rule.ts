import type { MemberLayout } from '../../../layout/recordLayout.js';
import type { RecordOnAbis } from '../../../review/byAbi.js';
import { nestedRecords } from '../../../review/nestedRecords.js';
import { anyLayout } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';

/**
 * A flexible array that is a member of a union itself, or the only member of a struct. `__DECLARE_FLEX_ARRAY` wraps the
 * array so that both languages take it, and is left alone, as are flexible arrays at the end of a struct.
 */
export const rule: RecordRule = {
  id: 'header-hygiene/cxx-union-flex',
  scope: 'record',
  why:
    'ISO C allows a flexible array only at the end of a struct with another member. gcc takes it in a union since version ' +
    '15, older compilers and C++ compilers reject the header.',
  reference: {
    title: 'Deprecated Interfaces, "Zero-length and one-element arrays"',
    url: 'https://docs.kernel.org/process/deprecated.html#zero-length-and-one-element-arrays',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const layout = anyLayout(record);
  if (layout === undefined) return [];
  return [...nestedRecords(layout)].flatMap(({ prefix, layout: { kind, members } }) =>
    members.filter(isFlexible).flatMap((member): readonly RuleFinding[] => {
      if (kind === 'struct' && members.length > 1) return [];
      const path = `${prefix}${member.name}`;
      const where = kind === 'union' ? 'a member of a union' : 'the only member of a struct';
      return [
        {
          symbol: `${record.name}.${path}`,
          range: member.range,
          message: `${record.kind} ${record.name}: the flexible array '${path}' is ${where}`,
          abis: abisOf(header),
          help: `declare it as __DECLARE_FLEX_ARRAY(${elementType(member)}, ${member.name}); from <linux/stddef.h>`,
        },
      ];
    }),
  );
}

function isFlexible({ name, dimensions }: MemberLayout): boolean {
  return name !== '' && dimensions[0] === -1;
}

function elementType({ type }: MemberLayout): string {
  return type.replace(/\s*\[.*$/, '');
}
