import type { RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { isPacked, isWireFormat, misalignedMembers } from '../packing.js';

/**
 * A record that is declared packed: a warning where that puts a member at an odd place, else only told. Descriptions of
 * wire and disk formats (members of given byte order) are left alone, and so is a record that is packed on some ABIs only,
 * to follow another one.
 */
export const rule: RecordRule = {
  id: 'layout/packed',
  scope: 'record',
  why:
    'A packed record has no padding, but its members may lie at addresses that their types do not allow: access is slow or ' +
    'traps on some machines, and the address of a member must not be taken.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'info', new: 'info', legacy: 'off', strict: 'info' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  if (!isPacked(record) || isWireFormat(record, header)) return [];
  const [first] = misalignedMembers(record, header);
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message:
        first === undefined
          ? `${record.kind} ${record.name} is packed: every member is aligned all the same, and only the record's own alignment is lost`
          : `${record.kind} ${record.name} is packed, so that '${first.path}' is misaligned at offset ${first.flat.offsetBits / 8}`,
      abis: record.onAbis.map(({ abi }) => abi),
      help: 'as long as the struct is unpublished, drop packed and name the padding instead',
      ...(first === undefined ? undefined : { severity: 'warning' as const }),
    },
  ];
}
