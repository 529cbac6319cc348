import { type RecordRule, severities } from '../../rule.js';
import { memberFindings, UNPUBLISHED } from '../memberFindings.js';
import { isPaddedPointer, pointerText } from '../pointerMembers.js';

/** A pointer that lies directly in a union whose size is the same on all ABIs, mostly since a `__u64` stands beside it. */
export const rule: RecordRule = {
  id: 'types/pointer-union-pad',
  scope: 'record',
  why:
    'A 32-bit program stores 4 bytes into a union of 8. The other half is whatever was there, and on a big-endian machine ' +
    'the pointer is the upper half of what a 64-bit kernel reads.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('warning'),
  check: (_context, record) =>
    memberFindings(record, (member) => {
      if (pointerText(member) === undefined || !isPaddedPointer(member)) return undefined;
      return {
        is: 'is a pointer in a union that pads it: a 32-bit program sets 4 of its bytes',
        hasPlaces: true,
        help: `${UNPUBLISHED} replace the union by one __aligned_u64, which a program fills with (uintptr_t)pointer`,
      };
    }),
};
