import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';
import { tokenUses } from '../tokens.js';

/** `static_assert`, `_Static_assert` and `BUILD_BUG_ON` in what user space reads. */
export const rule: FileRule = {
  id: 'header-hygiene/static-assert',
  scope: 'file',
  why:
    'C90 and C++98 have no static assertions, so the header does not compile there; and a program that turns on packing ' +
    'or another ABI would stop on an assertion that only the kernel needs.',
  reference: {
    title: '(How to avoid) Botching up ioctls',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'hint' },
  check: ({ header }: RuleContext): readonly RuleFinding[] => {
    const uses = assertUses(header);
    return uses.flatMap(({ token: { text, range }, next, macro }) =>
      macro !== undefined || next?.text !== '('
        ? []
        : [
            {
              range,
              message: `${text} in a uapi header is not compiled everywhere that the header is`,
              abis: abisOf(header),
              help: 'keep the assertion in the source file of the kernel that handles the struct',
            },
          ],
    );
  },
};

const assertUses = tokenUses(/static_assert|_Static_assert|BUILD_BUG_ON/, (text) =>
  /^(?:static_assert|_Static_assert|BUILD_BUG_ON(?:_\w+)?)$/.test(text),
);
