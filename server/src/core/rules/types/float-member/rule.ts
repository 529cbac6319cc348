import { type RecordRule, severities } from '../../rule.js';
import { asWords, memberFindings, UNPUBLISHED, wordSizeSeverity } from '../memberFindings.js';

/** A member of a floating type, `long double`, and complex types included. */
export const rule: RecordRule = {
  id: 'types/float-member',
  scope: 'record',
  why:
    'The kernel does not use the floating-point unit, so it cannot even compare such a member with 0; programs built for soft ' +
    'float pass other bits, double is aligned to 4 bytes on i386, and long double differs everywhere.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('error'),
  check: ({ header }, record) =>
    memberFindings(record, (member) => {
      let { base } = member.chain;
      const isComplex = base.kind === 'complex';
      if (base.kind === 'complex') base = base.of;
      if (base.kind !== 'basic' || !floatingTypes.has(base.name)) return undefined;
      const severity = wordSizeSeverity(header, member);
      return {
        is: `is ${asWords(isComplex ? `${base.name} _Complex` : base.name, member)}`,
        hasPlaces: true,
        help: `${UNPUBLISHED} pass an integer in a unit that is fine enough, such as a __s32 of thousandths`,
        ...(severity === undefined ? {} : { severity }),
      };
    }),
};

const floatingTypes: ReadonlySet<string> = new Set(['float', 'double', 'long double', '_Float128']);
