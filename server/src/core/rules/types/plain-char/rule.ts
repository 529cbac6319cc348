import { type RecordRule, severities } from '../../rule.js';
import { asWords, memberFindings } from '../memberFindings.js';
import { retypeFixes } from '../typeFixes.js';

/** A single `char` without a sign. Arrays of char hold text, in which the sign does not matter, and are left alone. */
export const rule: RecordRule = {
  id: 'types/plain-char',
  scope: 'record',
  why:
    'char is signed on x86 and unsigned on arm, powerpc and s390: a value of 128 or more is negative for some programs and ' +
    'positive for others.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('warning'),
  check: ({ header }, record) =>
    memberFindings(record, (member) => {
      const { base, fixedWidth, arrayDepth } = member.chain;
      if (base.kind !== 'basic' || base.name !== 'char' || fixedWidth !== undefined || arrayDepth > 0) return undefined;
      return {
        is: `is ${asWords('char', member)}, signed on some ABIs and unsigned on others`,
        help: 'write __u8, or __s8 where it can be negative',
        ...retypeFixes(header, member, [
          ['__u8', 'layout'],
          ['__s8', 'layout'],
        ]),
      };
    }),
};
