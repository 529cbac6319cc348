// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as ioctlSizeOverflow } from './ioctl/size-overflow/rule.js';
import { rule as kdocDirectionMissing } from './kdoc/direction-missing/rule.js';
import { rule as kdocEnumRefUnresolved } from './kdoc/enum-ref-unresolved/rule.js';
import { rule as kdocErrnoContract } from './kdoc/errno-contract/rule.js';
import { rule as kdocIoctlNameUnknown } from './kdoc/ioctl-name-unknown/rule.js';
import { rule as kdocMemberUndocumented } from './kdoc/member-undocumented/rule.js';
import { rule as kdocMissingOnIoctlStruct } from './kdoc/missing-on-ioctl-struct/rule.js';
import { rule as kdocOnMacroNotStruct } from './kdoc/on-macro-not-struct/rule.js';
import { rule as kdocOrder } from './kdoc/order/rule.js';
import { rule as kdocPointerText } from './kdoc/pointer-text/rule.js';
import { rule as kdocSizeText } from './kdoc/size-text/rule.js';
import { rule as kdocStaleReference } from './kdoc/stale-reference/rule.js';
import { rule as kdocUnknownMember } from './kdoc/unknown-member/rule.js';
import { rule as layoutImplicitHole } from './layout/implicit-hole/rule.js';
import { rule as typesLongMember } from './types/long-member/rule.js';
import type { Rule } from './rule.js';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  ioctlSizeOverflow,
  kdocDirectionMissing,
  kdocEnumRefUnresolved,
  kdocErrnoContract,
  kdocIoctlNameUnknown,
  kdocMemberUndocumented,
  kdocMissingOnIoctlStruct,
  kdocOnMacroNotStruct,
  kdocOrder,
  kdocPointerText,
  kdocSizeText,
  kdocStaleReference,
  kdocUnknownMember,
  layoutImplicitHole,
  typesLongMember,
];
