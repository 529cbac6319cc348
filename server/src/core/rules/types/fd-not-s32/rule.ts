import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { TypedMember } from '../../../review/typedMembers.js';
import { lastName } from '../../memberFixes.js';
import { type RecordRule, severities } from '../../rule.js';
import { asWords, type Judgement, memberFindings } from '../memberFindings.js';
import { retypeFixes } from '../typeFixes.js';

/**
 * A member that is a file descriptor by its name (`fd`, `event_fd`, `fds`) and not a `__s32`. An unsigned 32-bit type is
 * common and works, so it is a hint. Names that count descriptors (`nr_fds`), 64-bit members (the address of an array) and
 * members whose kernel-doc speaks of an index are left alone.
 */
export const rule: RecordRule = {
  id: 'types/fd-not-s32',
  scope: 'record',
  why:
    'A file descriptor is a signed 32-bit number: -1 means none, and a comparison with 0 must see it. int does not say its ' +
    'width, and an unsigned type turns -1 into a large number.',
  reference: {
    title: 'ioctl based interfaces',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('warning'),
  check: ({ header }, record) => memberFindings(record, (member) => judge(member, header)),
};

function judge(member: TypedMember, header: ReviewedHeader): Judgement | undefined {
  const name = lastName(member.path);
  if (!/(^|_)fds?$/.test(name) || /(^|_)(nr?|num|no|max|min|count|cnt|total)_fds?$/.test(name)) return undefined;
  const { base, fixedWidth } = member.chain;
  if (member.isBitField || isIndex(member, header)) return undefined;
  const help = 'write __s32';
  if (fixedWidth !== undefined) {
    if (!/^(__u32|u?_?uint32_t)$/.test(fixedWidth)) return undefined;
    return {
      is: `names a file descriptor and is ${asFixed(fixedWidth, member)}`,
      severity: 'hint',
      help: `${help}, in which -1 can say that there is none`,
      ...retypeFixes(header, member, [['__s32', 'layout']]),
    };
  }
  if (base.kind !== 'basic' || !plainTypes.has(base.name)) return undefined;
  const isInt = base.name === 'int';
  return {
    is: `names a file descriptor and is ${asWords(base.name, member)}`,
    help,
    ...retypeFixes(header, member, [['__s32', isInt ? 'neutral' : 'layout']]),
  };
}

const plainTypes: ReadonlySet<string> = new Set([
  'short',
  'unsigned short',
  'int',
  'unsigned int',
  'long',
  'unsigned long',
]);

function asFixed(name: string, { chain }: TypedMember): string {
  return `${chain.arrayDepth > 0 ? 'an array of' : 'a'} ${name}`;
}

function isIndex({ record, path }: TypedMember, header: ReviewedHeader): boolean {
  return /\bindex\b/i.test(header.documentedMembers(record).get(path)?.text ?? '');
}
