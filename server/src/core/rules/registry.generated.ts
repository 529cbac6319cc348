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
import { description as dispatchBaseUnderflow } from './dispatch/base-underflow/description.js';
import { description as dispatchCapableInOpen } from './dispatch/capable-in-open/description.js';
import { description as dispatchCompatScalar } from './dispatch/compat-scalar/description.js';
import { description as dispatchHoleNull } from './dispatch/hole-null/description.js';
import { description as dispatchHookPerOp } from './dispatch/hook-per-op/description.js';
import { description as dispatchMinSizeChoice } from './dispatch/min-size-choice/description.js';
import { description as dispatchMissingCompatIoctl } from './dispatch/missing-compat-ioctl/description.js';
import { description as dispatchNrOnlyAmbiguous } from './dispatch/nr-only-ambiguous/description.js';
import { description as dispatchOExcl } from './dispatch/o-excl/description.js';
import { description as dispatchOpMissing } from './dispatch/op-missing/description.js';
import { description as dispatchOpUnknown } from './dispatch/op-unknown/description.js';
import { description as dispatchOrder } from './dispatch/order/description.js';
import { description as dispatchPositiveReturn } from './dispatch/positive-return/description.js';
import { description as dispatchStackBuffer } from './dispatch/stack-buffer/description.js';
import { description as dispatchStructMismatch } from './dispatch/struct-mismatch/description.js';
import { description as dispatchTableNr } from './dispatch/table-nr/description.js';
import { description as dispatchUnknownErrno } from './dispatch/unknown-errno/description.js';
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
import { rule as ioctlArrayArg } from './ioctl/array-arg/rule.js';
import { rule as ioctlBadMacro } from './ioctl/bad-macro/rule.js';
import { rule as ioctlDirectionVsKdoc } from './ioctl/direction-vs-kdoc/rule.js';
import { rule as ioctlDuplicateNr } from './ioctl/duplicate-nr/rule.js';
import { rule as ioctlDuplicateNumber } from './ioctl/duplicate-number/rule.js';
import { rule as ioctlDuplicateNumberAcrossHeaders } from './ioctl/duplicate-number-across-headers/rule.js';
import { rule as ioctlFlexArg } from './ioctl/flex-arg/rule.js';
import { rule as ioctlIoWithPointer } from './ioctl/io-with-pointer/rule.js';
import { rule as ioctlLayoutDiffersNumberSame } from './ioctl/layout-differs-number-same/rule.js';
import { rule as ioctlNonStructArg } from './ioctl/non-struct-arg/rule.js';
import { rule as ioctlNrOutOfRange } from './ioctl/nr-out-of-range/rule.js';
import { rule as ioctlNrOutsideBlock } from './ioctl/nr-outside-block/rule.js';
import { rule as ioctlNumberDiffers } from './ioctl/number-differs/rule.js';
import { rule as ioctlPointerArg } from './ioctl/pointer-arg/rule.js';
import { rule as ioctlRawIoc } from './ioctl/raw-ioc/rule.js';
import { rule as ioctlRawNumber } from './ioctl/raw-number/rule.js';
import { rule as ioctlScalarByValue } from './ioctl/scalar-by-value/rule.js';
import { rule as ioctlSizeInNumber } from './ioctl/size-in-number/rule.js';
import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
import { rule as ioctlSizeofArg } from './ioctl/sizeof-arg/rule.js';
import { rule as ioctlTypeConflict } from './ioctl/type-conflict/rule.js';
import { rule as ioctlTypeMacro } from './ioctl/type-macro/rule.js';
import { rule as ioctlTypeUnregistered } from './ioctl/type-unregistered/rule.js';
import { rule as ioctlVariableLengthMacro } from './ioctl/variable-length-macro/rule.js';
import { rule as ioctlWordSizeArg } from './ioctl/word-size-arg/rule.js';
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
import { rule as layoutAbiDivergentArmOabi } from './layout/abi-divergent-arm-oabi/rule.js';
import { rule as layoutAbiDivergentM68k } from './layout/abi-divergent-m68k/rule.js';
import { rule as layoutAbiDivergentSh4 } from './layout/abi-divergent-sh4/rule.js';
import { rule as layoutAbiDivergentU64Align } from './layout/abi-divergent-u64-align/rule.js';
import { rule as layoutAbiDivergentWordsize } from './layout/abi-divergent-wordsize/rule.js';
import { rule as layoutAbiDivergentX32 } from './layout/abi-divergent-x32/rule.js';
import { rule as layoutBitfield } from './layout/bitfield/rule.js';
import { rule as layoutBitfieldCrossesUnit } from './layout/bitfield-crosses-unit/rule.js';
import { rule as layoutEmptyStruct } from './layout/empty-struct/rule.js';
import { rule as layoutFakeFlex1 } from './layout/fake-flex-1/rule.js';
import { rule as layoutFlexNoCount } from './layout/flex-no-count/rule.js';
import { rule as layoutFlexNotLast } from './layout/flex-not-last/rule.js';
import { rule as layoutHoleDiffers } from './layout/hole-differs/rule.js';
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
import { rule as layoutImplicitTailPadding } from './layout/implicit-tail-padding/rule.js';
import { rule as layoutInfoLeak } from './layout/info-leak/rule.js';
import { rule as layoutLargeOnStack } from './layout/large-on-stack/rule.js';
import { rule as layoutMisalignedMember } from './layout/misaligned-member/rule.js';
import { rule as layoutNestedFlexNotLast } from './layout/nested-flex-not-last/rule.js';
import { rule as layoutPacked } from './layout/packed/rule.js';
import { rule as layoutPageSizeDependent } from './layout/page-size-dependent/rule.js';
import { rule as layoutSizeNotMultipleOf8 } from './layout/size-not-multiple-of-8/rule.js';
import { rule as layoutUnionNoDiscriminator } from './layout/union-no-discriminator/rule.js';
import { rule as layoutUnionSizeSkew } from './layout/union-size-skew/rule.js';
import { rule as layoutWordsizeButSameOffsets } from './layout/wordsize-but-same-offsets/rule.js';
import { rule as layoutZeroLengthArray } from './layout/zero-length-array/rule.js';
import { rule as multiplexFeatureMask } from './multiplex/feature-mask/rule.js';
import { rule as multiplexGrowing } from './multiplex/growing/rule.js';
import { rule as multiplexOpDirection } from './multiplex/op-direction/rule.js';
import { rule as multiplexOpaqueAttr } from './multiplex/opaque-attr/rule.js';
import { rule as multiplexSelectorCollision } from './multiplex/selector-collision/rule.js';
import { rule as multiplexUndecodable } from './multiplex/undecodable/rule.js';
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
import { description as uaccessBeginEnd } from './uaccess/begin-end/description.js';
import { description as uaccessCompatPtr } from './uaccess/compat-ptr/description.js';
import { description as uaccessContext } from './uaccess/context/description.js';
import { description as uaccessCopySizeMismatch } from './uaccess/copy-size-mismatch/description.js';
import { description as uaccessCountOverflow } from './uaccess/count-overflow/description.js';
import { description as uaccessDoubleFetch } from './uaccess/double-fetch/description.js';
import { description as uaccessFdInstallOrder } from './uaccess/fd-install-order/description.js';
import { description as uaccessFlagsUnchecked } from './uaccess/flags-unchecked/description.js';
import { description as uaccessNoCloexec } from './uaccess/no-cloexec/description.js';
import { description as uaccessNoTailCheck } from './uaccess/no-tail-check/description.js';
import { description as uaccessPtrCast } from './uaccess/ptr-cast/description.js';
import { description as uaccessRawGetUser } from './uaccess/raw-get-user/description.js';
import { description as uaccessReservedUnchecked } from './uaccess/reserved-unchecked/description.js';
import { description as uaccessRespondTooLong } from './uaccess/respond-too-long/description.js';
import { description as uaccessReturnUnchecked } from './uaccess/return-unchecked/description.js';
import { description as uaccessSizeUnbounded } from './uaccess/size-unbounded/description.js';
import { description as uaccessUninitCopyout } from './uaccess/uninit-copyout/description.js';
import type { Rule } from './rule.js';

