// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import type { SourceRule } from './rule.js';

/** The rules about driver sources, sorted by id. */
export const sourceRules: readonly SourceRule[] = [
];
