import { nameOf } from '../../../base/names.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { TypedMember } from '../../../review/typedMembers.js';
import { spellType } from '../../../sema/ctype.js';
import { lastName } from '../../memberFixes.js';
import { type RecordRule, severities } from '../../rule.js';
import { type Judgement, memberFindings, UNPUBLISHED, wordSizeSeverity } from '../memberFindings.js';
import { redeclareFixes, retypeFixes } from '../typeFixes.js';

/**
 * A member that is a time of the C library (`struct timeval`, `time_t`) or of the old system calls
 * (`struct __kernel_old_timeval`): they end in 2038 or differ between ABIs. The 64-bit types of linux/time_types.h get a
 * remark about their padding. The records that define these types (linux/time.h) are left alone.
 */
export const rule: RecordRule = {
  id: 'types/time-member',
  scope: 'record',
  why:
    'Seconds of 32 bits end in 2038, and whether a program has 32 or 64 of them is a matter of its ABI and its C library. ' +
    'The kernel then sees several layouts under one name.',
  reference: {
    title: 'ioctl based interfaces, "Timestamps"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#timestamps',
  },
  severity: severities('error'),
  check: ({ header }, record) => memberFindings(record, (member) => judge(member, header)),
};

const isOldTime = (tag: string): boolean => /^(__kernel_old_)?(timeval|timespec|itimerval|itimerspec)$/.test(tag);
const is64BitTime = (tag: string): boolean => /^__kernel_(timespec|itimerspec)$/.test(tag);
const isSeconds = (name: string): boolean => /^(__kernel_(old_)?)?(time|suseconds)_t$/.test(name);

function judge(member: TypedMember, header: ReviewedHeader): Judgement | undefined {
  if (isOldTime(member.record.name) || is64BitTime(member.record.name)) return undefined;
  const { base, typedefs, arrayDepth } = member.chain;
  const tag = base.kind === 'record' && base.tag >= 0 ? nameOf(base.tag) : '';
  const seconds = typedefs.find(isSeconds);
  const article = arrayDepth > 0 ? 'an array of' : 'a';
  if (is64BitTime(tag)) {
    return {
      is: `is ${article} ${spellType(base)}, whose upper half of tv_nsec is padding for 32-bit programs`,
      severity: 'info',
      help: 'read it with get_timespec64(), which ignores that half where it is padding, or pass nanoseconds in an __aligned_u64',
    };
  }
  if (!isOldTime(tag) && seconds === undefined) return undefined;
  const severity = wordSizeSeverity(header, member);
  return {
    is: `is ${article} ${seconds ?? spellType(base)}, whose width differs between ABIs and C libraries`,
    hasPlaces: true,
    help: `${UNPUBLISHED} pass nanoseconds in an __aligned_u64, or a struct __kernel_timespec`,
    ...(severity === undefined ? {} : { severity }),
    ...(seconds !== undefined
      ? retypeFixes(header, member, [['__s64', 'layout']])
      : tag.includes('itimer')
        ? {}
        : redeclareFixes(header, member, '__aligned_u64', `${lastName(member.path)}_ns`)),
  };
}
