import { bytes, type RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { holesOnAbis, type OnAbis, tailsOnAbis } from '../implicitPadding.js';

/**
 * A record with implicit padding that an ioctl copies to user space, by itself or inside another record. One finding for
 * each record. Whether the kernel clears the bytes cannot be told from a header; `uaccess/uninit-copyout` looks at the
 * handler. Members of a union of different size are the matter of `layout/union-size-skew`.
 */
export const rule: RecordRule = {
  id: 'layout/info-leak',
  scope: 'record',
  why:
    'A handler that fills the struct member by member leaves in the padding what lay there before, and copy_to_user() ' +
    'hands it to the caller: contents of the kernel stack or heap.',
  reference: {
    title: 'ioctl based interfaces, "Information leaks"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#information-leaks',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const use = header.use(record);
  if (!use.toUser) return [];
  const holes = holesOnAbis(record);
  const tails = tailsOnAbis(record);
  if (holes.size + tails.size === 0) return [];
  const places = [
    ...[...holes].map(([path, onAbis]) => `${amount(onAbis)} before '${path}'`),
    ...[...tails].map(([path, onAbis]) => `${amount(onAbis)} at the end${path === '' ? '' : ` of '${path}'`}`),
  ];
  const abis = [...holes.values(), ...tails.values()].flatMap((onAbis: OnAbis<unknown>) => [...onAbis.keys()]);
  const command = use.reachingCommands.find(({ ioctl }) => ioctl.direction.includes('r')) ?? use.reachingCommands[0];
  const shown =
    places.length > 3 ? `${places.slice(0, 2).join(', ')} and ${places.length - 2} more` : places.join(', ');
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message: `${record.kind} ${record.name} goes to user space with ${command.name}, with bytes that no member covers: ${shown}`,
      abis: [...new Set(abis)],
      help:
        'clear the whole struct with memset() before it is filled in (an initializer need not reach padding); as long as ' +
        'it is unpublished, give the bytes a name',
      related: [{ range: command.range, message: `${command.name} copies it to user space` }],
    },
  ];
}

function amount(onAbis: OnAbis<{ readonly sizeBytes: number }>): string {
  return bytes(Math.max(...[...onAbis.values()].map(({ sizeBytes }) => sizeBytes)));
}
