import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf, includesOf } from '../includes.js';

/** An include whose path begins with `uapi/`, wherever it stands: checkpatch rejects it everywhere, too. */
export const rule: FileRule = {
  id: 'header-hygiene/uapi-path-include',
  scope: 'file',
  why:
    'The folder uapi/ exists in the kernel tree only. Once the header is installed, its include finds nothing, and every ' +
    'program that includes the header stops compiling.',
  reference: { title: 'Checkpatch', url: 'https://docs.kernel.org/dev-tools/checkpatch.html' },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check,
};

function check({ file, header }: RuleContext): readonly RuleFinding[] {
  if (!file.text.includes('uapi/')) return [];
  return includesOf(header).flatMap(({ spelling, range, directive }): readonly RuleFinding[] => {
    if (!spelling.startsWith('uapi/')) return [];
    const below = spelling.slice('uapi/'.length);
    return [
      {
        range: directive.range,
        message: `<${spelling}> is not found once the header is installed`,
        abis: abisOf(header),
        help: `include <${below}>`,
        fixes: [{ title: `Include <${below}>`, edits: [{ range, newText: below }], effect: 'neutral' }],
      },
    ];
  });
}
