import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf, codeEnds, isReadable } from '../includes.js';

/**
 * A header without an SPDX-License-Identifier line. A file that only includes another one is left alone: the build makes
 * such files for asm/ headers. A header that does not compile has more urgent faults.
 */
export const rule: FileRule = {
  id: 'header-hygiene/spdx-missing',
  scope: 'file',
  why:
    'Without an SPDX line nobody can tell under which licence a program may use the header, and whether the system call ' +
    'exception covers it.',
  reference: {
    title: 'Linux kernel licensing rules, "License identifier syntax"',
    url: 'https://docs.kernel.org/process/license-rules.html#license-identifier-syntax',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check,
};

function check({ file, header }: RuleContext): readonly RuleFinding[] {
  if (file.text.includes('SPDX-License-Identifier') || !isReadable(header)) return [];
  const { directives } = header.text;
  const [firstCode] = codeEnds(header.text);
  if (firstCode === undefined && directives.length <= 1) return [];
  const firstLine = file.text.search(/[\r\n]|$/);
  const hasOwnTerms = /licen[cs]e|permission|copying/i.test(file.text);
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const start = { file, start: 0, end: 0 };
  return [
    {
      range: { file, start: 0, end: firstLine },
      message: 'the header has no SPDX-License-Identifier line',
      abis: abisOf(header),
      help: hasOwnTerms
        ? 'name the licence of the text in the first line, with the system call note if it is a GPL'
        : 'begin the file with /* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */, or the licence you chose',
      fixes: hasOwnTerms
        ? []
        : [
            {
              title: 'Insert the SPDX line with the default licence of uapi headers',
              edits: [
                { range: start, newText: `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */${newline}` },
              ],
              effect: 'choice',
            },
          ],
    },
  ];
}
