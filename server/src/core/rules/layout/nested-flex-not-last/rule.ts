import type { RecordOnAbis } from '../../../review/byAbi.js';
import { nestedRecords } from '../../../review/nestedRecords.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { firstLayout } from '../divergence.js';
import { innerFlex, lastSized } from '../flexArrays.js';

/**
 * A member of a struct whose own record ends in a flexible array, with members after it; or an array of such records. The
 * anonymous case is the matter of `layout/flex-not-last`.
 */
export const rule: RecordRule = {
  id: 'layout/nested-flex-not-last',
  scope: 'record',
  why:
    'The embedded record says that data follows it, and the outer one puts its own members there. clang and ' +
    '-Wflex-array-member-not-at-end warn, and C++ refuses it.',
  reference: {
    title: 'Deprecated Interfaces, "Zero-length and one-element arrays"',
    url: 'https://docs.kernel.org/process/deprecated.html#zero-length-and-one-element-arrays',
  },
  severity: { recommended: 'warning', new: 'error', legacy: 'off', strict: 'error' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const one = firstLayout(header, record);
  if (one === undefined) return [];
  const findings: RuleFinding[] = [];
  for (const { prefix, layout } of nestedRecords(one.layout)) {
    const last = lastSized(layout);
    layout.members.forEach((member, index) => {
      if (member.name === '') return;
      const isFollowed = layout.kind === 'struct' && index < last;
      const isRepeated = member.dimensions.length > 0 && member.dimensions[0] > 1;
      const flex = isFollowed || isRepeated ? innerFlex(member, one.abi) : undefined;
      if (flex === undefined) return;
      const path = prefix + member.name;
      findings.push({
        symbol: `${record.name}.${path}`,
        range: member.range,
        message:
          `${record.kind} ${record.name}: '${path}' ends in the flexible array '${flex}', and ` +
          (isFollowed ? 'other members follow it' : 'is an array itself'),
        abis: record.onAbis.map(({ abi }) => abi),
        help:
          'as long as the struct is unpublished, make it the last member, or declare the fixed part of the inner struct ' +
          'as a struct of its own and embed that',
      });
    });
  }
  return findings;
}
