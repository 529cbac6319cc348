import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf, insertInclude } from '../includes.js';
import { tokenUses } from '../tokens.js';

/**
 * A use of `__u32` and relatives in a header that includes linux/types.h neither itself nor through others. A header that
 * makes such a type is left alone, and so is everything when an include was not found.
 */
export const rule: FileRule = {
  id: 'header-hygiene/missing-types-include',
  scope: 'file',
  why:
    'A program that includes the header first does not compile: nothing has declared the types. It works for those who ' +
    'happen to include another kernel header before.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check,
};

const fixedType = /^__(?:[us](?:8|16|32|64)|[lb]e(?:16|32|64)|aligned_(?:[us]|[lb]e)64|sum16|wsum|poll_t)$/;
const providers = ['linux/types.h', 'asm/types.h', 'asm-generic/int-ll64.h', 'asm-generic/int-l64.h'];

function check({ header }: RuleContext): readonly RuleFinding[] {
  const { names, isPartial } = header.includeClosure;
  if (isPartial || providers.some((name) => names.has(name))) return [];
  const uses = fixedTypeUses(header);
  const declared = uses.filter(({ macro }) => macro === undefined);
  if (declared.length === 0 || declared.some(({ next }) => next?.text === ';')) return [];
  const [{ token }] = declared;
  const kinds = [...new Set(declared.map(({ token: { text } }) => text))];
  return [
    {
      range: token.range,
      message: `the header uses ${kinds.slice(0, 3).join(', ')}${kinds.length > 3 ? ' and others' : ''} and does not include <linux/types.h>`,
      abis: abisOf(header),
      help: 'include <linux/types.h>',
      fixes: [{ title: 'Include <linux/types.h>', edits: insertInclude(header, 'linux/types.h'), effect: 'neutral' }],
    },
  ];
}

const fixedTypeUses = tokenUses(/__/, (text) => text.startsWith('__') && fixedType.test(text));
