import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { TypedMember } from '../../../review/typedMembers.js';
import { article } from '../../memberFixes.js';
import { type RecordRule, severities } from '../../rule.js';
import { type Judgement, memberFindings, UNPUBLISHED, wordSizeSeverity } from '../memberFindings.js';
import { type PosixType, posixType, withoutKernel } from '../posixTypes.js';
import { retypeFixes } from '../typeFixes.js';

/**
 * A member whose type is one of POSIX's names (`size_t`, `__kernel_pid_t`). Most of them have the width of a word or
 * another one in each C library, which is an error. Those of 32 bits on every ABI of Linux (`pid_t`), those of 16 on some
 * (`uid_t`), and loff_t in an ioctl's argument, which has 64, are a warning.
 */
export const rule: RecordRule = {
  id: 'types/word-typedef',
  scope: 'record',
  why:
    'The width of size_t, off_t and their relatives is that of a word, or what the C library made of it. The 32-bit program ' +
    'and the 64-bit kernel that runs it then disagree on the layout.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('error'),
  check: ({ header }, record) => memberFindings(record, (member) => judge(member, header)),
};

function judge(member: TypedMember, header: ReviewedHeader): Judgement | undefined {
  const { typedefs } = member.chain;
  for (const name of typedefs) {
    const plain = withoutKernel(name);
    const posix = posixType(name);
    if (posix === undefined) continue;
    if (plain === 'loff_t' && header.use(member.record).reachingCommands.length === 0) return undefined;
    const { type, isSame, severity: ofType } = posix;
    const severity = wordSizeSeverity(header, member) ?? ofType;
    const through = name === typedefs[0] ? '' : ` (through ${typedefs.slice(0, typedefs.indexOf(name)).join(', ')})`;
    return {
      is: `is ${member.chain.arrayDepth > 0 ? 'an array of' : article(name)} ${name}${through}, ${whatVaries(posix)}`,
      hasPlaces: true,
      help: isSame === true ? `write ${type}, which is what it is` : `${UNPUBLISHED} use ${type}`,
      ...(severity === undefined ? {} : { severity }),
      // What a C library means by the name is not known: only the kernel's own name has the kernel's width.
      ...retypeFixes(header, member, [[type, isSame === true && plain !== name ? 'neutral' : 'layout']]),
    };
  }
  return undefined;
}

function whatVaries({ isSame, severity }: PosixType): string {
  if (isSame === true) return 'a name that C libraries own';
  return severity === 'warning'
    ? 'whose width is not the same everywhere'
    : 'whose width differs between ABIs or C libraries';
}
