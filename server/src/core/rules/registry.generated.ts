// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as extensibleFlagsUndocumented } from './extensible/flags-undocumented/rule.js';
import { rule as extensibleMaskProtocol } from './extensible/mask-protocol/rule.js';
import { rule as extensibleMinSizeInPadding } from './extensible/min-size-in-padding/rule.js';
import { rule as extensibleNoFlags } from './extensible/no-flags/rule.js';
import { rule as extensibleNoReserved } from './extensible/no-reserved/rule.js';
import { rule as extensibleNoStruct } from './extensible/no-struct/rule.js';
import { rule as extensibleOptionalNeedsFlag } from './extensible/optional-needs-flag/rule.js';
import { rule as extensibleOutBeforeIn } from './extensible/out-before-in/rule.js';
import { rule as extensibleReservedName } from './extensible/reserved-name/rule.js';
import { rule as extensibleReservedUndocumented } from './extensible/reserved-undocumented/rule.js';
import { rule as extensibleSharedStruct } from './extensible/shared-struct/rule.js';
import { rule as extensibleSizeFirstMissing } from './extensible/size-first-missing/rule.js';
import { rule as extensibleSizeMemberTypeMixed } from './extensible/size-member-type-mixed/rule.js';
import { rule as extensibleSizeNotU32 } from './extensible/size-not-u32/rule.js';
import { rule as extensibleSizeVerConst } from './extensible/size-ver-const/rule.js';
import { rule as extensibleStateVerbs } from './extensible/state-verbs/rule.js';
import { rule as extensibleVersionField } from './extensible/version-field/rule.js';
import { rule as extensibleZeroMeansOld } from './extensible/zero-means-old/rule.js';
import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
import { rule as typesLongMember } from './types/long-member/rule.js';
import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  extensibleFlagsUndocumented,
  extensibleMaskProtocol,
  extensibleMinSizeInPadding,
  extensibleNoFlags,
  extensibleNoReserved,
  extensibleNoStruct,
  extensibleOptionalNeedsFlag,
  extensibleOutBeforeIn,
  extensibleReservedName,
  extensibleReservedUndocumented,
  extensibleSharedStruct,
  extensibleSizeFirstMissing,
  extensibleSizeMemberTypeMixed,
  extensibleSizeNotU32,
  extensibleSizeVerConst,
  extensibleStateVerbs,
  extensibleVersionField,
  extensibleZeroMeansOld,
  ioctlSizeOverflow,
  layoutImplicitHole,
  typesLongMember,
];
