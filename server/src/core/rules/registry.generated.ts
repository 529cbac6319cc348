// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
import { rule as suppressionMissingReason } from './suppression/missing-reason/rule.js';
import { rule as suppressionUnknownRule } from './suppression/unknown-rule/rule.js';
import { rule as suppressionUnused } from './suppression/unused/rule.js';
import { rule as typesLongMember } from './types/long-member/rule.js';
import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  ioctlSizeOverflow,
  layoutImplicitHole,
  suppressionMissingReason,
  suppressionUnknownRule,
  suppressionUnused,
  typesLongMember,
];
