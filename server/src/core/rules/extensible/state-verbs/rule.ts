import type { Command } from '../../../review/commands.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isFlagsName, isReservedName } from '../memberRole.js';
import { commandRecord } from '../sizeHeader.js';

/**
 * Three or more commands with one prefix that take nothing and whose last words are steps of a state machine (PREPARE,
 * FINISH, CANCEL). A struct with nothing but its size, flags and reserved bytes counts as nothing.
 */
export const rule: FileRule = {
  id: 'extensible/state-verbs',
  scope: 'file',
  why:
    'Commands that only move an object from state to state are one command with the state as its argument: it can be ' +
    'read back, extended by a value, and checked in one place.',
  reference: { title: 'ioctl based interfaces', url: 'https://docs.kernel.org/driver-api/ioctl.html' },
  severity: severities('hint'),
  check,
};

const verbs = new Set(
  (
    'PREPARE UNPREPARE FREEZE UNFREEZE THAW FINISH COMPLETE CANCEL ABORT COMMIT ROLLBACK START STOP PAUSE RESUME SUSPEND ' +
    'CONTINUE BEGIN END ARM DISARM ENABLE DISABLE ACTIVATE DEACTIVATE QUIESCE UNQUIESCE ENTER LEAVE DRAIN HALT REBOOT'
  ).split(' '),
);

function check({ header }: RuleContext): readonly RuleFinding[] {
  const byPrefix = new Map<string, Command[]>();
  for (const command of header.commands) {
    const at = command.name.lastIndexOf('_');
    if (at <= 0 || !verbs.has(command.name.slice(at + 1)) || command.aliasOf !== undefined) continue;
    if (!takesNothing(header, command)) continue;
    const prefix = command.name.slice(0, at);
    const known = byPrefix.get(prefix);
    if (known === undefined) byPrefix.set(prefix, [command]);
    else known.push(command);
  }
  return [...byPrefix].flatMap(([prefix, commands]) => {
    if (commands.length < 3) return [];
    const [first, ...others] = commands;
    return [
      {
        symbol: first.name,
        range: first.range,
        message: `${commands.map(({ name }) => name).join(', ')} take nothing and set a state`,
        abis: first.onAbis.map(({ abi }) => abi),
        help: `as long as they are unpublished, make them one command (${prefix}_SET_STATE) with an enum as its argument`,
        related: others.map(({ name, range }) => ({ range, message: `${name} takes nothing either` })),
      },
    ];
  });
}

function takesNothing(header: ReviewedHeader, command: Command): boolean {
  const record = commandRecord(header, command);
  if (record === undefined) return command.recordName === undefined && command.ioctl.argumentType === undefined;
  return header
    .members(record)
    .every(({ path }) => path === 'size' || path === 'argsz' || isFlagsName(path) || isReservedName(path));
}
