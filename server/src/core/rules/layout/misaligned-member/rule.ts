import type { RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { isPacked, isWireFormat, misalignedMembers } from '../packing.js';

/**
 * A member of a packed record at an offset that its alignment does not divide. Descriptions of wire and disk formats are
 * left alone (members of given byte order): their offsets are given. So is a record that is packed on some ABIs only.
 */
export const rule: RecordRule = {
  id: 'layout/misaligned-member',
  scope: 'record',
  why:
    'A load or store at an address that is no multiple of its size traps on some machines and is slow on others; the ' +
    'compiler avoids it only while it sees that the struct is packed, not through a pointer to the member.',
  reference: {
    title: 'Unaligned Memory Accesses',
    url: 'https://docs.kernel.org/core-api/unaligned-memory-access.html',
  },
  severity: { recommended: 'info', new: 'warning', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  if (!isPacked(record)) return [];
  const members = misalignedMembers(record, header);
  if (members.length === 0 || isWireFormat(record, header)) return [];
  return members.map(({ path, range, flat, onAbis }) => ({
    symbol: `${record.name}.${path}`,
    range,
    message:
      `${record.kind} ${record.name}: '${path}' (${flat.type}) lies at offset ${flat.offsetBits / 8}, which is no ` +
      `multiple of ${flat.member.alignBytes}`,
    abis: onAbis.map(({ abi }) => abi),
    help: 'as long as the struct is unpublished, drop packed and put named padding before the member',
  }));
}
