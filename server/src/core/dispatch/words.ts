// What an errno, and a warning, means in a call: the words of a kernel developer.

import { chosen, type DispatchModel } from './dispatchModel.js';
import type { Warning } from './trace.js';

const general: Readonly<Record<string, string>> = {
  EFAULT: 'user memory could not be read or written',
  ENOTTY: 'no handler takes this number',
  EINVAL: 'the argument is refused',
  E2BIG: 'the structure says something that this kernel does not know',
  ENOMEM: 'no memory for the copy',
  ENODEV: 'the device is not there',
  EBADF: 'the descriptor is not open',
  EPERM: 'the caller may not do this',
  EACCES: 'the caller may not do this',
};

/** The reason of the model for an errno, or a general one. */
export function errnoReason(model: DispatchModel | undefined, errno: string): string {
  const own = model?.errnos.find((known) => known.errno === errno)?.reason;
  return own ?? chosen(general, errno, 'the handler refused the call');
}

const warnings: Readonly<Record<Warning, string>> = {
  'double-fetch': 'bytes of the caller are read a second time; another thread may have changed them',
  'double-fetch-benign': 'the second fetch does no harm: only the first value is used',
  'double-fetch-neutralised': 'the second fetch does no harm: the first value overwrites it',
  'double-fetch-hazard': 'the second value decides what the first was checked for',
  'leaked-uninit': 'bytes that nobody wrote reach the caller: old stack or heap content leaks',
  'fd-before-copyout': 'the descriptor is installed and then the copy fails: the caller never learns its number',
  'tail-dropped': 'the caller set bytes that this kernel does not know, and is not told',
  'tail-kept-stale': "bytes behind the kernel's structure keep what the caller had there",
  'size-bits-lie':
    'the size or direction of the number is not what really moves: valgrind, strace and sanitizers are misled',
  'copy-out-after-error': 'the call fails and writes user memory all the same',
  'results-lost': 'results never reach the caller',
  'array-misplaced': 'the array is looked for where callers do not put it',
  'forbidden-in-window': 'user access must not stay open over calls, translations or sleeps',
  'unknown-command-succeeds': 'an unknown command returns 0: feature detection by trying is impossible',
  'use-after-free': 'freed operations are used',
  'invariant-broken': 'a count or a list is not what the open devices are',
};

export function warningText(warning: Warning): string {
  return warnings[warning];
}
