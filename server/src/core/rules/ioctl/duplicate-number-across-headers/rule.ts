import type { Command } from '../../../review/commands.js';
import type { SourceFile } from '../../../source/sourceFile.js';
import { crossFileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { abisOf, hexNumber } from '../commandFacts.js';

/**
 * One number in several headers. Two drivers with the same number are told apart by their descriptors, so this is a hint.
 * Left alone is what is meant: a command that several headers define under one name, headers of which one includes the
 * other or that belong to different architectures, and the numbers that DRM gives to its drivers (nr 0x40 to 0x9f below
 * type 'd').
 */
export const rule = crossFileRule<HeaderCommands>({
  id: 'ioctl/duplicate-number-across-headers',
  why:
    'A program that calls an ioctl on the wrong descriptor should get ENOTTY. When two drivers share a number, it gets ' +
    'some other effect instead, and strace cannot say which command was meant.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('hint'),
  collect: ({ header: { commands, analyses, file } }: RuleContext) => ({
    file,
    commands: commands.filter((command) => !isDriverPrivate(command)).map(factsOf),
    includes:
      commands.length === 0
        ? new Set()
        : new Set(analyses[0].includes.flatMap(({ to }) => (to === undefined ? [] : [to.path]))),
  }),
  check: (headers) => duplicates(headers.map(({ facts }) => facts)),
});

interface HeaderCommands {
  readonly file: SourceFile;
  readonly commands: readonly CommandFacts[];
  /** Paths of what the header includes. */
  readonly includes: ReadonlySet<string>;
}

interface CommandFacts extends Pick<RuleFinding, 'range' | 'abis'> {
  readonly name: string;
  readonly value: bigint;
}

interface NumberUse {
  readonly header: HeaderCommands;
  readonly command: CommandFacts;
}

function factsOf(command: Command): CommandFacts {
  return { name: command.name, range: command.range, abis: abisOf(command), value: command.ioctl.value };
}

/** drm.h: DRM_COMMAND_BASE to DRM_COMMAND_END belong to each driver by itself. */
function isDriverPrivate({ ioctl: { type, nr } }: Command): boolean {
  return type === 0x64 && nr >= 0x40 && nr < 0xa0;
}

function duplicates(headers: readonly HeaderCommands[]): readonly RuleFinding[] {
  const byNumber = new Map<bigint, NumberUse[]>();
  const inOrder = [...headers].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  for (const header of inOrder) {
    for (const command of header.commands) {
      const known = byNumber.get(command.value);
      if (known === undefined) byNumber.set(command.value, [{ header, command }]);
      else known.push({ header, command });
    }
  }
  return [...byNumber.values()].flatMap((uses) => {
    const names = new Set<string>();
    return uses.flatMap((use, index) => {
      const isNamedAbove = names.has(use.command.name);
      names.add(use.command.name);
      if (isNamedAbove) return [];
      const first = uses.slice(0, Math.min(index, MAX_OTHERS)).find((other) => areStrangers(use.header, other.header));
      return first === undefined ? [] : [finding(use.command, first.command)];
    });
  });
}

/** So many earlier uses of a number are looked through for one in a header that knows nothing of this one. */
const MAX_OTHERS = 20;

function areStrangers(a: HeaderCommands, b: HeaderCommands): boolean {
  const [one, other] = [a.file, b.file];
  if (one.path === other.path || a.includes.has(other.path) || b.includes.has(one.path)) return false;
  const [archA, archB] = [one.architecture, other.architecture];
  return archA === undefined || archB === undefined || archA === archB;
}

function finding(command: CommandFacts, first: CommandFacts): RuleFinding {
  return {
    symbol: command.name,
    range: command.range,
    message: `${command.name} has the number of ${first.name} in another header, ${hexNumber(command.value)}`,
    abis: command.abis,
    help: 'for a new interface, take a type and a block of numbers that ioctl-number.rst gives to nobody',
    related: [{ range: first.range, message: `${first.name} is defined here` }],
  };
}
