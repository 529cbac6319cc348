import { bytes, factLines } from '../../../review/byAbi.js';
import type { Command } from '../../../review/commands.js';
import { type CommandRule, type RuleFinding, severities } from '../../rule.js';
import { type ArgumentKind, argumentKind } from '../argumentKind.js';
import { abisOf, argumentBytes, UNPUBLISHED } from '../commandFacts.js';

/**
 * A command whose argument type is a word: `long`, `size_t`, `time_t`, a pointer, also behind typedefs and as the element
 * of an array. Fixed-width names are trusted. `loff_t` is 64 bits wide everywhere, and an info: the name is the C
 * library's.
 */
export const rule: CommandRule = {
  id: 'ioctl/word-size-arg',
  scope: 'command',
  why:
    'A word has 4 bytes in a 32-bit program and 8 bytes in its 64-bit kernel. The size is part of the number, so the ' +
    'program calls a command that the kernel does not know.',
  reference: {
    title: 'ioctl based interfaces, "32-bit compat mode"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#bit-compat-mode',
  },
  severity: severities('error'),
  check: (_context, command) => findingsOf(command),
};

function findingsOf(command: Command): readonly RuleFinding[] {
  const kind = argumentKind(command);
  const what = whatText(kind, command);
  if (what === undefined) return [];
  const { argumentType } = command.ioctl;
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `the argument of ${command.name} ('${argumentType}') is ${what}`,
      abis: abisOf(command),
      facts: factLines(command.onAbis.map(({ abi, ioctl }) => [abi, bytes(argumentBytes(ioctl))] as const)),
      help: `${UNPUBLISHED} pass a struct with members of fixed width (__u64, __s32)`,
      ...(kind.kind === 'file-offset' ? { severity: 'info' as const } : {}),
    },
  ];
}

function whatText(kind: ArgumentKind, { onAbis }: Command): string | undefined {
  const sizes = new Set(onAbis.map(({ ioctl }) => ioctl.argumentSizeBytes));
  switch (kind.kind) {
    case 'word':
      return kind.through.length === 0
        ? `a word: ${kind.name}`
        : `a word: ${kind.name} (through ${kind.through.join(', ')})`;
    case 'pointer':
      return 'a pointer, so the number holds the size of a word';
    case 'array':
      return sizes.size > 1 ? 'an array of words' : undefined;
    case 'file-offset':
      return "a name of the C library's, though 64 bits wide here";
    case 'none':
    case 'record':
    case 'scalar':
      return undefined;
  }
}
