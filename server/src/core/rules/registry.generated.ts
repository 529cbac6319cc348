// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
];
