import { bytes, factLines } from '../../../review/byAbi.js';
import type { Command } from '../../../review/commands.js';
import type { AbiId } from '../../../target/abi.js';
import { compatPairs } from '../../../target/compatPairs.js';
import type { CommandRule, RuleContext, RuleFinding } from '../../rule.js';
import { severities } from '../../rule.js';
import { abisOf, argumentBytes, hexNumber, UNPUBLISHED } from '../commandFacts.js';
import { layoutDifference } from '../layoutDifference.js';

/**
 * A command whose number is not the same for a kernel and for the 32-bit programs that it runs, since the argument has
 * another size there. ABIs that never meet in a call count for less (info), and only by the size of the argument: that
 * `_IOC` puts the fields elsewhere on powerpc is no fault of the header. DRM dispatches by nr and takes the size from the
 * caller's number, so there it is a warning.
 */
export const rule: CommandRule = {
  id: 'ioctl/number-differs',
  scope: 'command',
  why:
    'The size of the argument is part of the number. Where a 32-bit program computes another number than its 64-bit ' +
    'kernel, the call ends with ENOTTY, unless the driver has a compat_ioctl that knows both.',
  reference: {
    title: 'ioctl based interfaces, "32-bit compat mode"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#bit-compat-mode',
  },
  severity: severities('error'),
  check: (context, command) => findingsOf(command, context),
};

function findingsOf(command: Command, { header }: RuleContext): readonly RuleFinding[] {
  const { onAbis, ioctl } = command;
  const isAlike = onAbis.every(({ ioctl: other }) => other === ioctl);
  if (isAlike) return [];
  const pairs = compatPairs.filter(([kernel, program]) => {
    const [a, b] = [valueOn(command, kernel), valueOn(command, program)];
    return a !== undefined && b !== undefined && a !== b;
  });
  const sizes = new Set(onAbis.map(({ ioctl: other }) => other.argumentSizeBytes));
  if (pairs.length === 0 && sizes.size < 2) return [];
  const record = command.recordName === undefined ? undefined : header.recordNamed(command.recordName);
  const difference =
    record === undefined || pairs.length === 0 ? undefined : layoutDifference(header, record, pairs[0]);
  const causes = (difference?.members ?? []).slice(0, 3).map(({ path, range, places }) => ({
    range,
    message: `'${path}' has ${places[0]} on ${pairs[0][0]}, ${places[1]} on ${pairs[0][1]}`,
  }));
  const argument = ioctl.argumentType === undefined ? 'its argument' : `'${ioctl.argumentType}'`;
  const isDrm = header.commandStyle(command) === 'drm';
  return [
    {
      symbol: command.name,
      range: command.range,
      message: `${command.name} has different numbers on ${abisText(command, pairs)}: ${argument} has ${sizesText(command)}`,
      abis: abisOf(command),
      facts: factLines(
        onAbis.map(({ abi, ioctl: other }) => [
          abi,
          `${hexNumber(other.value)}, an argument of ${bytes(argumentBytes(other))}`,
        ]),
      ),
      help:
        `${UNPUBLISHED} pass a struct that all ABIs lay out alike; for one that is in use, compat_ioctl has to accept ` +
        'both numbers and translate (compat_ptr_ioctl is not enough)',
      ...(causes.length === 0 ? {} : { related: causes }),
      ...(pairs.length === 0 ? { severity: 'info' as const } : isDrm ? { severity: 'warning' as const } : {}),
    },
  ];
}

function valueOn({ onAbis }: Command, abi: AbiId): bigint | undefined {
  return onAbis.find((entry) => entry.abi === abi)?.ioctl.value;
}

/** The ABIs of the message: one pair, or those with the smallest and the largest argument. */
function abisText({ onAbis }: Command, pairs: readonly (readonly [AbiId, AbiId])[]): string {
  if (pairs.length > 0) {
    const programs = pairs.filter(([kernel]) => kernel === pairs[0][0]).map(([, program]) => program);
    return `${pairs[0][0]} and ${programs.join(', ')}`;
  }
  const first = onAbis[0];
  const other = onAbis.find(({ ioctl }) => ioctl.argumentSizeBytes !== first.ioctl.argumentSizeBytes) ?? first;
  return `${first.abi} and ${other.abi}`;
}

function sizesText({ onAbis }: Command): string {
  const sizes = [...new Set(onAbis.map(({ ioctl }) => argumentBytes(ioctl)))].sort((a, b) => b - a);
  return sizes.length === 1 ? bytes(sizes[0]) : `${sizes.slice(0, -1).join(', ')} or ${bytes(sizes[sizes.length - 1])}`;
}
