import type { Command } from '../../../review/commands.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { growth } from '../sizeHeader.js';

/**
 * One struct that several commands pass, told apart by their (type, nr): a second name for the same command does not
 * count, nor does a second direction of the same number. Structs of other headers (`struct ifreq`) count too, at the
 * second command, since there is no declaration to point at.
 */
export const rule: FileRule = {
  id: 'extensible/shared-struct',
  scope: 'file',
  why:
    'A struct that several commands pass can only change for all of them at once: a member that one of them needs has to ' +
    'be checked, ignored or explained in every other.',
  reference: {
    title: 'IOMMUFD, "IOMMUFD User API"',
    url: 'https://docs.kernel.org/userspace-api/iommufd.html#iommufd-user-api',
  },
  severity: severities('hint'),
  check,
};

function check({ header }: RuleContext): readonly RuleFinding[] {
  const byRecord = new Map<string, Command[]>();
  for (const command of header.commands) {
    if (command.recordName === undefined || command.aliasOf !== undefined) continue;
    const known = byRecord.get(command.recordName);
    if (known === undefined) byRecord.set(command.recordName, [command]);
    else known.push(command);
  }
  return [...byRecord].flatMap(([name, commands]) => {
    const distinct = [...new Map(commands.map((command) => [numberOf(command), command])).values()];
    return distinct.length < 2 ? [] : [finding(header, name, distinct)];
  });
}

function numberOf({ ioctl: { type, nr } }: Command): string {
  return `${type} ${nr}`;
}

function finding(header: ReviewedHeader, name: string, commands: readonly Command[]): RuleFinding {
  const record = header.recordsByName.get(name);
  const kind = record?.kind ?? 'struct';
  const [, second] = commands;
  const names = commands.map((command) => command.name);
  const shown = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : listOf(names);
  return {
    symbol: name,
    range: record?.onAbis[0].record.nameRange ?? second.range,
    message: `${kind} ${name} is the argument of ${names.length} commands: ${shown}`,
    abis: (record ?? second).onAbis.map(({ abi }) => abi),
    help: 'give each new command a struct of its own, even if it looks the same today; published commands keep theirs',
    related: commands.map((command) => ({ range: command.range, message: `${command.name} passes it` })),
    ...(growth(header)?.sizeName === 'size' ? { severity: 'warning' as const } : undefined),
  };
}

function listOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
