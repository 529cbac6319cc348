import type { RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { type Divergence, differenceText, divergenceFacts, divergenceOf, isArrayElement } from '../divergence.js';
import { agreementFix } from '../paddingFixes.js';
import { wordMemberOf } from '../wordMembers.js';

/**
 * A record without a machine word in it whose size or offsets differ all the same: i386 aligns 64-bit members to 4 bytes
 * where the other usual ABIs align them to 8. A record with a `long` or a pointer in it is the matter of
 * `layout/abi-divergent-wordsize`. A record that the author declares twice, once for each ABI, is left alone; m68k, sh4
 * and the old ABI of arm have rules of their own.
 */
export const rule: RecordRule = {
  id: 'layout/abi-divergent-u64-align',
  scope: 'record',
  why:
    'i386 aligns 64-bit members to 4 bytes, 64-bit kernels to 8. A 32-bit program then puts its values where the kernel ' +
    'does not look for them, unless the kernel translates.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const divergence = divergenceOf(header, record);
  if (divergence === undefined || divergence.isDeclaredTwice) return [];
  if (divergence.sides.some(({ layout }) => wordMemberOf(layout) !== undefined)) return [];
  const { layouts } = divergence;
  const fix = agreementFix(record, header.members(record));
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message: messageOf(divergence),
      abis: layouts.map(({ abi }) => abi.id),
      facts: divergenceFacts(divergence),
      help: helpOf(divergence),
      ...(isPassed(record, header) ? { severity: 'error' as const } : undefined),
      ...(fix === undefined ? undefined : { fixes: [fix] }),
    },
  ];
}

function messageOf(divergence: Divergence): string {
  const { record, sides, embedded, isWrittenTwice } = divergence;
  const subject = `${record.kind} ${record.name}`;
  const [one, other] = sides.map(({ abi }) => abi.id);
  const difference = differenceText(divergence);
  if (embedded !== undefined) {
    return `${subject} differs between ${one} and ${other} because it holds ${embedded.spelling} ('${embedded.path}'), which does: ${difference}`;
  }
  return isWrittenTwice
    ? `${subject} has other members on ${other} than on ${one}: ${difference}`
    : `${subject} differs between ${one} and ${other}, which align 64-bit members differently: ${difference}`;
}

function helpOf({ embedded }: Divergence): string {
  return embedded === undefined
    ? 'as long as the struct is unpublished, name the padding before each 64-bit member and at the end, and use ' +
        '__aligned_u64; once it is published, the kernel has to translate for 32-bit programs'
    : `as long as the struct is unpublished, make ${embedded.spelling} alike on all ABIs`;
}

/** The kernel copies it as it is: an ioctl passes it, an array repeats it, or a system call versions it by size. */
function isPassed(record: RecordOnAbis, header: ReviewedHeader): boolean {
  return (
    header.use(record).reachingCommands.length > 0 ||
    header.isVersioned(record) ||
    header.ask(isArrayElement, record.name)
  );
}
