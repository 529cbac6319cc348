import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { TypedMember } from '../../../review/typedMembers.js';
import { article } from '../../memberFixes.js';
import type { Fix } from '../../rule.js';
import { type RecordRule, severities } from '../../rule.js';
import { type Judgement, memberFindings, UNPUBLISHED } from '../memberFindings.js';
import { retypeFixes } from '../typeFixes.js';

/**
 * A 64-bit integer that some of the ABIs align to less than 8 bytes, as i386 does with `__u64`. Packed records ask for
 * that, and so does nobody who wrote an `aligned` attribute. Outside size-first interfaces it is never more than a hint:
 * most of the kernel's headers use `__u64`, and pad their structs by hand.
 */
export const rule: RecordRule = {
  id: 'types/prefer-aligned-u64',
  scope: 'record',
  why:
    'i386 aligns a 64-bit integer to 4 bytes and other ABIs to 8, so the same struct can have two layouts. __aligned_u64 ' +
    'is aligned alike everywhere.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('hint'),
  check: ({ header }, record) => memberFindings(record, (member) => judge(member, header)),
};

/** The types of linux/types.h that have an aligned one beside them. */
const alignedTypes: ReadonlyMap<string, string> = new Map([
  ['__u64', '__aligned_u64'],
  ['__s64', '__aligned_s64'],
  ['__le64', '__aligned_le64'],
  ['__be64', '__aligned_be64'],
  ['uint64_t', '__aligned_u64'],
  ['u_int64_t', '__aligned_u64'],
  ['int64_t', '__aligned_s64'],
  ['unsigned long long', '__aligned_u64'],
  ['long long', '__aligned_s64'],
]);

function judge(member: TypedMember, header: ReviewedHeader): Judgement | undefined {
  const { record, path, chain, placed } = member;
  if (placed === undefined || member.isBitField) return undefined;
  const name = chain.fixedWidth ?? (chain.base.kind === 'basic' ? chain.base.name : '');
  const aligned = alignedTypes.get(name);
  if (aligned === undefined || record.onAbis.some(({ record: { isPacked } }) => isPacked)) return undefined;
  const alignments = new Set(placed.onAbis.map(({ flat }) => flat.member.alignBytes));
  const least = Math.min(...alignments);
  if (least >= 8 || placed.flat.member.isUserAligned === true) return undefined;
  const isPadded = record.onAbis.some(
    ({ record: { layout } }) => layout?.padding.some(({ kind, before }) => kind === 'hole' && before === path) === true,
  );
  const array = chain.arrayDepth > 0 ? 'an array of' : article(name);
  return {
    is: `is ${array} ${name}, which ${abisAligning(member, least)} to ${least} bytes`,
    help: isPadded
      ? `${UNPUBLISHED} name the padding before it and use ${aligned}`
      : `${UNPUBLISHED} use ${aligned}, which is aligned to 8 bytes everywhere`,
    ...(header.isSizeFirst(record) ? { severity: isPadded ? 'error' : 'warning' } : {}),
    ...(isPadded ? {} : retypeFixes(header, member, [[aligned, effectOf(member)]])),
  };
}

function abisAligning({ placed }: TypedMember, alignBytes: number): string {
  const abis = (placed?.onAbis ?? []).flatMap(({ abi, flat }) => (flat.member.alignBytes === alignBytes ? [abi] : []));
  return `${abis.join(', ')} ${abis.length === 1 ? 'aligns' : 'align'}`;
}

/**
 * Nothing moves where the record is aligned to 8 bytes by other means and the member already lies at a multiple of 8 with
 * nothing but members before it: then no ABI has a reason to place it elsewhere.
 */
function effectOf({ record, path }: TypedMember): Fix['effect'] {
  const isSame = record.onAbis.every(({ record: { layout } }) => {
    const own = layout?.members.find(({ name }) => name === path);
    return (
      layout !== undefined &&
      own !== undefined &&
      layout.alignBytes % 8 === 0 &&
      own.offsetBits % 64 === 0 &&
      !layout.padding.some(({ kind, offsetBits }) => kind === 'hole' && offsetBits < own.offsetBits)
    );
  });
  return isSame ? 'neutral' : 'layout';
}
