// npm run new-rule -- GROUP/NAME: makes the folder of a new rule. The code compiles and finds nothing; the page's
// example, which is the rule's test, fails until the rule is written. A rule about sources has its description in a file of
// its own, so that who has only headers loads nothing that reads sources.

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

/** Groups whose rules look at driver sources; those of the others look at headers. */
const groupsOfSources = ['dispatch', 'uaccess'];

/** Of the rule, until its author knows. */
const why = 'TODO: what is wrong with what it finds, and why that matters.';
const reference =
  "{ title: 'TODO: title of the kernel document', url: 'https://docs.kernel.org/driver-api/ioctl.html' }";

await runMain(() => {
  const id = idArgument('new-rule', /^[a-z][a-z0-9-]*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'layout/implicit-hole');
  const [group, name] = id.split('/');
  if (!groups.includes(group)) throw new UserError(`No group '${group}'; the groups are ${groups.join(', ')}.`, 2);
  if (/^(?:no|check|avoid|use|prefer)-/.test(name)) {
    throw new UserError(`Name the rule after what it finds ('${name.replace(/^[a-z]+-/, '')}'), not '${name}'.`, 2);
  }
  if (ruleIds().includes(id)) throw new UserError(`The rule ${id} exists already; nothing was written.`, 2);
  const files = groupsOfSources.includes(group) ? filesOfSourceRule(id) : filesOfHeaderRule(id);
  createFiles(new Map(Object.entries(files).map(([file, text]) => [`${rulesFolder}/${id}/${file}`, text])));
  console.log(
    `Next: write the page, then the rule, until \`npm test -- rules tidy\` passes, and \`npm run generate\`.`,
  );
});

function filesOfHeaderRule(id) {
  const rule = `import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';

/** TODO: what it looks at, on which ABIs, and what it leaves alone. */
export const rule: FileRule = {
  id: '${id}',
  scope: 'file',
  why: '${why}',
  reference: ${reference},
  severity: { recommended: 'warning', new: 'warning', legacy: 'hint', strict: 'warning' },
  check,
};

function check({ analyses }: RuleContext): readonly RuleFinding[] {
  return analyses.flatMap(() => []);
}
`;
  return { 'rule.ts': rule, 'README.md': page(id, headerExample) };
}

function filesOfSourceRule(id) {
  const description = `import { type RuleDescription, severities } from '../../rule.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: '${id}',
  scope: 'source',
  why: '${why}',
  reference: ${reference},
  severity: severities('warning'),
};
`;
  const rule = `import type { DriverSource } from '../../../driver/driverSource.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/** TODO: what it looks at, and what it leaves alone. */
export const rule: SourceRule = { ...description, check };

function check({ surface }: DriverSource): readonly RuleFinding[] {
  return surface.functions.flatMap(() => []);
}
`;
  return { 'description.ts': description, 'rule.ts': rule, 'README.md': page(id, sourceExample) };
}

/** C with a comment behind the line that the rule reports, or without one. */
function headerExample(comment) {
  return `#include <linux/types.h>

struct todo {
	__u32 member;${comment}
};`;
}

function sourceExample(comment) {
  return `static long todo(struct todo *todo, void __user *argp)
{
	return todo_do(todo, argp);${comment}
}`;
}

function page(id, example) {
  return `# ${id}

## What it does

TODO: one sentence that says what is found. Then what is left alone.

## Why it matters

TODO: what goes wrong for users of the interface, and on which ABIs.

## Example

\`\`\`c
${example(` //~ warning[${id}]: TODO: the message`)}
\`\`\`

## Use instead

\`\`\`c
${example('')}
\`\`\`

## When to ignore

TODO: where the finding is right and yet nothing should change.

## References

- TODO: the kernel document, with its section
`;
}
