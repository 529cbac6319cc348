// The lists of all rules, from the folders, so that a new rule is registered by being there:
//   server/src/core/rules/registry.generated.ts         every rule; those about driver sources only by their description
//   server/src/core/rules/sourceRegistry.generated.ts   those with their code
//
// Whoever has only headers loads nothing of what reads sources. A description is data, and is copied from the rule's file:
// it is written in literals, before `check`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, UserError } from '../lib/repository.mjs';
import { ruleIds, rulesFolder } from '../lib/rules.mjs';

export async function outputs() {
  const rules = ruleIds().map((id) => {
    const text = readFileSync(join(root, rulesFolder, id, 'rule.ts'), 'utf8');
    return { id, constant: constantName(id), description: sourceDescription(id, text) };
  });
  const ofSources = rules.filter(({ description }) => description !== undefined);
  const ofHeaders = rules.filter(({ description }) => description === undefined);
  const entries = rules.map(({ constant, description }) => `  ${description ?? constant},\n`);
  const registry = `${notice}
${imports(ofHeaders)}import type { Rule } from './rule.js';

/** Every rule, sorted by id. Those about driver sources are described here; \`sourceRegistry\` has their code. */
export const allRules: readonly Rule[] = [
${entries.join('')}];
`;
  const sourceRegistry = `${notice}
${imports(ofSources)}import type { SourceRule } from './rule.js';

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
  return rules.map(({ id, constant }) => `import { rule as ${constant} } from './${id}/rule.js';\n`).join('');
}

/** What a rule about driver sources says of itself, as TypeScript; undefined for other rules. */
function sourceDescription(id, text) {
  const literal = /^export const rule: SourceRule = \{\n([\s\S]*?)^\};$/m.exec(text)?.[1];
  if (literal === undefined) return undefined;
  const data = /^([\s\S]*?)^ {2}check\b/m.exec(literal)?.[1];
  try {
    const { scope, why, reference, severity } = new Function(`return {${data}};`)();
    return JSON.stringify({ id, scope, why, reference, severity });
  } catch {
    throw new UserError(`${rulesFolder}/${id}/rule.ts: write the description in literals, and \`check\` last.`);
  }
}

/** `layout/implicit-hole` → `layoutImplicitHole`. */
function constantName(id) {
  return id.replace(/[/-](.)/g, (_, letter) => letter.toUpperCase());
}
