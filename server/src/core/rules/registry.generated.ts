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
import { rule as headerHygieneAsmTypesInclude } from './header-hygiene/asm-types-include/rule.js';
import { rule as headerHygieneConfigLeak } from './header-hygiene/config-leak/rule.js';
import { rule as headerHygieneCxxComment } from './header-hygiene/cxx-comment/rule.js';
import { rule as headerHygieneCxxKeywordMember } from './header-hygiene/cxx-keyword-member/rule.js';
import { rule as headerHygieneCxxUnionFlex } from './header-hygiene/cxx-union-flex/rule.js';
import { rule as headerHygieneExternDecl } from './header-hygiene/extern-decl/rule.js';
import { rule as headerHygieneIncludeGuard } from './header-hygiene/include-guard/rule.js';
import { rule as headerHygieneInlineAsmKeyword } from './header-hygiene/inline-asm-keyword/rule.js';
import { rule as headerHygieneKernelBitMacros } from './header-hygiene/kernel-bit-macros/rule.js';
import { rule as headerHygieneKernelGuard } from './header-hygiene/kernel-guard/rule.js';
import { rule as headerHygieneLibcInclude } from './header-hygiene/libc-include/rule.js';
import { rule as headerHygieneMissingIoctlInclude } from './header-hygiene/missing-ioctl-include/rule.js';
import { rule as headerHygieneMissingTypesInclude } from './header-hygiene/missing-types-include/rule.js';
import { rule as headerHygieneNamePrefix } from './header-hygiene/name-prefix/rule.js';
import { rule as headerHygieneSelfContained } from './header-hygiene/self-contained/rule.js';
import { rule as headerHygieneSpdxMissing } from './header-hygiene/spdx-missing/rule.js';
import { rule as headerHygieneSpdxSyscallNote } from './header-hygiene/spdx-syscall-note/rule.js';
import { rule as headerHygieneStaticAssert } from './header-hygiene/static-assert/rule.js';
import { rule as headerHygieneUapiPathInclude } from './header-hygiene/uapi-path-include/rule.js';
import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
import { rule as kdocDirectionMissing } from './kdoc/direction-missing/rule.js';
import { rule as kdocEnumRefUnresolved } from './kdoc/enum-ref-unresolved/rule.js';
import { rule as kdocErrnoContract } from './kdoc/errno-contract/rule.js';
import { rule as kdocIoctlNameUnknown } from './kdoc/ioctl-name-unknown/rule.js';
import { rule as kdocMemberUndocumented } from './kdoc/member-undocumented/rule.js';
import { rule as kdocMissingOnIoctlStruct } from './kdoc/missing-on-ioctl-struct/rule.js';
import { rule as kdocNotInRst } from './kdoc/not-in-rst/rule.js';
import { rule as kdocOnMacroNotStruct } from './kdoc/on-macro-not-struct/rule.js';
import { rule as kdocOrder } from './kdoc/order/rule.js';
import { rule as kdocPointerText } from './kdoc/pointer-text/rule.js';
import { rule as kdocSizeText } from './kdoc/size-text/rule.js';
import { rule as kdocStaleReference } from './kdoc/stale-reference/rule.js';
import { rule as kdocUnknownMember } from './kdoc/unknown-member/rule.js';
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
import { rule as suppressionMissingReason } from './suppression/missing-reason/rule.js';
import { rule as suppressionUnknownRule } from './suppression/unknown-rule/rule.js';
import { rule as suppressionUnused } from './suppression/unused/rule.js';
import { rule as typesBoolMember } from './types/bool-member/rule.js';
import { rule as typesEnumMember } from './types/enum-member/rule.js';
import { rule as typesFdNotS32 } from './types/fd-not-s32/rule.js';
import { rule as typesFlagWidth } from './types/flag-width/rule.js';
import { rule as typesFloatMember } from './types/float-member/rule.js';
import { rule as typesInt128Member } from './types/int128-member/rule.js';
import { rule as typesKernelInt } from './types/kernel-int/rule.js';
import { rule as typesLibcInt } from './types/libc-int/rule.js';
import { rule as typesLongMember } from './types/long-member/rule.js';
import { rule as typesPlainChar } from './types/plain-char/rule.js';
import { rule as typesPlainInt } from './types/plain-int/rule.js';
import { rule as typesPointerMember } from './types/pointer-member/rule.js';
import { rule as typesPointerUnionPad } from './types/pointer-union-pad/rule.js';
import { rule as typesPreferAlignedU64 } from './types/prefer-aligned-u64/rule.js';
import { rule as typesSignedBit31 } from './types/signed-bit31/rule.js';
import { rule as typesTimeMember } from './types/time-member/rule.js';
import { rule as typesWordTypedef } from './types/word-typedef/rule.js';
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
  headerHygieneAsmTypesInclude,
  headerHygieneConfigLeak,
  headerHygieneCxxComment,
  headerHygieneCxxKeywordMember,
  headerHygieneCxxUnionFlex,
  headerHygieneExternDecl,
  headerHygieneIncludeGuard,
  headerHygieneInlineAsmKeyword,
  headerHygieneKernelBitMacros,
  headerHygieneKernelGuard,
  headerHygieneLibcInclude,
  headerHygieneMissingIoctlInclude,
  headerHygieneMissingTypesInclude,
  headerHygieneNamePrefix,
  headerHygieneSelfContained,
  headerHygieneSpdxMissing,
  headerHygieneSpdxSyscallNote,
  headerHygieneStaticAssert,
  headerHygieneUapiPathInclude,
  ioctlSizeOverflow,
  kdocDirectionMissing,
  kdocEnumRefUnresolved,
  kdocErrnoContract,
  kdocIoctlNameUnknown,
  kdocMemberUndocumented,
  kdocMissingOnIoctlStruct,
  kdocNotInRst,
  kdocOnMacroNotStruct,
  kdocOrder,
  kdocPointerText,
  kdocSizeText,
  kdocStaleReference,
  kdocUnknownMember,
  layoutImplicitHole,
  suppressionMissingReason,
  suppressionUnknownRule,
  suppressionUnused,
  typesBoolMember,
  typesEnumMember,
  typesFdNotS32,
  typesFlagWidth,
  typesFloatMember,
  typesInt128Member,
  typesKernelInt,
  typesLibcInt,
  typesLongMember,
  typesPlainChar,
  typesPlainInt,
  typesPointerMember,
  typesPointerUnionPad,
  typesPreferAlignedU64,
  typesSignedBit31,
  typesTimeMember,
  typesWordTypedef,
];
