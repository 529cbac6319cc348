// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

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
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
import { rule as typesLongMember } from './types/long-member/rule.js';
import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
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
  layoutImplicitHole,
  typesLongMember,
];
