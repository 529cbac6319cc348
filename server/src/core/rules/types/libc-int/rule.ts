import { article } from '../../memberFixes.js';
import { type RecordRule, severities } from '../../rule.js';
import { memberFindings } from '../memberFindings.js';
import { retypeFixes } from '../typeFixes.js';

/** A member of C's or BSD's fixed-width types: `uint32_t`, `u_int32_t`. Their widths are right; where they come from is not. */
export const rule: RecordRule = {
  id: 'types/libc-int',
  scope: 'record',
  why:
    'uint32_t comes from the C library, and a uapi header must not need one: programs without a library use it too, and ' +
    'its definitions may meet those of another header. linux/types.h has the same types.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('info'),
  check: ({ header }, record) =>
    memberFindings(record, (member) => {
      const { fixedWidth } = member.chain;
      const match = /^(u_|u)?int(8|16|32|64)_t$/.exec(fixedWidth ?? '');
      if (match === null || fixedWidth === undefined) return undefined;
      const type = `__${match[1] === undefined ? 's' : 'u'}${match[2]}`;
      const isArray = member.chain.arrayDepth > 0;
      return {
        is: `is ${isArray ? 'an array of' : article(fixedWidth)} ${fixedWidth}, a type of the C library`,
        help: `write ${type}, which has the same layout`,
        ...retypeFixes(header, member, [[type, 'neutral']]),
      };
    }),
};
