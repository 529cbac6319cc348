import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf, includesOf } from '../includes.js';

/**
 * An include of a header of the C library or of the compiler: without a folder (`<stdint.h>`), or below `sys/`, `net/`,
 * `netinet/`, `arpa/` and `bits/`. It makes no difference whether it stands below `#ifndef __KERNEL__`: that is how user
 * space reads the header.
 */
export const rule: FileRule = {
  id: 'header-hygiene/libc-include',
  scope: 'file',
  why:
    'A kernel header has to work with any C library, and without one: in boot loaders, in nolibc programs, in other ' +
    'kernels. Two headers that both declare a type also clash with each other, depending on the order of includes.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check,
};

const remedies: ReadonlyMap<string, string> = new Map([
  ['stdint.h', 'use __u32 and relatives from <linux/types.h>'],
  ['inttypes.h', 'use __u32 and relatives from <linux/types.h>'],
  ['stddef.h', 'use <linux/stddef.h>'],
  ['stdbool.h', 'use __u8'],
  ['sys/types.h', 'use <linux/types.h>'],
  ['sys/ioctl.h', 'use <linux/ioctl.h>'],
  ['sys/socket.h', 'use <linux/socket.h>'],
  ['net/if.h', 'use <linux/if.h>'],
  ['netinet/in.h', 'use <linux/in.h>'],
  ['sys/time.h', 'use struct __kernel_timespec from <linux/time_types.h>'],
  ['time.h', 'use struct __kernel_timespec from <linux/time_types.h>'],
  ['endian.h', 'use <asm/byteorder.h>'],
  ['limits.h', 'use <linux/limits.h>'],
  ['errno.h', 'use <linux/errno.h>'],
]);

function check({ header }: RuleContext): readonly RuleFinding[] {
  return includesOf(header).flatMap(({ spelling, range, directive }): readonly RuleFinding[] => {
    const isQuoted = header.file.text[range.start - 1] === '"';
    if (isQuoted || !/^(?:[^/]+|(?:sys|net|netinet|arpa|bits|gnu)\/.*)$/.test(spelling)) return [];
    return [
      {
        range: directive.range,
        message: `<${spelling}> belongs to the C library`,
        abis: abisOf(header),
        help: remedies.get(spelling) ?? 'use the kernel header that declares what is needed, or a type of fixed width',
      },
    ];
  });
}
