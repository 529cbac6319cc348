import { perPiece } from '../../../review/headerText.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf, insertInclude } from '../includes.js';

/**
 * A macro whose value is made with `_IO`, `_IOR`, `_IOW`, `_IOWR` or `_IOC`, in a header that includes linux/ioctl.h
 * neither itself nor through others. asm/ioctl.h and sys/ioctl.h will do. With an include that was not found nobody can
 * tell, and the rule is silent.
 */
export const rule: FileRule = {
  id: 'header-hygiene/missing-ioctl-include',
  scope: 'file',
  why:
    'The header compiles by itself, since macros are expanded where they are used, and then the first program that uses ' +
    'the command without <sys/ioctl.h> does not.',
  reference: {
    title: 'ioctl based interfaces, "Command number definitions"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#command-number-definitions',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check,
};

const wrapper = /^_IO(?:C|R|W|WR|R_BAD|W_BAD|WR_BAD)?$/;
const providers = ['linux/ioctl.h', 'asm/ioctl.h', 'asm-generic/ioctl.h', 'sys/ioctl.h'];

const wrapperUses = perPiece(({ file, defines }) =>
  file.text.includes('_IO') ? defines.filter(({ body }) => body.some(({ text }) => wrapper.test(text))) : [],
);

function check({ header }: RuleContext): readonly RuleFinding[] {
  const uses = wrapperUses(header.text);
  if (uses.length === 0 || header.defineOf('_IOC') !== undefined) return [];
  const { names, isPartial } = header.includeClosure;
  if (isPartial || providers.some((name) => names.has(name))) return [];
  const [first] = uses;
  const macro = first.body.find(({ text }) => wrapper.test(text))?.text ?? '_IO';
  return [
    {
      symbol: first.name,
      range: first.nameRange,
      message: `${first.name} uses ${macro}(), and the header does not include <linux/ioctl.h>`,
      abis: abisOf(header),
      help: 'include <linux/ioctl.h>',
      fixes: [{ title: 'Include <linux/ioctl.h>', edits: insertInclude(header, 'linux/ioctl.h'), effect: 'neutral' }],
    },
  ];
}
