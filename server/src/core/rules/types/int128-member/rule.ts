import { type RecordRule, severities } from '../../rule.js';
import { memberFindings, UNPUBLISHED, wordSizeSeverity } from '../memberFindings.js';

/** A member of 128 bits: `__u128`, `__s128`, `__int128`. */
export const rule: RecordRule = {
  id: 'types/int128-member',
  scope: 'record',
  why:
    '32-bit compilers have no integer of 128 bits, so a 32-bit program cannot even include the header; where there is one ' +
    'it is aligned to 16 bytes.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('error'),
  check: ({ header }, record) =>
    memberFindings(record, (member) => {
      const { base, fixedWidth, arrayDepth } = member.chain;
      const isWide = /^__[us]128$/.test(fixedWidth ?? '') || (base.kind === 'basic' && base.name.endsWith('__int128'));
      if (!isWide) return undefined;
      const severity = wordSizeSeverity(header, member);
      return {
        is: `is ${arrayDepth > 0 ? 'an array of' : 'an'} integer${arrayDepth > 0 ? 's' : ''} of 128 bits, which 32-bit programs do not have`,
        help: `${UNPUBLISHED} use an array of two __aligned_u64`,
        ...(severity === undefined ? {} : { severity }),
      };
    }),
};
