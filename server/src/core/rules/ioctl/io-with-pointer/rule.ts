import type { Command } from '../../../review/commands.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type CommandRule, type RuleFinding, severities } from '../../rule.js';
import { abisOf, surelyPassedRecord, UNPUBLISHED } from '../commandFacts.js';

/**
 * A command made with `_IO` that passes a struct, as its kernel-doc or the comment above says. Where the struct carries its
 * own size (size-first, argsz), `_IO` is what its style asks for.
 */
export const rule: CommandRule = {
  id: 'ioctl/io-with-pointer',
  scope: 'command',
  why:
    '_IO() says that there is no argument. Without direction and size in the number nothing can decode or check the call, ' +
    'and a struct that grows has no new number.',
  reference: {
    title: 'ioctl based interfaces, "Command number definitions"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#command-number-definitions',
  },
  severity: severities('warning'),
  check: ({ header }, command) => findingsOf(command, header),
};

function findingsOf(command: Command, header: ReviewedHeader): readonly RuleFinding[] {
  const { ioctl, binding, aliasOf } = command;
  if (ioctl.argumentSizeBytes !== undefined || ioctl.direction !== 'none' || aliasOf !== undefined) return [];
  if (binding === undefined || header.commandStyle(command) !== 'classic') return [];
  const record = surelyPassedRecord(header, command);
  if (record === undefined) return [];
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} is made with _IO(), but passes ${record.kind} ${record.name}`,
      abis: abisOf(command),
      help: `${UNPUBLISHED} give direction and type (_IOWR), or begin the struct with '__u32 size;' and keep _IO()`,
      related: [
        { range: record.onAbis[0].record.nameRange, message: `${record.kind} ${record.name} is declared here` },
      ],
    },
  ];
}
