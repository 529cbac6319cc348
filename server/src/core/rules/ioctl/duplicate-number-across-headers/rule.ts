import type { Command } from '../../../review/commands.js';
import { type CollectedFacts, crossFileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { abisOf, hexNumber } from '../commandFacts.js';

/**
 * One number in several headers. Two drivers with the same number are told apart by their descriptors, so this is a hint.
 * Left alone is what is meant: a command that several headers define under one name, another name of it, and the numbers
 * that DRM gives to its drivers (nr 0x40 to 0x9f below type 'd').
 */
export const rule = crossFileRule<readonly CommandFacts[]>({
  id: 'ioctl/duplicate-number-across-headers',
  why:
    'A program that calls an ioctl on the wrong descriptor should get ENOTTY. When two drivers share a number, it gets ' +
    'some other effect instead, and strace cannot say which command was meant.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('hint'),
  collect: ({ header }: RuleContext) => header.commands.filter((command) => !isDriverPrivate(command)).map(factsOf),
  check: (headers) => duplicates(headers),
});

interface CommandFacts extends Pick<RuleFinding, 'range' | 'abis'> {
  readonly name: string;
  readonly value: bigint;
}

function factsOf(command: Command): CommandFacts {
  return { name: command.name, range: command.range, abis: abisOf(command), value: command.ioctl.value };
}

/** drm.h: DRM_COMMAND_BASE to DRM_COMMAND_END belong to each driver by itself. */
function isDriverPrivate({ ioctl: { type, nr } }: Command): boolean {
  return type === 0x64 && nr >= 0x40 && nr < 0xa0;
}

function duplicates(headers: readonly CollectedFacts<readonly CommandFacts[]>[]): readonly RuleFinding[] {
  const byNumber = new Map<bigint, { readonly path: string; readonly command: CommandFacts }[]>();
  for (const { file, facts } of headers) {
    for (const command of facts) {
      const known = byNumber.get(command.value);
      if (known === undefined) byNumber.set(command.value, [{ path: file.path, command }]);
      else known.push({ path: file.path, command });
    }
  }
  return [...byNumber.values()].flatMap((users) => {
    const inOrder = [...users].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    const [first] = inOrder;
    const names = new Set<string>();
    return inOrder.flatMap(({ path, command }) => {
      const isKnown = names.has(command.name) || path === first.path;
      names.add(command.name);
      return isKnown ? [] : [finding(command, first)];
    });
  });
}

function finding(command: CommandFacts, first: { readonly path: string; readonly command: CommandFacts }): RuleFinding {
  return {
    symbol: command.name,
    range: command.range,
    message: `${command.name} has the number of ${first.command.name} in another header, ${hexNumber(command.value)}`,
    abis: command.abis,
    help: 'for a new interface, take a type and a block of numbers that ioctl-number.rst gives to nobody',
    related: [{ range: first.command.range, message: `${first.command.name} is defined here` }],
  };
}
