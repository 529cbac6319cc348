// npm run new-rule -- GROUP/NAME: makes the folder of a new rule. The code compiles and finds nothing; the page's
// example, which is the rule's test, fails until the rule is written.

import { runMain, UserError } from './lib/repository.mjs';
import { ruleIds, rulesFolder } from './lib/rules.mjs';
import { createFiles, idArgument } from './lib/scaffold.mjs';

/** Groups of rules. A new group is a decision about how users find rules, so it is added here by hand. */
const groups = [
  'compat',
  'dispatch',
  'enum-numbering',
  'extensible',
  'header-hygiene',
  'ioctl',
  'kdoc',
  'layout',
  'multiplex',
  'types',
  'uaccess',
];

await runMain(() => {
  const id = idArgument('new-rule', /^[a-z][a-z0-9-]*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'layout/implicit-hole');
  const [group, name] = id.split('/');
  if (!groups.includes(group)) throw new UserError(`No group '${group}'; the groups are ${groups.join(', ')}.`, 2);
  if (/^(?:no|check|avoid|use|prefer)-/.test(name)) {
    throw new UserError(`Name the rule after what it finds ('${name.replace(/^[a-z]+-/, '')}'), not '${name}'.`, 2);
  }
  if (ruleIds().includes(id)) throw new UserError(`The rule ${id} exists already; nothing was written.`, 2);
  createFiles(
    new Map([
      [`${rulesFolder}/${id}/rule.ts`, code(id)],
      [`${rulesFolder}/${id}/README.md`, page(id)],
    ]),
  );
  console.log(
    `Next: write the page, then the rule, until \`npm test -- rules tidy\` passes, and \`npm run generate\`.`,
  );
});

function code(id) {
  return `import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';

/** TODO: what it looks at, on which ABIs, and what it leaves alone. */
export const rule: FileRule = {
  id: '${id}',
  scope: 'file',
  why: 'TODO: what is wrong with what it finds, and why that matters.',
  reference: { title: 'TODO: title of the kernel document', url: 'https://docs.kernel.org/driver-api/ioctl.html' },
  severity: { recommended: 'warning', new: 'warning', legacy: 'hint', strict: 'warning' },
  check,
};

function check({ analyses }: RuleContext): readonly RuleFinding[] {
  return analyses.flatMap(() => []);
}
`;
}

function page(id) {
  return `# ${id}

## What it does

TODO: one sentence that says what is found. Then what is left alone.

## Why it matters

TODO: what goes wrong for users of the header, and on which ABIs.

## Example

\`\`\`c
#include <linux/types.h>

struct todo {
	__u32 member; //~ warning[${id}]: TODO: the message
};
\`\`\`

## Use instead

\`\`\`c
#include <linux/types.h>

struct todo {
	__u32 member;
};
\`\`\`

## When to ignore

TODO: where the finding is right and yet nothing should change.

## References

- TODO: the kernel document, with its section
`;
}
