// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
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
  layoutImplicitHole,
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
