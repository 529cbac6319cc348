// The lists of all rules, from the folders, so that a new rule is registered by being there:
//   server/src/core/rules/registry.generated.ts         every rule; those about driver sources only by their description
//   server/src/core/rules/sourceRegistry.generated.ts   those with their code
//
// Whoever has only headers loads nothing of what reads sources: such a rule has its description in a file of its own.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/repository.mjs';
import { ruleIds, rulesFolder } from '../lib/rules.mjs';

export async function outputs() {
  const rules = ruleIds().map((id) => ({ id, constant: constantName(id), isOfSources: hasDescription(id) }));
  const ofSources = rules.filter(({ isOfSources }) => isOfSources);
  const registry = `${notice}
${imports(rules)}import type { Rule } from './rule.js';

/** Every rule, sorted by id. Those about driver sources are described here; \`sourceRegistry\` has their code. */
export const allRules: readonly Rule[] = [
${rules.map(({ constant }) => `  ${constant},\n`).join('')}];
`;
  const sourceRegistry = `${notice}
${imports(ofSources.map((rule) => ({ ...rule, isOfSources: false })))}import type { SourceRule } from './rule.js';

/** The rules about driver sources, sorted by id. */
export const sourceRules: readonly SourceRule[] = [
${ofSources.map(({ constant }) => `  ${constant},\n`).join('')}];
`;
  return new Map([
    [`${rulesFolder}/registry.generated.ts`, registry],
    [`${rulesFolder}/sourceRegistry.generated.ts`, sourceRegistry],
  ]);
}

const notice = '// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.\n';

function imports(rules) {
  return rules
    .map(({ id, constant, isOfSources }) =>
      isOfSources
        ? `import { description as ${constant} } from './${id}/description.js';\n`
        : `import { rule as ${constant} } from './${id}/rule.js';\n`,
    )
    .join('');
}

function hasDescription(id) {
  return existsSync(join(root, rulesFolder, id, 'description.ts'));
}

/** `layout/implicit-hole` → `layoutImplicitHole`. */
function constantName(id) {
  return id.replace(/[/-](.)/g, (_, letter) => letter.toUpperCase());
}
