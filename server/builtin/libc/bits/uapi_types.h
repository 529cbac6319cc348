/*
 * The types of glibc 2.36 whose width depends on the ABI, each behind a macro of its own, so that <sys/types.h>,
 * <time.h> and others can define the same ones. No program includes this file. File offsets and times have the default
 * width: neither _FILE_OFFSET_BITS nor _TIME_BITS is set.
 */
#ifndef _BITS_UAPI_TYPES_H
#define _BITS_UAPI_TYPES_H 1

#include <features.h>

/* The `long` of system calls: 64 bits on x32, `long` elsewhere. */
#if defined __x86_64__ && defined __ILP32__
__extension__ typedef long long __syscall_slong_t;
__extension__ typedef unsigned long long __syscall_ulong_t;
#else
typedef long __syscall_slong_t;
typedef unsigned long __syscall_ulong_t;
#endif

typedef __UINT64_TYPE__ __dev_t;
typedef unsigned int __uid_t;
typedef unsigned int __gid_t;
typedef unsigned int __mode_t;
typedef unsigned int __id_t;
typedef unsigned int __socklen_t;
typedef int __pid_t;
typedef int __key_t;
typedef int __clockid_t;
typedef int __daddr_t;
typedef void *__timer_t;
typedef char *__caddr_t;
typedef __SIZE_TYPE__ __size_t;
typedef __PTRDIFF_TYPE__ __ssize_t;
typedef __INTPTR_TYPE__ __intptr_t;

typedef __syscall_slong_t __off_t;
typedef __INT64_TYPE__ __off64_t;
typedef __INT64_TYPE__ __loff_t;
typedef __UINT64_TYPE__ __ino64_t;
typedef __syscall_slong_t __time_t;
typedef __syscall_slong_t __clock_t;
typedef unsigned int __useconds_t;

#ifdef __alpha__
typedef unsigned int __ino_t;
typedef unsigned int __blkcnt_t;
typedef int __fsblkcnt_t;
typedef unsigned int __fsfilcnt_t;
#else
typedef __syscall_ulong_t __ino_t;
typedef __syscall_slong_t __blkcnt_t;
typedef __syscall_ulong_t __fsblkcnt_t;
typedef __syscall_ulong_t __fsfilcnt_t;
#endif

#if defined __x86_64__ || defined __powerpc64__ || defined __s390x__
typedef __syscall_ulong_t __nlink_t;
#else
typedef unsigned int __nlink_t;
#endif

#ifdef __alpha__
typedef unsigned int __blksize_t;
#elif defined __aarch64__ || defined __riscv
typedef int __blksize_t;
#else
typedef __syscall_slong_t __blksize_t;
#endif

#if defined __sparc__ && defined __arch64__
typedef int __suseconds_t;
#else
typedef __syscall_slong_t __suseconds_t;
#endif

typedef struct {
	int __val[2];
} __fsid_t;

#define __FD_SETSIZE 1024

#endif
