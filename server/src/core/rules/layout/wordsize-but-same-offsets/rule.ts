import type { RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { compareLayouts, divergenceOf, usualLayouts } from '../divergence.js';
import { wordMemberOf } from '../wordMembers.js';

/**
 * A record that all usual ABIs lay out alike although it has a `long` or a pointer in it: a wider member of a union, or
 * an alignment, hides the difference. The width of the value differs all the same.
 */
export const rule: RecordRule = {
  id: 'layout/wordsize-but-same-offsets',
  scope: 'record',
  why:
    'The size and offsets agree, yet a 32-bit program writes 4 bytes where a 64-bit kernel reads 8: the other 4 keep what ' +
    'was there before, and on a big-endian machine they are the lower half.',
  reference: {
    title: 'ioctl based interfaces, "32-bit compat mode"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#bit-compat-mode',
  },
  severity: { recommended: 'info', new: 'info', legacy: 'off', strict: 'info' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const layouts = usualLayouts(header, record);
  const other = layouts.find((each) => !compareLayouts(layouts[0], each).widths);
  if (other === undefined || divergenceOf(header, record) !== undefined) return [];
  const word = wordMemberOf(layouts[0].layout) ?? wordMemberOf(other.layout);
  if (word === undefined) return [];
  const [one, two] = [layouts[0].abi.id, other.abi.id];
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message:
        `${record.kind} ${record.name} has one layout on ${one} and ${two}, but '${word.path}' is ${word.what} and ` +
        'has another width',
      abis: layouts.map(({ abi }) => abi.id),
      help: `as long as the ${record.kind} is unpublished, give '${word.path}' a type of fixed width; else set the wider member first`,
      ...(word.range === undefined
        ? undefined
        : { related: [{ range: word.range, message: `'${word.path}' is ${word.what}` }] }),
    },
  ];
}
