import type { RecordOnAbis } from '../../../review/byAbi.js';
import { nestedRecords } from '../../../review/nestedRecords.js';
import { anyLayout } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';

/**
 * A record without members, or one inside another. The empty struct `__empty_NAME` that `__DECLARE_FLEX_ARRAY` puts before
 * the array is left alone: it makes the array legal in a union.
 */
export const rule: RecordRule = {
  id: 'layout/empty-struct',
  scope: 'record',
  why:
    'An empty struct has size 0 in GNU C and size 1 in C++, so a C++ program sees other offsets behind it; standard C has ' +
    'no such thing.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check: (_context, record) => findingsOf(record),
};

function findingsOf(record: RecordOnAbis): readonly RuleFinding[] {
  const layout = anyLayout(record);
  if (layout === undefined) return [];
  const abis = record.onAbis.map(({ abi }) => abi);
  const help = 'as long as the struct is unpublished, leave it out, or give it a member such as __u32 __reserved';
  if (layout.members.length === 0 && layout.padding.every(({ kind }) => kind !== 'unnamed')) {
    const range = record.onAbis[0].record.nameRange;
    const message = `${record.kind} ${record.name} has no members: its size is 0 in C and 1 in C++`;
    return [{ symbol: record.name, range, message, abis, help }];
  }
  const findings: RuleFinding[] = [];
  for (const { prefix, layout: owner } of nestedRecords(layout)) {
    for (const { name, nested, range } of owner.members) {
      if (nested === undefined || nested.members.length > 0 || name.startsWith('__empty_')) continue;
      if (nested.padding.some(({ kind }) => kind === 'unnamed')) continue;
      const path = prefix + name;
      const message = `${record.kind} ${record.name}: '${path}' has no members: its size is 0 in C and 1 in C++`;
      findings.push({ symbol: name === '' ? record.name : `${record.name}.${path}`, range, message, abis, help });
    }
  }
  return findings;
}
