/*
 * <asm/posix_types.h>: the __kernel_* types in which architectures differ. A macro of the same name tells
 * <asm-generic/posix_types.h> that a type is defined here.
 */
#ifndef _ASM_POSIX_TYPES_H
#define _ASM_POSIX_TYPES_H

/* 32-bit architectures that began with 16-bit ids and modes. */
#if defined __i386__ || defined __arm__ || defined __m68k__ || defined __sh__ || (defined __sparc__ && !defined __arch64__)
typedef unsigned short __kernel_mode_t;
#define __kernel_mode_t __kernel_mode_t
typedef unsigned short __kernel_ipc_pid_t;
#define __kernel_ipc_pid_t __kernel_ipc_pid_t
typedef unsigned short __kernel_uid_t;
typedef unsigned short __kernel_gid_t;
#define __kernel_uid_t __kernel_uid_t
typedef unsigned short __kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t
#endif

#if defined __x86_64__
#ifdef __ILP32__
__extension__ typedef long long __kernel_long_t;
__extension__ typedef unsigned long long __kernel_ulong_t;
#define __kernel_long_t __kernel_long_t
#endif
typedef unsigned long __kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t

#elif defined __alpha__
typedef unsigned int __kernel_ino_t;
#define __kernel_ino_t __kernel_ino_t
typedef unsigned long __kernel_sigset_t;

#elif defined __hppa__
#ifndef __LP64__
typedef unsigned short __kernel_mode_t;
#define __kernel_mode_t __kernel_mode_t
#endif
typedef unsigned short __kernel_ipc_pid_t;
#define __kernel_ipc_pid_t __kernel_ipc_pid_t
__extension__ typedef long long __kernel_off64_t;
__extension__ typedef unsigned long long __kernel_ino64_t;

#elif defined __mips__
typedef long __kernel_daddr_t;
#define __kernel_daddr_t __kernel_daddr_t

#elif defined __powerpc64__
typedef unsigned long __kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t

#elif defined __powerpc__
typedef short __kernel_ipc_pid_t;
#define __kernel_ipc_pid_t __kernel_ipc_pid_t

#elif defined __s390x__
typedef unsigned int __kernel_ino_t;
#define __kernel_ino_t __kernel_ino_t
typedef unsigned short __kernel_old_dev_t;
#define __kernel_old_dev_t __kernel_old_dev_t
typedef unsigned long __kernel_sigset_t;

#elif defined __sparc__ && defined __arch64__
typedef long __kernel_long_t;
typedef unsigned long __kernel_ulong_t;
#define __kernel_long_t __kernel_long_t
typedef int __kernel_suseconds_t;
#define __kernel_suseconds_t __kernel_suseconds_t

/* Here and not in <linux/time_types.h>: tv_usec has 32 bits. */
struct __kernel_old_timeval {
	__kernel_long_t tv_sec;
	__kernel_suseconds_t tv_usec;
};
#define __kernel_old_timeval __kernel_old_timeval

#elif defined __sparc__
typedef long __kernel_daddr_t;
#define __kernel_daddr_t __kernel_daddr_t
#endif

#if defined __x86_64__ || defined __aarch64__ || defined __sh__ || (defined __sparc__ && defined __arch64__)
typedef unsigned short __kernel_old_uid_t;
typedef unsigned short __kernel_old_gid_t;
#define __kernel_old_uid_t __kernel_old_uid_t
#endif

#include <asm-generic/posix_types.h>

#endif
