import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';
import { tokenUses } from '../tokens.js';

/** `inline` and `asm` as keywords. In a kernel tree headers_install spells them with underscores, so they are safe there. */
export const rule: FileRule = {
  id: 'header-hygiene/inline-asm-keyword',
  scope: 'file',
  why: 'C90 has neither inline nor asm: a program with -std=c90 or -ansi cannot include the header.',
  reference: {
    title: 'Linux Kernel Makefiles, "Kbuild syntax for exported headers"',
    url: 'https://docs.kernel.org/kbuild/makefiles.html#kbuild-syntax-for-exported-headers',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'hint' },
  check: ({ file, header }: RuleContext): readonly RuleFinding[] => {
    if (file.view === 'uninstalled') return [];
    return keywordUses(header).map(({ token: { text, range }, macro }) => ({
      ...(macro === undefined ? {} : { symbol: macro }),
      range,
      message: `'${text}' is no keyword of C90`,
      abis: abisOf(header),
      help: `write __${text}__`,
      fixes: [{ title: `Write __${text}__`, edits: [{ range, newText: `__${text}__` }], effect: 'neutral' }],
    }));
  },
};

const keywordUses = tokenUses(/\b(?:inline|asm)\b/, (text) => text === 'inline' || text === 'asm');
