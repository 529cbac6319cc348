// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as ioctlDuplicateNr } from './ioctl/duplicate-nr/rule.js';
import { rule as ioctlDuplicateNumber } from './ioctl/duplicate-number/rule.js';
import { rule as ioctlDuplicateNumberAcrossHeaders } from './ioctl/duplicate-number-across-headers/rule.js';
import { rule as ioctlLayoutDiffersNumberSame } from './ioctl/layout-differs-number-same/rule.js';
import { rule as ioctlNumberDiffers } from './ioctl/number-differs/rule.js';
import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
import { rule as ioctlSizeofArg } from './ioctl/sizeof-arg/rule.js';
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
import { rule as typesLongMember } from './types/long-member/rule.js';
import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  ioctlDuplicateNr,
  ioctlDuplicateNumber,
  ioctlDuplicateNumberAcrossHeaders,
  ioctlLayoutDiffersNumberSame,
  ioctlNumberDiffers,
  ioctlSizeOverflow,
  ioctlSizeofArg,
  layoutImplicitHole,
  typesLongMember,
];
