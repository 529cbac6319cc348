// copy_struct_from_user() and copy_struct_to_user() (include/linux/uaccess.h 7.2): how two sizes of one structure meet.

import type { KernelBuffer } from './kernelBuffer.js';
import type { Simulation } from './simulation.js';
import { checkZeroedUser, clearUser, copyFromUser, copyToUser } from './uaccess.js';

/**
 * The tail beyond the kernel's size is judged before the head is read: a head that faults behind a non-zero tail is
 * E2BIG. A shorter structure of the caller is filled up with zeros.
 *
 * @returns the errno, or `undefined`
 */
export function copyStructFromUser(
  sim: Simulation,
  buffer: KernelBuffer,
  kernelSize: number,
  from: number | undefined,
  userSize: number,
): 'E2BIG' | 'EFAULT' | undefined {
  if (userSize < kernelSize) {
    buffer.zero(userSize, kernelSize);
    sim.say(
      'ZERO_FILL',
      `The caller's structure is older: bytes ${userSize}..${kernelSize} of the kernel's copy are zero.`,
    );
  } else if (userSize > kernelSize) {
    const tail = { step: 'TAIL_SCAN', what: 'Bytes this kernel does not know' } as const;
    const verdict = checkZeroedUser(sim, plus(from, kernelSize), userSize - kernelSize, tail);
    if (verdict !== 'zero') return verdict === 'fault' ? 'EFAULT' : 'E2BIG';
  }
  const head = { step: 'COPY_IN', what: 'The structure' } as const;
  return copyFromUser(sim, buffer, 0, from, Math.min(userSize, kernelSize), head) ? undefined : 'EFAULT';
}

/**
 * The tail of a longer structure of the caller is cleared before the head is written, so a head that cannot be written
 * leaves a cleared tail behind.
 */
export function copyStructToUser(
  sim: Simulation,
  to: number | undefined,
  userSize: number,
  buffer: KernelBuffer,
  kernelSize: number,
): 'EFAULT' | undefined {
  if (userSize > kernelSize) {
    const tail = { step: 'TAIL_CLEAR', what: 'Bytes this kernel does not know' } as const;
    if (!clearUser(sim, plus(to, kernelSize), userSize - kernelSize, tail)) return 'EFAULT';
  }
  const head = { step: 'COPY_OUT', what: 'The result' } as const;
  return copyToUser(sim, to, buffer, 0, Math.min(userSize, kernelSize), head) ? undefined : 'EFAULT';
}

/** Pointer arithmetic; a pointer outside user space stays one. */
export function plus(address: number | undefined, offset: number): number | undefined {
  return address === undefined ? undefined : address + offset;
}
