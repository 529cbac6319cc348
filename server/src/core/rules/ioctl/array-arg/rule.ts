import { type CommandRule, severities } from '../../rule.js';
import { argumentKind } from '../argumentKind.js';
import { abisOf, UNPUBLISHED } from '../commandFacts.js';

/** A command whose argument type is an array (`struct dirent[2]`, `__u8[16]`). The macro takes it; few people expect it. */
export const rule: CommandRule = {
  id: 'ioctl/array-arg',
  scope: 'command',
  why:
    'An array as argument type works, but has no name, no room for a flag or a length, and reads like a mistake: its ' +
    'number of elements can never change.',
  reference: {
    title: 'ioctl based interfaces',
    url: 'https://docs.kernel.org/driver-api/ioctl.html',
  },
  severity: severities('info'),
  check: (_context, command) =>
    argumentKind(command).kind !== 'array' || command.aliasOf !== undefined
      ? []
      : [
          {
            symbol: command.name,
            range: command.range,
            message: `the argument of ${command.name} is an array: '${command.ioctl.argumentType}'`,
            abis: abisOf(command),
            help: `${UNPUBLISHED} put the array into a struct`,
          },
        ],
};
