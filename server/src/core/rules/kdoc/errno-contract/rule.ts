import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';

/**
 * A size-first header none of whose comments says what ENOTTY, E2BIG, EOPNOTSUPP and EINVAL mean for its ioctls. Where a
 * comment names them all, in whichever words, the rule is silent.
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

function check({ header, analyses }: RuleContext): readonly RuleFinding[] {
  if (header.commands.length === 0 || header.style.style !== 'size-first') return [];
  const missing = contract.filter(([errno]) => !header.text.comments.some(({ text }) => text.includes(errno)));
  if (missing.length === 0) return [];
  const command = header.commands.find((each) => header.commandStyle(each) === 'size-first') ?? header.commands[0];
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `no comment of this header says when its ioctls fail with ${listed(missing.map(([errno]) => errno))}`,
      abis: analyses.map(({ abi }) => abi.id),
      help: `say it once for all of them in a DOC: block: ${missing.map(([errno, means]) => `${errno}: ${means}`).join('; ')}`,
    },
  ];
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
