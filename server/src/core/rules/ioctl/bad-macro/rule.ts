import type { Command } from '../../../review/commands.js';
import { type CommandRule, type RuleFinding, severities } from '../../rule.js';
import { abisOf, UNPUBLISHED } from '../commandFacts.js';
import { badMacros, commandCall, textOf } from '../commandText.js';

/**
 * A command made with `_IOR_BAD()`, `_IOW_BAD()` or `_IOWR_BAD()`. asm-generic/ioctl.h keeps them for numbers that were
 * published with a wrong size; nothing new needs them. They are replaced by hand: the same number with the plain macro
 * only comes out where the argument is a type.
 */
export const rule: CommandRule = {
  id: 'ioctl/bad-macro',
  scope: 'command',
  why:
    'The _BAD macros do what _IOR() and relatives do, without the check of the kernel that the argument is a type whose ' +
    'size fits. They exist for old numbers with a mistake in them.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('warning'),
  check: (_context, command) => findingsOf(command),
};

function findingsOf(command: Command): readonly RuleFinding[] {
  const call = commandCall(command);
  if (call === undefined || !badMacros.has(call.name.text)) return [];
  const usual = call.name.text.replace(/_BAD$/, '');
  const argument = textOf(call.args[call.args.length - 1]);
  const newText = `${usual}(${call.args.map(textOf).join(', ')})`;
  const isType = /^(struct|union) \w+$|^(__[us]\d+|int)$/.test(argument);
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} is made with ${call.name.text}(), which is for old numbers with a mistake in them`,
      abis: abisOf(command),
      help: isType ? `write ${newText}, which gives the same number` : `${UNPUBLISHED} use ${usual}() with a type`,
      ...(isType
        ? {
            fixes: [{ title: `Write ${newText}`, edits: [{ range: call.range, newText }], effect: 'neutral' as const }],
          }
        : {}),
    },
  ];
}
