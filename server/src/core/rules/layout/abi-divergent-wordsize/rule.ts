import type { RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { differenceText, divergenceFacts, divergenceOf } from '../divergence.js';
import { wordMemberOf } from '../wordMembers.js';

/**
 * A record with another size or other offsets on 32-bit ABIs, and with a `long` or a pointer in it, also inside an
 * embedded record: that is reported once for each record here, while `types/long-member` and `types/pointer-member`
 * report the members. A record that the author declares twice, once for each ABI, is left alone.
 */
export const rule: RecordRule = {
  id: 'layout/abi-divergent-wordsize',
  scope: 'record',
  why:
    'A long or a pointer has 4 bytes in a 32-bit program and 8 in its 64-bit kernel, and all that follows it moves. The ' +
    'kernel needs a second declaration of the record and code that translates.',
  reference: {
    title: 'ioctl based interfaces, "32-bit compat mode"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#bit-compat-mode',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const divergence = divergenceOf(header, record);
  if (divergence === undefined || divergence.isDeclaredTwice) return [];
  const { layouts, sides, embedded } = divergence;
  const word = wordMemberOf(sides[0].layout) ?? wordMemberOf(sides[1].layout);
  if (word === undefined) return [];
  const subject = `${record.kind} ${record.name}`;
  const [one, other] = sides.map(({ abi }) => abi.id);
  const cause =
    embedded === undefined
      ? `'${word.path}' is ${word.what}`
      : `it holds ${embedded.spelling} ('${embedded.path}'), which does`;
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message: `${subject} differs between ${one} and ${other} because ${cause}: ${differenceText(divergence)}`,
      abis: layouts.map(({ abi }) => abi.id),
      facts: divergenceFacts(divergence),
      help:
        embedded === undefined
          ? `as long as the ${record.kind} is unpublished, give '${word.path}' a type of fixed width`
          : `as long as the ${record.kind} is unpublished, make ${embedded.spelling} alike on all ABIs`,
      ...(word.range === undefined
        ? undefined
        : { related: [{ range: word.range, message: `'${word.path}' is ${word.what}` }] }),
    },
  ];
}
