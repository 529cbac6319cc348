// The rules as they lie in the folders: server/src/core/rules/GROUP/NAME/{rule.ts,README.md} is the rule GROUP/NAME.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './repository.mjs';

export const rulesFolder = 'server/src/core/rules';

/** Ids of all rules, sorted. */
export function ruleIds() {
  return subfolders(join(root, rulesFolder)).flatMap((group) =>
    subfolders(join(root, rulesFolder, group))
      .filter((name) => existsSync(join(root, rulesFolder, group, name, 'rule.ts')))
      .map((name) => `${group}/${name}`),
  );
}

/** The rule's page, or an empty text where it was forgotten (a tidy test reports that). */
export function ruleReadme(id) {
  const path = join(root, rulesFolder, id, 'README.md');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** The first sentence of the section "What it does". */
export function ruleSummary(id) {
  const section = ruleReadme(id).match(/^## What it does\n+([\s\S]*?)(?:\n\n|$(?![\s\S]))/m)?.[1] ?? '';
  return section.replace(/\s+/g, ' ').match(/^.*?\.(?=\s|$)/)?.[0] ?? section.trim();
}

function subfolders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
