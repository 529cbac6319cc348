// server/src/core/rules/registry.generated.ts: the list of all rules, from the folders, so that a new rule is registered
// by being there.

import { ruleIds, rulesFolder } from '../lib/rules.mjs';

export async function outputs() {
  const rules = ruleIds().map((id) => ({ id, constant: constantName(id) }));
  const text = `// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

${rules.map(({ id, constant }) => `import { rule as ${constant} } from './${id}/rule.js';\n`).join('')}import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
${rules.map(({ constant }) => `  ${constant},\n`).join('')}];
`;
  return new Map([[`${rulesFolder}/registry.generated.ts`, text]]);
}

/** `layout/implicit-hole` → `layoutImplicitHole`. */
function constantName(id) {
  return id.replace(/[/-](.)/g, (_, letter) => letter.toUpperCase());
}
