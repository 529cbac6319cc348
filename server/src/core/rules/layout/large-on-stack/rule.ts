import { bytes, factLines, type RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';

/**
 * A record of more than 1024 bytes that an ioctl passes by itself: the kernel's copy of it does not belong on the stack.
 * In a size-first interface, whose dispatcher keeps all arguments in one union on its stack, it is a warning.
 */
export const rule: RecordRule = {
  id: 'layout/large-on-stack',
  scope: 'record',
  why:
    'A handler that keeps its copy of the argument in a local variable takes that much of a kernel stack of 8 or 16 KiB, ' +
    'and a dispatcher with a union of all arguments takes it for every command.',
  reference: {
    title: 'ioctl based interfaces',
    url: 'https://docs.kernel.org/driver-api/ioctl.html',
  },
  severity: { recommended: 'info', new: 'info', legacy: 'off', strict: 'info' },
  check: ({ header }, record) => findingsOf(record, header),
};

/** What the kernel's build warns of at its lowest setting (CONFIG_FRAME_WARN is 1024 on 32-bit machines). */
const LARGE_BYTES = 1024;

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const { commands } = header.use(record);
  const command = commands.at(0);
  if (command === undefined) return [];
  const sizes = record.onAbis.map(({ abi, record: { layout } }) => [abi, layout?.sizeBytes ?? 0] as const);
  const large = sizes.filter(([, size]) => size > LARGE_BYTES);
  if (large.length === 0) return [];
  const most = Math.max(...large.map(([, size]) => size));
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message: `${record.kind} ${record.name}, the argument of ${command.name}, has ${bytes(most)}: too many for the kernel's stack`,
      abis: large.map(([abi]) => abi),
      facts: factLines(sizes.map(([abi, size]) => [abi, bytes(size)])),
      help:
        'copy it to allocated memory in the handler; as long as it is unpublished, pass the address and length of the ' +
        'large part instead',
      ...(header.recordStyle(record) === 'size-first' ? { severity: 'warning' as const } : undefined),
    },
  ];
}
