import { type FileRule, severities } from '../../rule.js';
import { bitLength, writtenShifts } from '../shifts.js';

/**
 * A signed constant that is shifted into the sign bit, in a macro or an enumerator: `1 << 31`, `3 << 30`. A count that a
 * macro names is looked up. A shift of something else, such as a cast or a parameter, is left alone.
 */
export const rule: FileRule = {
  id: 'types/signed-bit31',
  scope: 'file',
  why:
    'An int has no bit for the result: C leaves the shift undefined, and where it gives the sign bit the value is negative ' +
    'and sets all upper bits of a 64-bit mask.',
  reference: {
    title: 'ioctl based interfaces',
    url: 'https://docs.kernel.org/driver-api/ioctl.html',
  },
  severity: severities('warning'),
  check: ({ header }) =>
    writtenShifts(header).flatMap(({ symbol, left, value, isUnsigned, longs, count, range }) => {
      const highest = bitLength(value) + count;
      if (isUnsigned || longs > 0 || count > 31n || highest !== 32n || bitLength(value) > 31n) return [];
      const { file, end } = left.range;
      return [
        {
          symbol,
          range,
          message: `${symbol} shifts the int ${left.text} into the sign bit`,
          abis: header.abiIds,
          help: `write ${left.text}U`,
          fixes: [
            {
              title: `Write ${left.text}U`,
              edits: [{ range: { file, start: end, end }, newText: 'U' }],
              // The value was negative in 64 bits, and is positive then.
              effect: 'layout' as const,
            },
          ],
        },
      ];
    }),
};
