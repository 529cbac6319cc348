import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';
import { tokenUses } from '../tokens.js';

/** A declaration with `extern`, in what user space reads. `extern "C"` is a matter of C++ and is left alone. */
export const rule: FileRule = {
  id: 'header-hygiene/extern-decl',
  scope: 'file',
  why:
    'A program cannot link to a function or variable of the kernel: the declaration promises what does not exist. ' +
    'headers_check rejects it.',
  reference: {
    title: 'Linux Kernel Makefiles, "Kbuild syntax for exported headers"',
    url: 'https://docs.kernel.org/kbuild/makefiles.html#kbuild-syntax-for-exported-headers',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check: ({ header }: RuleContext): readonly RuleFinding[] => {
    return externUses(header).flatMap(({ token, next, macro }) => {
      if (macro !== undefined || next?.text.startsWith('"') === true) return [];
      return [
        {
          range: token.range,
          message: 'an extern declaration names something that only the kernel has',
          abis: abisOf(header),
          help: 'move it to a header of the kernel, or below #ifdef __KERNEL__',
        },
      ];
    });
  },
};

const externUses = tokenUses(/\bextern\b/, (text) => text === 'extern');
