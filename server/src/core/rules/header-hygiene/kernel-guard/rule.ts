import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';

/** A condition about `__KERNEL__`, of either sense; one finding for each conditional. */
export const rule: FileRule = {
  id: 'header-hygiene/kernel-guard',
  scope: 'file',
  why:
    'What stands below #ifdef __KERNEL__ is no user interface. In a uapi header it makes two headers of one, and what ' +
    'belongs to which is easily mistaken.',
  reference: {
    title: 'Linux Kernel Makefiles, "Kbuild syntax for exported headers"',
    url: 'https://docs.kernel.org/kbuild/makefiles.html#kbuild-syntax-for-exported-headers',
  },
  severity: { recommended: 'info', new: 'info', legacy: 'off', strict: 'info' },
  check: ({ file, header }: RuleContext): readonly RuleFinding[] => {
    if (!file.text.includes('__KERNEL__')) return [];
    return header.text.directives.flatMap((directive) =>
      /^(?:if|ifdef|ifndef|elif)/.test(directive.name) && directive.tokens.some(({ text }) => text === '__KERNEL__')
        ? [
            {
              range: directive.range,
              message: 'the header differs between the kernel and user space here',
              abis: abisOf(header),
              help: 'keep what only the kernel needs in its own header, which includes this one',
            },
          ]
        : [],
    );
  },
};
