import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { TypedMember } from '../../../review/typedMembers.js';
import { type RecordRule, severities } from '../../rule.js';
import { asWords, type Judgement, memberFindings, sizeFirstSeverity } from '../memberFindings.js';
import { posixType } from '../posixTypes.js';
import { retypeFixes } from '../typeFixes.js';

/**
 * A member made from `short`, `int`, `long long` or a `char` with a sign, without a name that promises its width. POSIX's
 * types have rules of their own (`types/word-typedef`, `types/time-member`), and so has `char`; the kernel's names for them
 * are left alone.
 */
export const rule: RecordRule = {
  id: 'types/plain-int',
  scope: 'record',
  why:
    'C promises no width for int and its relatives, and a reader has to know the ABI to tell the layout. The types of ' +
    'linux/types.h say it in their name.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('warning'),
  check: ({ header }, record) => memberFindings(record, (member) => judge(member, header)),
};

/** What each is on every ABI of Linux. */
const fixedTypes: ReadonlyMap<string, string> = new Map([
  ['signed char', '__s8'],
  ['unsigned char', '__u8'],
  ['short', '__s16'],
  ['unsigned short', '__u16'],
  ['int', '__s32'],
  ['unsigned int', '__u32'],
  ['long long', '__s64'],
  ['unsigned long long', '__u64'],
]);

function judge(member: TypedMember, header: ReviewedHeader): Judgement | undefined {
  const { base, fixedWidth, typedefs } = member.chain;
  if (base.kind !== 'basic' || fixedWidth !== undefined) return undefined;
  const fixed = fixedTypes.get(base.name);
  if (fixed === undefined || typedefs.some(isNamedByOthers)) return undefined;
  return {
    is: `is ${asWords(base.name, member)}`,
    help: `write ${fixed}, which has the same layout on every ABI`,
    ...sizeFirstSeverity(header, member),
    // A typedef of the header may carry a meaning (__bitwise, a documented domain): its name stays.
    ...(typedefs.length === 0 ? retypeFixes(header, member, [[fixed, 'neutral']]) : {}),
  };
}

/** POSIX's names have a rule of their own; those of the kernel (`__kernel_sa_family_t`) are the same everywhere. */
function isNamedByOthers(name: string): boolean {
  return name.startsWith('__kernel_') || posixType(name) !== undefined;
}
