import type { MemberLayout } from '../../../layout/recordLayout.js';
import { factLines, type MemberOnAbis, type RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { someMember } from '../divergence.js';
import { isInEndianBranch } from '../endianBranches.js';

/**
 * A bit-field with a name. Those written twice, once for each byte order, are left alone: that is how headers of network
 * protocols describe what is on the wire.
 */
export const rule: RecordRule = {
  id: 'layout/bitfield',
  scope: 'record',
  why:
    'C leaves it to the compiler where in a word the bits of a bit-field are: little-endian ABIs count from the lowest, ' +
    'big-endian ones from the highest. Other languages and tracers cannot read them from the declaration.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const isBitField = ({ widthBits }: MemberLayout): boolean => widthBits !== undefined;
  if (!record.onAbis.some(({ record: { layout } }) => layout !== undefined && someMember(layout, isBitField)))
    return [];
  return header
    .members(record)
    .filter(({ flat, range }) => flat.widthBits !== undefined && !isInEndianBranch(header, range))
    .map((member) => finding(record, member, header));
}

function finding(
  record: RecordOnAbis,
  { path, range, flat, onAbis }: MemberOnAbis,
  header: ReviewedHeader,
): RuleFinding {
  return {
    symbol: `${record.name}.${path}`,
    range,
    message: `${record.kind} ${record.name}: '${path}' is a bit-field of ${flat.widthBits} bit${flat.widthBits === 1 ? '' : 's'}`,
    abis: onAbis.map(({ abi }) => abi),
    facts: factLines(onAbis.map(({ abi, flat: there }) => [abi, `from bit ${there.offsetBits}`] as const)),
    help:
      'as long as the struct is unpublished, use an integer of fixed width with constants for the masks and shifts ' +
      '(FOO_X_MASK, FOO_X_SHIFT)',
    ...(header.isSizeFirst(record) ? { severity: 'error' as const } : undefined),
  };
}
