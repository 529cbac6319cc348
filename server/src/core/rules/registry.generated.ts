// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
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
  ioctlSizeOverflow,
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
