import { isInside } from '../../../review/conditionals.js';
import { perPiece } from '../../../review/headerText.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';

/** A `//` comment, wherever it stands but in what only the kernel reads. */
export const rule: FileRule = {
  id: 'header-hygiene/cxx-comment',
  scope: 'file',
  why:
    'Exported headers are compiled as C90 when the kernel is built, which has no // comments. A program with -std=c90 or ' +
    '-ansi cannot include the header.',
  reference: {
    title: 'Linux kernel coding style, "Commenting"',
    url: 'https://docs.kernel.org/process/coding-style.html#commenting',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check,
};

const lineComments = perPiece(({ file, comments }) =>
  file.text.includes('//') ? comments.filter(({ isLine }) => isLine) : [],
);

function check({ header }: RuleContext): readonly RuleFinding[] {
  return lineComments(header.text).flatMap(({ text, range }): readonly RuleFinding[] => {
    if (isInside(header.kernelOnly, range.start)) return [];
    const body = text.replace(/^\/\/+/, '').trim();
    const isSafe = !body.includes('*/') && !body.includes('/*') && !body.includes('\n') && !body.endsWith('\\');
    return [
      {
        range,
        message: 'a // comment is not C90',
        abis: abisOf(header),
        help: 'write /* … */',
        fixes: isSafe
          ? [{ title: 'Write /* … */', edits: [{ range, newText: `/* ${body} */` }], effect: 'neutral' }]
          : [],
      },
    ];
  });
}
