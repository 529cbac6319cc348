import type { FileRule, Fix, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';

/**
 * An SPDX expression with a GPL or LGPL that lacks `WITH Linux-syscall-note`, in one of its alternatives or in all. Other
 * licences need no exception.
 */
export const rule: FileRule = {
  id: 'header-hygiene/spdx-syscall-note',
  scope: 'file',
  why:
    'The note says that a program which uses the header to call the kernel is no derived work of it. Without the note the ' +
    'GPL reaches every program that includes the header, and headers_install refuses it.',
  reference: {
    title: 'Linux kernel licensing rules, "License identifier syntax"',
    url: 'https://docs.kernel.org/process/license-rules.html#license-identifier-syntax',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check,
};

const gpl = /\b(?:L|A)?GPL-\d[\w.]*(?:-only|-or-later)?\+?/g;
const NOTE = ' WITH Linux-syscall-note';

function check({ file, header }: RuleContext): readonly RuleFinding[] {
  const line = /SPDX-License-Identifier:[ \t]*([^\n\r]*?)[ \t]*(?:\*\/|[\r\n]|$)/.exec(file.text);
  if (line === null) return [];
  const [whole, expression] = line;
  const bare = [...expression.matchAll(gpl)].filter(
    ({ 0: name, index }) => !/^\s+WITH\s+Linux-syscall-note\b/.test(expression.slice(index + name.length)),
  );
  if (bare.length === 0) return [];
  const start = line.index + whole.indexOf(expression, 'SPDX-License-Identifier:'.length);
  const range = { file, start, end: start + expression.length };
  const fix: Fix[] = /\bWITH\b/.test(expression)
    ? []
    : [
        {
          title: "Add 'WITH Linux-syscall-note'",
          edits: [{ range, newText: withNote(expression) }],
          effect: 'neutral',
        },
      ];
  return [
    {
      range,
      message: `the licence '${expression}' lacks 'WITH Linux-syscall-note'`,
      abis: abisOf(header),
      help: `write ${withNote(expression)}`,
      fixes: fix,
    },
  ];
}

/** `GPL-2.0 OR MIT` becomes `((GPL-2.0 WITH Linux-syscall-note) OR MIT)`, as the licensing rules spell it. */
function withNote(expression: string): string {
  const isSingle = /^\(?\s*[\w.+-]+\s*\)?$/.test(expression);
  if (isSingle) return expression.replace(gpl, (name) => `${name}${NOTE}`);
  const noted = expression.replace(gpl, (name) => `(${name}${NOTE})`);
  return noted.startsWith('((') || expression.startsWith('(') ? noted : `(${noted})`;
}
