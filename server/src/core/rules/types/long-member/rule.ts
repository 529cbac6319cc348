import { type RecordRule, severities } from '../../rule.js';
import { asWords, memberFindings, UNPUBLISHED, wordSizeSeverity } from '../memberFindings.js';
import { retypeFixes } from '../typeFixes.js';

/**
 * A member whose type is `long` or `unsigned long` in the end: through typedefs, qualifiers and arrays, but not through
 * the fixed-width types, which are made from `long` on some ABIs (`__u64` on alpha, mips64 and powerpc64).
 */
export const rule: RecordRule = {
  id: 'types/long-member',
  scope: 'record',
  why:
    'A long has 4 bytes in a 32-bit program and 8 bytes in the 64-bit kernel that runs it. The struct then has two ' +
    'layouts, and the kernel has to translate between them.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('error'),
  check: ({ header }, record) =>
    memberFindings(record, (member) => {
      const { base } = member.chain;
      if (base.kind !== 'basic' || member.chain.fixedWidth !== undefined) return undefined;
      if (base.name !== 'long' && base.name !== 'unsigned long') return undefined;
      const isSigned = base.name === 'long';
      const severity = wordSizeSeverity(header, member);
      return {
        is: `is ${asWords(base.name, member)}`,
        hasPlaces: true,
        help: isSigned
          ? `${UNPUBLISHED} use __s64, or __s32 where 32 bits are enough`
          : `${UNPUBLISHED} use __aligned_u64, which is aligned alike on every ABI, or __u32 where 32 bits are enough`,
        ...(severity === undefined ? {} : { severity }),
        ...retypeFixes(header, member, choices(isSigned, member.isBitField)),
      };
    }),
};

/** A bit-field keeps within 32 bits, so that its unit is the same everywhere. */
function choices(isSigned: boolean, isBitField: boolean): readonly (readonly [string, 'layout'])[] {
  const narrow = [isSigned ? '__s32' : '__u32', 'layout'] as const;
  return isBitField ? [narrow] : [[isSigned ? '__s64' : '__aligned_u64', 'layout'], narrow];
}
