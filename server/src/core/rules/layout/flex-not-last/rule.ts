import type { RecordOnAbis } from '../../../review/byAbi.js';
import { nestedRecords } from '../../../review/nestedRecords.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { firstLayout } from '../divergence.js';
import { anonymousFlex, isFlexible, lastSized } from '../flexArrays.js';

/**
 * A flexible array with a member of the same struct after it, also where the array is in an anonymous union or struct. An
 * array in an embedded record with a name is the matter of `layout/nested-flex-not-last`. Members after a `[0]` that only
 * marks a place are left alone, and so is a member of size 0 after it.
 */
export const rule: RecordRule = {
  id: 'layout/flex-not-last',
  scope: 'record',
  why:
    'The elements of the flexible array and the members after it are the same bytes, so writing one destroys the other. ' +
    'C allows a flexible array at the end of a struct only.',
  reference: {
    title: 'Deprecated Interfaces, "Zero-length and one-element arrays"',
    url: 'https://docs.kernel.org/process/deprecated.html#zero-length-and-one-element-arrays',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const one = firstLayout(header, record);
  if (one === undefined) return [];
  const findings: RuleFinding[] = [];
  for (const { prefix, layout } of nestedRecords(one.layout)) {
    if (layout.kind !== 'struct') continue;
    const last = lastSized(layout);
    layout.members.forEach((member, index) => {
      const inner = member.name === '' && member.nested !== undefined ? anonymousFlex(member.nested) : undefined;
      const name = isFlexible(member) ? member.name : inner;
      if (name === undefined) return;
      const next = index < last ? layout.members[last] : undefined;
      if (next === undefined) return;
      findings.push({
        symbol: `${record.name}.${prefix}${name}`,
        range: member.range,
        message: `${record.kind} ${record.name}: flexible array '${prefix}${name}' is not the last member`,
        abis: record.onAbis.map(({ abi }) => abi),
        help: 'as long as the struct is unpublished, move the array to the end, or pass its address and length',
        related: [{ range: next.range, message: 'these bytes are those of its elements too' }],
      });
    });
  }
  return findings;
}
