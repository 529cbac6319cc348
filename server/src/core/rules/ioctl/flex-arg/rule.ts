import type { RecordLayout } from '../../../layout/recordLayout.js';
import { bytes } from '../../../review/byAbi.js';
import type { Command } from '../../../review/commands.js';
import { anyLayout, type ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type CommandRule, type RuleFinding, severities } from '../../rule.js';
import { abisOf, UNPUBLISHED } from '../commandFacts.js';

/**
 * A command whose number holds the size of a struct that ends in a flexible array. A struct with a member that tells how
 * much follows (a count or a length by its name) is a hint; without one a warning. Arguments of `_IO` commands have no
 * size in the number and are left alone.
 */
export const rule: CommandRule = {
  id: 'ioctl/flex-arg',
  scope: 'command',
  why:
    'The size in the number is that of the struct without its elements. What is copied is longer: a tool that goes by the ' +
    'number (valgrind, strace, a fuzzer) sees a part only, and a count that is not checked lets the kernel read beyond.',
  reference: {
    title: 'ioctl based interfaces',
    url: 'https://docs.kernel.org/driver-api/ioctl.html',
  },
  severity: severities('warning'),
  check: ({ header }, command) => findingsOf(command, header),
};

function findingsOf(command: Command, header: ReviewedHeader): readonly RuleFinding[] {
  const { recordName, binding, aliasOf } = command;
  if (recordName === undefined || binding !== 'size' || aliasOf !== undefined) return [];
  const record = header.recordNamed(recordName);
  const layout = record === undefined ? undefined : anyLayout(record);
  const flexible = layout === undefined ? undefined : lastFlexible(layout);
  if (record === undefined || layout === undefined || flexible === undefined) return [];
  const counts = layout.members.filter(({ name, dimensions }) => isCount(name) && dimensions.length === 0);
  const count = counts[0];
  return [
    {
      symbol: command.name,
      range: command.range,
      message:
        `${command.name} passes ${record.kind} ${record.name}, which ends in '${flexible}[]': its number says ` +
        `${bytes(layout.sizeBytes)}, and ${count === undefined ? 'no member tells how much follows' : `'${count.name}' tells how much follows`}`,
      abis: abisOf(command),
      help:
        count === undefined
          ? `${UNPUBLISHED} add a member with the number of elements, or pass the address and length of the array`
          : `${UNPUBLISHED} consider the address and length of the array instead`,
      ...(count === undefined ? {} : { severity: 'hint' as const }),
    },
  ];
}

/** Name of the flexible array at the end, also inside an anonymous record or union there (`__DECLARE_FLEX_ARRAY`). */
function lastFlexible({ kind, members }: RecordLayout): string | undefined {
  const candidates = kind === 'union' ? members : members.slice(-1);
  for (const { name, dimensions, nested } of candidates) {
    if (dimensions[0] === -1) return name;
    const inner = name === '' && nested !== undefined ? lastFlexible(nested) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isCount(name: string): boolean {
  return /^(n[a-z]{0,2}_?[a-z]*s|n|nr|num|count|len|length|size)$|(count|_?len(gth)?|_?size|_?cnt|_n(um|r)?|nents)$|^(nr|num|n|max)_/.test(
    name,
  );
}
