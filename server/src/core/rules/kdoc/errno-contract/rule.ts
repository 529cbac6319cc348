import type { Command } from '../../../review/commands.js';
import { anyLayout, type ReviewedHeader } from '../../../review/reviewedHeader.js';
import { typeChain } from '../../../review/typeChain.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';

/**
 * A header none of whose comments says what ENOTTY, E2BIG, EOPNOTSUPP and EINVAL mean for its ioctls, where most commands
 * pass a struct that begins with its size; that some of them encode the size in the number as well makes no difference.
 * Where the comments name all four, in whichever words, the rule is silent.
 */
export const rule: FileRule = {
  id: 'kdoc/errno-contract',
  scope: 'file',
  why:
    'A program finds out what the kernel supports by the errno of a call: command unknown, struct too new, value not ' +
    'supported, value wrong. That is a promise, and it holds only where it is written down.',
  reference: { title: 'IOMMUFD, "IOMMUFD User API"', url: 'https://docs.kernel.org/userspace-api/iommufd.html' },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'hint' },
  check,
};

const contract: readonly (readonly [string, string])[] = [
  ['ENOTTY', 'the command is unknown'],
  ['E2BIG', 'the struct has non-zero bytes that this kernel does not know'],
  ['EOPNOTSUPP', 'a known member has a value that this kernel does not support'],
  ['EINVAL', 'a member has a wrong value'],
];

function check({ header }: RuleContext): readonly RuleFinding[] {
  const sized = header.commands.filter((command) => beginsWithSize(header, command));
  if (sized.length === 0 || sized.length * 2 <= header.commands.length) return [];
  const missing = contract.filter(([errno]) => !header.text.comments.some(({ text }) => text.includes(errno)));
  if (missing.length === 0) return [];
  const [command] = sized;
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `no comment of this header says when its ioctls fail with ${listed(missing.map(([errno]) => errno))}`,
      abis: header.abiIds,
      help: `say it once for all of them in a DOC: block: ${missing.map(([errno, means]) => `${errno}: ${means}`).join('; ')}`,
    },
  ];
}

function beginsWithSize({ recordsByName }: ReviewedHeader, { recordName }: Command): boolean {
  const record = recordName === undefined ? undefined : recordsByName.get(recordName);
  const first = record === undefined ? undefined : anyLayout(record)?.members[0];
  return first?.name === 'size' && typeChain(first.ctype).fixedWidth === '__u32';
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
