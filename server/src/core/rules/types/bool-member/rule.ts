import { type RecordRule, severities } from '../../rule.js';
import { asWords, memberFindings } from '../memberFindings.js';
import { retypeFixes } from '../typeFixes.js';

/** A member of type `_Bool`, or `bool` whether or not that name is known to user space here. */
export const rule: RecordRule = {
  id: 'types/bool-member',
  scope: 'record',
  why:
    'A _Bool may only hold 0 or 1; user space can store any byte, and the compiler may assume that it did not. The name ' +
    'bool needs stdbool.h, which is another type in old C++ compilers.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('error'),
  check: ({ header }, record) =>
    memberFindings(record, (member) => {
      const { base, typedefs } = member.chain;
      const isBool =
        base.kind === 'basic' ? base.name === '_Bool' : base.kind === 'unknown' && typedefs.at(-1) === 'bool';
      if (!isBool) return undefined;
      return {
        is: `is ${asWords('bool', { ...member, chain: { ...member.chain, typedefs: typedefs.filter((name) => name !== 'bool') } })}`,
        help: 'write __u8 and reject values other than 0 and 1, or use a bit of a flags member',
        ...retypeFixes(header, member, [['__u8', 'neutral']]),
      };
    }),
};
