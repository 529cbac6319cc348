import type { Command } from '../../../review/commands.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type CommandRule, type Fix, type RuleFinding, severities } from '../../rule.js';
import { abisOf, UNPUBLISHED } from '../commandFacts.js';
import { commandCall, textOf, typedMacros } from '../commandText.js';

/**
 * In a size-first header: a command whose number holds the size of its struct. The header has to be set to that style, or
 * most of its commands have to look like it; a guess gives a warning.
 */
export const rule: CommandRule = {
  id: 'ioctl/size-in-number',
  scope: 'command',
  why:
    'A size-first struct grows, and says its size itself. A size in the number as well changes the number with each new ' +
    'member, so that old programs and new kernels no longer mean the same command.',
  reference: {
    title: 'IOMMUFD',
    url: 'https://docs.kernel.org/userspace-api/iommufd.html',
  },
  severity: severities('error'),
  check: ({ header }, command) => (header.mainStyle === 'size-first' ? findingsOf(command, header) : []),
};

function findingsOf(command: Command, header: ReviewedHeader): readonly RuleFinding[] {
  const { ioctl, aliasOf } = command;
  if (ioctl.argumentRecord === undefined || aliasOf !== undefined) return [];
  const fix = ioFix(command);
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} has the size of '${ioctl.argumentType}' in its number, though the struct is to carry its size itself`,
      abis: abisOf(command),
      help: `${UNPUBLISHED} make the number with _IO(), and name the command in the struct's kernel-doc: ioctl(${command.name})`,
      ...(fix === undefined ? {} : { fixes: [fix] }),
      ...(header.setStyle !== undefined ? {} : { severity: 'warning' as const }),
    },
  ];
}

function ioFix(command: Command): Fix | undefined {
  const call = commandCall(command);
  if (call === undefined || call.args.length !== 3 || !typedMacros.has(call.name.text)) return undefined;
  const newText = `_IO(${textOf(call.args[0])}, ${textOf(call.args[1])})`;
  return { title: 'Make the number with _IO()', edits: [{ range: call.range, newText }], effect: 'layout' };
}
