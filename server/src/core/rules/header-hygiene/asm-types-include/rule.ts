import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf, includesOf } from '../includes.js';

/** `#include <asm/types.h>`, except in the header that passes it on (linux/types.h) and in asm headers. */
export const rule: FileRule = {
  id: 'header-hygiene/asm-types-include',
  scope: 'file',
  why:
    'asm/types.h declares only __u8 to __s64: __le32, __aligned_u64 and the others come from linux/types.h, which also ' +
    'settles what differs between architectures.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check,
};

function check({ file, header }: RuleContext): readonly RuleFinding[] {
  if (
    !file.text.includes('asm/types.h') ||
    /(?:^|\/)(?:asm|asm-generic)\/|(?:^|\/)linux\/types\.h$/.test(file.displayName)
  ) {
    return [];
  }
  const own = includesOf(header);
  return own.flatMap(({ spelling, range, directive }): readonly RuleFinding[] => {
    if (spelling !== 'asm/types.h') return [];
    const isThere = own.some((each) => each.spelling === 'linux/types.h');
    return [
      {
        range: directive.range,
        message: 'the header includes <asm/types.h> instead of <linux/types.h>',
        abis: abisOf(header),
        help: isThere ? 'leave it out: <linux/types.h> is included too' : 'include <linux/types.h>',
        fixes: isThere
          ? []
          : [
              {
                title: 'Include <linux/types.h> instead',
                edits: [{ range, newText: 'linux/types.h' }],
                effect: 'neutral',
              },
            ],
      },
    ];
  });
}
