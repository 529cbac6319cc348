import type { FileRule, RuleFinding } from '../../rule.js';
import { severities } from '../../rule.js';
import { abisOf, hexNumber, UNPUBLISHED } from '../commandFacts.js';
import { type NumberClash, numberClashes } from '../numberClashes.js';

/**
 * Two commands of a header with the same number on every ABI. Names made from each other are one command, and commands for
 * different descriptors (a comment `uapi-fd:` says which) do not meet. Where only the headings of the header suggest
 * different descriptors, it is a hint.
 */
export const rule: FileRule = {
  id: 'ioctl/duplicate-number',
  scope: 'file',
  why:
    'A driver tells commands apart by their numbers alone. Of two with the same number one cannot be called: the other ' +
    'runs, with an argument of another type.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('error'),
  check: ({ header }) =>
    header.commands.length < 2
      ? []
      : numberClashes(header).flatMap((clash) => (clash.what === 'number' ? [finding(clash)] : [])),
};

function finding({ command, earlier, apart }: NumberClash): RuleFinding {
  const number = hexNumber(command.ioctl.value);
  return {
    symbol: command.name,
    range: command.range,
    message: `${command.name} has the number of ${earlier.name}, ${number}`,
    abis: abisOf(command),
    help:
      apart === 'likely'
        ? 'when they are for different descriptors, say so: /* uapi-fd: NAME */ above the commands of each'
        : `${UNPUBLISHED} take a free nr; for another name of one command write #define ${command.name} ${earlier.name}, ` +
          'and for commands of different descriptors /* uapi-fd: NAME */ above each group',
    related: [{ range: earlier.range, message: `${earlier.name} is defined here` }],
    ...(apart === 'likely' ? { severity: 'hint' as const } : {}),
  };
}
