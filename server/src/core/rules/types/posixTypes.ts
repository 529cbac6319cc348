/**
 * The types of POSIX and of the C library that must not stand in a record, with what to write instead. Widths after
 * asm-generic/posix_types.h and the posix_types.h of the architectures that have their own.
 */
export interface PosixType {
  /** What holds all its values on every ABI. */
  readonly type: string;
  /** It has this type's size and alignment on every ABI already. */
  readonly isSame?: true;
  readonly severity?: 'warning';
}

const posixTypes: ReadonlyMap<string, PosixType> = new Map<string, PosixType>([
  ['size_t', { type: '__aligned_u64' }],
  ['ssize_t', { type: '__s64' }],
  ['ptrdiff_t', { type: '__s64' }],
  ['intptr_t', { type: '__s64' }],
  ['uintptr_t', { type: '__aligned_u64' }],
  ['off_t', { type: '__s64' }],
  ['time_t', { type: '__s64' }],
  ['clock_t', { type: '__s64' }],
  ['ino_t', { type: '__aligned_u64' }],
  ['dev_t', { type: '__u32' }],
  ['old_dev_t', { type: '__u32' }],
  ['caddr_t', { type: '__aligned_u64' }],
  ['sigset_t', { type: '__aligned_u64' }],
  ['loff_t', { type: '__s64', isSame: true, severity: 'warning' }],
  ['pid_t', { type: '__s32', isSame: true, severity: 'warning' }],
  ['key_t', { type: '__s32', isSame: true, severity: 'warning' }],
  ['uid_t', { type: '__u32', severity: 'warning' }],
  ['gid_t', { type: '__u32', severity: 'warning' }],
  ['uid32_t', { type: '__u32', isSame: true, severity: 'warning' }],
  ['gid32_t', { type: '__u32', isSame: true, severity: 'warning' }],
  ['mode_t', { type: '__u32', severity: 'warning' }],
]);

/** What is known of `size_t`, or of the kernel's `__kernel_size_t`. */
export function posixType(name: string): PosixType | undefined {
  return posixTypes.get(withoutKernel(name));
}

/** The name without the kernel's prefix: `pid_t` of `__kernel_pid_t`. */
export function withoutKernel(name: string): string {
  return name.startsWith('__kernel_') ? name.slice('__kernel_'.length) : name;
}
