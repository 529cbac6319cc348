// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as compatAlignmentChanged } from './compat/alignment-changed/rule.js';
import { rule as compatArrayBoundChanged } from './compat/array-bound-changed/rule.js';
import { rule as compatConstantRenamed } from './compat/constant-renamed/rule.js';
import { rule as compatEnumValueChanged } from './compat/enum-value-changed/rule.js';
import { rule as compatEnumeratorRemoved } from './compat/enumerator-removed/rule.js';
import { rule as compatFlagBitReused } from './compat/flag-bit-reused/rule.js';
import { rule as compatFlexMigration } from './compat/flex-migration/rule.js';
import { rule as compatHeaderRemoved } from './compat/header-removed/rule.js';
import { rule as compatHoleFilled } from './compat/hole-filled/rule.js';
import { rule as compatInsertedMiddle } from './compat/inserted-middle/rule.js';
import { rule as compatIoctlNumberChanged } from './compat/ioctl-number-changed/rule.js';
import { rule as compatKdocWeakened } from './compat/kdoc-weakened/rule.js';
import { rule as compatMacroRemoved } from './compat/macro-removed/rule.js';
import { rule as compatMacroValueChanged } from './compat/macro-value-changed/rule.js';
import { rule as compatMemberOffsetChanged } from './compat/member-offset-changed/rule.js';
import { rule as compatMemberRemoved } from './compat/member-removed/rule.js';
import { rule as compatMemberRenamed } from './compat/member-renamed/rule.js';
import { rule as compatMemberReordered } from './compat/member-reordered/rule.js';
import { rule as compatMemberSignedness } from './compat/member-signedness/rule.js';
import { rule as compatMemberSizeChanged } from './compat/member-size-changed/rule.js';
import { rule as compatMemberTypeChanged } from './compat/member-type-changed/rule.js';
import { rule as compatMinSizeLowered } from './compat/min-size-lowered/rule.js';
import { rule as compatMinSizeRaised } from './compat/min-size-raised/rule.js';
import { rule as compatNrReused } from './compat/nr-reused/rule.js';
import { rule as compatPaddingAbiSkew } from './compat/padding-abi-skew/rule.js';
import { rule as compatReservedConsumed } from './compat/reserved-consumed/rule.js';
import { rule as compatStructGrown } from './compat/struct-grown/rule.js';
import { rule as compatStructRemoved } from './compat/struct-removed/rule.js';
import { rule as compatStructShrunk } from './compat/struct-shrunk/rule.js';
import { rule as compatStyleChanged } from './compat/style-changed/rule.js';
import { rule as compatTailPaddingReuse } from './compat/tail-padding-reuse/rule.js';
import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
import { rule as typesLongMember } from './types/long-member/rule.js';
import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  compatAlignmentChanged,
  compatArrayBoundChanged,
  compatConstantRenamed,
  compatEnumValueChanged,
  compatEnumeratorRemoved,
  compatFlagBitReused,
  compatFlexMigration,
  compatHeaderRemoved,
  compatHoleFilled,
  compatInsertedMiddle,
  compatIoctlNumberChanged,
  compatKdocWeakened,
  compatMacroRemoved,
  compatMacroValueChanged,
  compatMemberOffsetChanged,
  compatMemberRemoved,
  compatMemberRenamed,
  compatMemberReordered,
  compatMemberSignedness,
  compatMemberSizeChanged,
  compatMemberTypeChanged,
  compatMinSizeLowered,
  compatMinSizeRaised,
  compatNrReused,
  compatPaddingAbiSkew,
  compatReservedConsumed,
  compatStructGrown,
  compatStructRemoved,
  compatStructShrunk,
  compatStyleChanged,
  compatTailPaddingReuse,
  ioctlSizeOverflow,
  layoutImplicitHole,
  typesLongMember,
];
