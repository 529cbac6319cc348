import { type RecordRule, severities } from '../../rule.js';
import { memberFindings, UNPUBLISHED, wordSizeSeverity } from '../memberFindings.js';
import { isPaddedPointer, pointerText } from '../pointerMembers.js';
import { redeclareFixes } from '../typeFixes.js';

/**
 * A member that is a pointer in the end, to an object or a function, through typedefs and arrays. A pointer that a union
 * pads to 64 bits leaves the layout alone: it is worth a remark here, and `types/pointer-union-pad` says what is still
 * wrong with it.
 */
export const rule: RecordRule = {
  id: 'types/pointer-member',
  scope: 'record',
  why:
    'A pointer has 4 bytes in a 32-bit program and 8 bytes in the 64-bit kernel that runs it. The struct then has two ' +
    'layouts, and the kernel has to translate between them.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('error'),
  check: ({ header }, record) =>
    memberFindings(record, (member) => {
      const is = pointerText(member);
      if (is === undefined) return undefined;
      const isPadded = isPaddedPointer(member);
      const severity = isPadded ? 'info' : wordSizeSeverity(header, member);
      return {
        is: isPadded ? `${is}, which its union pads to one size` : is,
        hasPlaces: true,
        help: `${UNPUBLISHED} use __aligned_u64, say in its kernel-doc what it points to, and read it with u64_to_user_ptr()`,
        ...(severity === undefined ? {} : { severity }),
        ...redeclareFixes(header, member, '__aligned_u64'),
      };
    }),
};
