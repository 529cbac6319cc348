import type { MemberLayout, RecordLayout } from '../../../layout/recordLayout.js';
import { bytes, factLines, type RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { AbiId } from '../../../target/abi.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { isUnionByForm, type PlacedUnion, unionsOf } from '../unionMembers.js';

/**
 * A union whose members have different sizes: what a smaller one leaves is padding when it is the one in use. It is a
 * warning where an ioctl copies the union to user space. A union with a flexible array is left alone.
 */
export const rule: RecordRule = {
  id: 'layout/union-size-skew',
  scope: 'record',
  why:
    'Who writes the smaller member of a union leaves the rest as it was. Copied to user space, that is what the kernel ' +
    'had there before; copied from user space, it is what nobody checks.',
  reference: {
    title: 'ioctl based interfaces, "Information leaks"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#information-leaks',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

interface Skew {
  readonly union: PlacedUnion;
  readonly small: MemberLayout;
  readonly large: MemberLayout;
}

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const skews = new Map<string, Map<AbiId, Skew>>();
  for (const { abi, record: declared } of record.onAbis) {
    for (const union of declared.layout === undefined ? [] : unionsOf(declared.layout)) {
      const skew = skewOf(union);
      if (skew === undefined) continue;
      const onAbis = skews.get(union.path);
      if (onAbis === undefined) skews.set(union.path, new Map([[abi, skew]]));
      else onAbis.set(abi, skew);
    }
  }
  return [...skews].map(([path, onAbis]) => finding(record, path, onAbis, header));
}

function finding(
  record: RecordOnAbis,
  path: string,
  onAbis: ReadonlyMap<AbiId, Skew>,
  header: ReviewedHeader,
): RuleFinding {
  const [{ union, small, large }] = onAbis.values();
  const which = path === '' ? `union ${record.name}` : `${record.kind} ${record.name}: the union of '${path}'`;
  const toUser = header.use(record).toUser;
  return {
    symbol: path === '' ? record.name : `${record.name}.${path}`,
    range: union.member?.range ?? record.onAbis[0].record.nameRange,
    message:
      `${which} has ${nameOf(small)} of ${bytes(small.sizeBytes)} and ${nameOf(large)} of ${bytes(large.sizeBytes)}, ` +
      `so ${bytes(large.sizeBytes - small.sizeBytes)} may stay unset`,
    abis: [...onAbis.keys()],
    facts: factLines(
      [...onAbis].map(([abi, skew]) => [abi, `${skew.small.sizeBytes} and ${skew.large.sizeBytes} bytes`]),
    ),
    help:
      'clear the whole union before a member is set; as long as it is unpublished, pad the smaller members with a named ' +
      'array to the size of the largest',
    ...(toUser ? { severity: 'warning' as const } : undefined),
  };
}

function skewOf(union: PlacedUnion): Skew | undefined {
  const { members } = union.layout satisfies RecordLayout;
  if (members.length < 2 || isUnionByForm(union.layout)) return undefined;
  let [small] = members;
  let [large] = members;
  for (const member of members) {
    if (member.widthBits !== undefined) return undefined;
    if (member.sizeBytes < small.sizeBytes) small = member;
    if (member.sizeBytes > large.sizeBytes) large = member;
  }
  return small.sizeBytes === large.sizeBytes ? undefined : { union, small, large };
}

function nameOf({ name, nested }: MemberLayout): string {
  return name === '' ? `an anonymous ${nested?.kind ?? 'member'}` : `'${name}'`;
}
