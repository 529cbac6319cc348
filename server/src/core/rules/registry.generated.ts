// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as extensibleNoFlags } from './extensible/no-flags/rule.js';
import { rule as extensibleNoStruct } from './extensible/no-struct/rule.js';
import { rule as extensibleSharedStruct } from './extensible/shared-struct/rule.js';
import { rule as extensibleSizeFirstMissing } from './extensible/size-first-missing/rule.js';
import { rule as extensibleSizeMemberTypeMixed } from './extensible/size-member-type-mixed/rule.js';
import { rule as extensibleSizeNotU32 } from './extensible/size-not-u32/rule.js';
import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
import { rule as typesLongMember } from './types/long-member/rule.js';
import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  extensibleNoFlags,
  extensibleNoStruct,
  extensibleSharedStruct,
  extensibleSizeFirstMissing,
  extensibleSizeMemberTypeMixed,
  extensibleSizeNotU32,
  ioctlSizeOverflow,
  layoutImplicitHole,
  typesLongMember,
];
