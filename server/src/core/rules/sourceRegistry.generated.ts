// Made by scripts/generate/rule-registry.mjs from the folders beside this file; do not edit.

import { rule as dispatchBaseUnderflow } from './dispatch/base-underflow/rule.js';
import { rule as dispatchCapableInOpen } from './dispatch/capable-in-open/rule.js';
import { rule as dispatchCompatScalar } from './dispatch/compat-scalar/rule.js';
import { rule as dispatchHoleNull } from './dispatch/hole-null/rule.js';
import { rule as dispatchHookPerOp } from './dispatch/hook-per-op/rule.js';
import { rule as dispatchMinSizeChoice } from './dispatch/min-size-choice/rule.js';
import { rule as dispatchMissingCompatIoctl } from './dispatch/missing-compat-ioctl/rule.js';
import { rule as dispatchNrOnlyAmbiguous } from './dispatch/nr-only-ambiguous/rule.js';
import { rule as dispatchOExcl } from './dispatch/o-excl/rule.js';
import { rule as dispatchOpMissing } from './dispatch/op-missing/rule.js';
import { rule as dispatchOpUnknown } from './dispatch/op-unknown/rule.js';
import { rule as dispatchOrder } from './dispatch/order/rule.js';
import { rule as dispatchPositiveReturn } from './dispatch/positive-return/rule.js';
import { rule as dispatchStackBuffer } from './dispatch/stack-buffer/rule.js';
import { rule as dispatchStructMismatch } from './dispatch/struct-mismatch/rule.js';
import { rule as dispatchTableNr } from './dispatch/table-nr/rule.js';
import { rule as dispatchUnknownErrno } from './dispatch/unknown-errno/rule.js';
import { rule as uaccessBeginEnd } from './uaccess/begin-end/rule.js';
import { rule as uaccessCompatPtr } from './uaccess/compat-ptr/rule.js';
import { rule as uaccessContext } from './uaccess/context/rule.js';
import { rule as uaccessCopySizeMismatch } from './uaccess/copy-size-mismatch/rule.js';
import { rule as uaccessCountOverflow } from './uaccess/count-overflow/rule.js';
import { rule as uaccessDoubleFetch } from './uaccess/double-fetch/rule.js';
import { rule as uaccessFdInstallOrder } from './uaccess/fd-install-order/rule.js';
import { rule as uaccessFlagsUnchecked } from './uaccess/flags-unchecked/rule.js';
import { rule as uaccessNoCloexec } from './uaccess/no-cloexec/rule.js';
import { rule as uaccessNoTailCheck } from './uaccess/no-tail-check/rule.js';
import { rule as uaccessPtrCast } from './uaccess/ptr-cast/rule.js';
import { rule as uaccessRawGetUser } from './uaccess/raw-get-user/rule.js';
import { rule as uaccessReservedUnchecked } from './uaccess/reserved-unchecked/rule.js';
import { rule as uaccessRespondTooLong } from './uaccess/respond-too-long/rule.js';
import { rule as uaccessReturnUnchecked } from './uaccess/return-unchecked/rule.js';
import { rule as uaccessSizeUnbounded } from './uaccess/size-unbounded/rule.js';
import { rule as uaccessUninitCopyout } from './uaccess/uninit-copyout/rule.js';
import type { SourceRule } from './rule.js';

/** The rules about driver sources, sorted by id. */
export const sourceRules: readonly SourceRule[] = [
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
