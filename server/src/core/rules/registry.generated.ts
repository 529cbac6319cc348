// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as enumNumberingBaseAliasMissing } from './enum-numbering/base-alias-missing/rule.js';
import { rule as enumNumberingCmdEnumMissing } from './enum-numbering/cmd-enum-missing/rule.js';
import { rule as enumNumberingFlagNotPow2 } from './enum-numbering/flag-not-pow2/rule.js';
import { rule as enumNumberingFlagOverlap } from './enum-numbering/flag-overlap/rule.js';
import { rule as enumNumberingImplicitValue } from './enum-numbering/implicit-value/rule.js';
import { rule as enumNumberingNotSorted } from './enum-numbering/not-sorted/rule.js';
import { rule as enumNumberingNrGap } from './enum-numbering/nr-gap/rule.js';
import { rule as enumNumberingOverlap } from './enum-numbering/overlap/rule.js';
import { rule as enumNumberingSentinel } from './enum-numbering/sentinel/rule.js';
import { rule as enumNumberingValueExceedsField } from './enum-numbering/value-exceeds-field/rule.js';
import { rule as enumNumberingZeroValid } from './enum-numbering/zero-valid/rule.js';
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
import { rule as multiplexFeatureMask } from './multiplex/feature-mask/rule.js';
import { rule as multiplexGrowing } from './multiplex/growing/rule.js';
import { rule as multiplexOpDirection } from './multiplex/op-direction/rule.js';
import { rule as multiplexOpaqueAttr } from './multiplex/opaque-attr/rule.js';
import { rule as multiplexSelectorCollision } from './multiplex/selector-collision/rule.js';
import { rule as multiplexUndecodable } from './multiplex/undecodable/rule.js';
import { rule as typesLongMember } from './types/long-member/rule.js';
import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  enumNumberingBaseAliasMissing,
  enumNumberingCmdEnumMissing,
  enumNumberingFlagNotPow2,
  enumNumberingFlagOverlap,
  enumNumberingImplicitValue,
  enumNumberingNotSorted,
  enumNumberingNrGap,
  enumNumberingOverlap,
  enumNumberingSentinel,
  enumNumberingValueExceedsField,
  enumNumberingZeroValid,
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
  multiplexFeatureMask,
  multiplexGrowing,
  multiplexOpDirection,
  multiplexOpaqueAttr,
  multiplexSelectorCollision,
  multiplexUndecodable,
  typesLongMember,
];
