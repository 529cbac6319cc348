import { bytes, factLines } from '../../../review/byAbi.js';
import type { Abi } from '../../../target/abi.js';
import type { HeaderAnalysis, IoctlDefinition } from '../../../unit/headerAnalysis.js';
import type { FileRule, RuleFinding } from '../../rule.js';
import { argumentBytes } from '../commandFacts.js';

/**
 * An ioctl number has 14 bits for the size of the argument (asm-generic/ioctl.h), and 13 bits on alpha, mips and powerpc
 * (their own asm/ioctl.h). sparc has 13 bits too, but lets the size take the lowest direction bit of a command with an
 * argument, so that 14 fit. 8191 bytes are what the documents allow, and what fits everywhere. `_IOC` does not mask the size: what does not fit changes the direction bits, and
 * whoever takes the number apart reads a wrong size and a wrong direction.
 */
export const rule: FileRule = {
  id: 'ioctl/size-overflow',
  scope: 'file',
  why:
    'The size of an ioctl argument has 13 bits in the number on alpha, mips and powerpc, and 14 elsewhere. A ' +
    'larger size runs over into the direction bits, so that the number decodes to another size and direction.',
  reference: {
    title: 'ioctl based interfaces, "Command number definitions"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#command-number-definitions',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'error', strict: 'error' },
  check: ({ analyses }) => [...commandsOf(analyses)].flatMap(([name, onAbis]) => check(name, onAbis)),
};

interface CommandOnAbi {
  readonly abi: Abi;
  readonly command: IoctlDefinition;
}

/** The largest size that fits on every ABI: 13 bits. */
const portableLimitBytes = 2 ** 13 - 1;

function check(name: string, onAbis: readonly CommandOnAbi[]): readonly RuleFinding[] {
  const largest = Math.max(...onAbis.map(({ command }) => argumentBytes(command)));
  if (largest <= portableLimitBytes) return [];
  const overflowing = onAbis.filter(({ abi, command }) => argumentBytes(command) > limitBytes(abi));
  const tooLarge = onAbis.filter(({ command }) => argumentBytes(command) > portableLimitBytes);
  const [{ command }] = tooLarge;
  const argument = command.argumentType === undefined ? '' : ` (${command.argumentType})`;
  const consequence =
    overflowing.length > 0
      ? `does not fit the size bits of the number on ${overflowing.map(({ abi }) => abi.id).join(', ')}`
      : `fits here, but not the 13 size bits of alpha, mips and powerpc (at most ${portableLimitBytes})`;
  return [
    {
      symbol: name,
      range: command.range,
      message: `the argument of ${name}${argument} has ${bytes(largest)}, which ${consequence}`,
      abis: (overflowing.length > 0 ? overflowing : tooLarge).map(({ abi }) => abi.id),
      facts: factLines(onAbis.map((entry) => [entry.abi.id, factOf(entry)] as const)),
      help:
        'for a new command, pass a small struct that holds the address and length of the large one, or begin the struct with its size ' +
        'and use _IO()',
    },
  ];
}

function factOf({ abi, command }: CommandOnAbi): string {
  const size = argumentBytes(command);
  if (size <= limitBytes(abi)) return `${bytes(size)}, at most ${limitBytes(abi)} fit`;
  const reading = `direction ${command.direction}, size ${command.sizeBytes}`;
  return `${bytes(size)}, at most ${limitBytes(abi)} fit: the number reads as ${reading}`;
}

function limitBytes({ ioctl }: Abi): number {
  return 2 ** (ioctl.sizeBits + (ioctl.sizeTakesDirectionBit === true ? 1 : 0)) - 1;
}

function commandsOf(analyses: readonly HeaderAnalysis[]): ReadonlyMap<string, CommandOnAbi[]> {
  const commands = new Map<string, CommandOnAbi[]>();
  for (const { abi, ioctls } of analyses) {
    for (const command of ioctls) {
      const onAbis = commands.get(command.name);
      if (onAbis === undefined) commands.set(command.name, [{ abi, command }]);
      else onAbis.push({ abi, command });
    }
  }
  return commands;
}