/** Every rule, sorted by id. Those about driver sources are described here; `sourceRegistry` has their code. */
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
  dispatchBaseUnderflow,
  dispatchCapableInOpen,
  dispatchCompatScalar,
  dispatchHoleNull,
  dispatchHookPerOp,
  dispatchMinSizeChoice,
  dispatchMissingCompatIoctl,
  dispatchNrOnlyAmbiguous,
  dispatchOExcl,
  dispatchOpMissing,
  dispatchOpUnknown,
  dispatchOrder,
  dispatchPositiveReturn,
  dispatchStackBuffer,
  dispatchStructMismatch,
  dispatchTableNr,
  dispatchUnknownErrno,
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
  ioctlArrayArg,
  ioctlBadMacro,
  ioctlDirectionVsKdoc,
  ioctlDuplicateNr,
  ioctlDuplicateNumber,
  ioctlDuplicateNumberAcrossHeaders,
  ioctlFlexArg,
  ioctlIoWithPointer,
  ioctlLayoutDiffersNumberSame,
  ioctlNonStructArg,
  ioctlNrOutOfRange,
  ioctlNrOutsideBlock,
  ioctlNumberDiffers,
  ioctlPointerArg,
  ioctlRawIoc,
  ioctlRawNumber,
  ioctlScalarByValue,
  ioctlSizeInNumber,
  ioctlSizeOverflow,
  ioctlSizeofArg,
  ioctlTypeConflict,
  ioctlTypeMacro,
  ioctlTypeUnregistered,
  ioctlVariableLengthMacro,
  ioctlWordSizeArg,
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
  layoutAbiDivergentArmOabi,
  layoutAbiDivergentM68k,
  layoutAbiDivergentSh4,
  layoutAbiDivergentU64Align,
  layoutAbiDivergentWordsize,
  layoutAbiDivergentX32,
  layoutBitfield,
  layoutBitfieldCrossesUnit,
  layoutEmptyStruct,
  layoutFakeFlex1,
  layoutFlexNoCount,
  layoutFlexNotLast,
  layoutHoleDiffers,
  layoutImplicitHole,
  layoutImplicitTailPadding,
  layoutInfoLeak,
  layoutLargeOnStack,
  layoutMisalignedMember,
  layoutNestedFlexNotLast,
  layoutPacked,
  layoutPageSizeDependent,
  layoutSizeNotMultipleOf8,
  layoutUnionNoDiscriminator,
  layoutUnionSizeSkew,
  layoutWordsizeButSameOffsets,
  layoutZeroLengthArray,
  multiplexFeatureMask,
  multiplexGrowing,
  multiplexOpDirection,
  multiplexOpaqueAttr,
  multiplexSelectorCollision,
  multiplexUndecodable,
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
  uaccessBeginEnd,
  uaccessCompatPtr,
  uaccessContext,
  uaccessCopySizeMismatch,
  uaccessCountOverflow,
  uaccessDoubleFetch,
  uaccessFdInstallOrder,
  uaccessFlagsUnchecked,
  uaccessNoCloexec,
  uaccessNoTailCheck,
  uaccessPtrCast,
  uaccessRawGetUser,
  uaccessReservedUnchecked,
  uaccessRespondTooLong,
  uaccessReturnUnchecked,
  uaccessSizeUnbounded,
  uaccessUninitCopyout,
];
