// Made by scripts/generate/builtin-headers.mjs from server/builtin; do not edit.
import type { BuiltinHeader } from './builtinHeaders.js';

/** A function, not a table: its strings are made when it is first called. */
export function builtinHeaderOf(spelling: string): BuiltinHeader | undefined {
  switch (spelling) {
    case 'float.h':
      return { kind: 'compiler', text: `/* <float.h>: characteristics of floating types (C17 5.2.4.2.2). */
#ifndef _FLOAT_H
#define _FLOAT_H 1

#define FLT_RADIX __FLT_RADIX__
#define FLT_ROUNDS 1
#define FLT_EVAL_METHOD __FLT_EVAL_METHOD__
#define DECIMAL_DIG __DECIMAL_DIG__

#define FLT_MANT_DIG __FLT_MANT_DIG__
#define FLT_DIG __FLT_DIG__
#define FLT_DECIMAL_DIG __FLT_DECIMAL_DIG__
#define FLT_MIN_EXP __FLT_MIN_EXP__
#define FLT_MIN_10_EXP __FLT_MIN_10_EXP__
#define FLT_MAX_EXP __FLT_MAX_EXP__
#define FLT_MAX_10_EXP __FLT_MAX_10_EXP__
#define FLT_MAX __FLT_MAX__
#define FLT_EPSILON __FLT_EPSILON__
#define FLT_MIN __FLT_MIN__
#define FLT_TRUE_MIN __FLT_DENORM_MIN__
#define FLT_HAS_SUBNORM __FLT_HAS_DENORM__

#define DBL_MANT_DIG __DBL_MANT_DIG__
#define DBL_DIG __DBL_DIG__
#define DBL_DECIMAL_DIG __DBL_DECIMAL_DIG__
#define DBL_MIN_EXP __DBL_MIN_EXP__
#define DBL_MIN_10_EXP __DBL_MIN_10_EXP__
#define DBL_MAX_EXP __DBL_MAX_EXP__
#define DBL_MAX_10_EXP __DBL_MAX_10_EXP__
#define DBL_MAX __DBL_MAX__
#define DBL_EPSILON __DBL_EPSILON__
#define DBL_MIN __DBL_MIN__
#define DBL_TRUE_MIN __DBL_DENORM_MIN__
#define DBL_HAS_SUBNORM __DBL_HAS_DENORM__

#define LDBL_MANT_DIG __LDBL_MANT_DIG__
#define LDBL_DIG __LDBL_DIG__
#define LDBL_DECIMAL_DIG __LDBL_DECIMAL_DIG__
#define LDBL_MIN_EXP __LDBL_MIN_EXP__
#define LDBL_MIN_10_EXP __LDBL_MIN_10_EXP__
#define LDBL_MAX_EXP __LDBL_MAX_EXP__
#define LDBL_MAX_10_EXP __LDBL_MAX_10_EXP__
#define LDBL_MAX __LDBL_MAX__
#define LDBL_EPSILON __LDBL_EPSILON__
#define LDBL_MIN __LDBL_MIN__
#define LDBL_TRUE_MIN __LDBL_DENORM_MIN__
#define LDBL_HAS_SUBNORM __LDBL_HAS_DENORM__

#endif
` };
    case 'iso646.h':
      return { kind: 'compiler', text: `/* <iso646.h>: alternative spellings of operators (C17 7.9). */
#ifndef _ISO646_H
#define _ISO646_H

#ifndef __cplusplus
#define and &&
#define and_eq &=
#define bitand &
#define bitor |
#define compl ~
#define not !
#define not_eq !=
#define or ||
#define or_eq |=
#define xor ^
#define xor_eq ^=
#endif

#endif
` };
    case 'limits.h':
      return { kind: 'compiler', text: `/* <limits.h>: sizes of integer types (C17 5.2.4.2.1). The POSIX limits are in <linux/limits.h>. */
#ifndef _LIMITS_H
#define _LIMITS_H 1

#define CHAR_BIT __CHAR_BIT__
#define MB_LEN_MAX 16

#define SCHAR_MAX __SCHAR_MAX__
#define SCHAR_MIN (-SCHAR_MAX - 1)
#define UCHAR_MAX (SCHAR_MAX * 2 + 1)

#ifdef __CHAR_UNSIGNED__
#define CHAR_MAX UCHAR_MAX
#define CHAR_MIN 0
#else
#define CHAR_MAX SCHAR_MAX
#define CHAR_MIN SCHAR_MIN
#endif

#define SHRT_MAX __SHRT_MAX__
#define SHRT_MIN (-SHRT_MAX - 1)
#define USHRT_MAX (SHRT_MAX * 2 + 1)

#define INT_MAX __INT_MAX__
#define INT_MIN (-INT_MAX - 1)
#define UINT_MAX (INT_MAX * 2U + 1U)

#define LONG_MAX __LONG_MAX__
#define LONG_MIN (-LONG_MAX - 1L)
#define ULONG_MAX (LONG_MAX * 2UL + 1UL)

#define LLONG_MAX __LONG_LONG_MAX__
#define LLONG_MIN (-LLONG_MAX - 1LL)
#define ULLONG_MAX (LLONG_MAX * 2ULL + 1ULL)

/* GNU names of the last three. */
#define LONG_LONG_MAX LLONG_MAX
#define LONG_LONG_MIN LLONG_MIN
#define ULONG_LONG_MAX ULLONG_MAX

#endif
` };
    case 'stdalign.h':
      return { kind: 'compiler', text: `/* <stdalign.h>: alignment (C17 7.15). */
#ifndef _STDALIGN_H
#define _STDALIGN_H

#ifndef __cplusplus
#define alignas _Alignas
#define alignof _Alignof
#endif

#define __alignas_is_defined 1
#define __alignof_is_defined 1

#endif
` };
    case 'stdarg.h':
      return { kind: 'compiler', text: `/* <stdarg.h>: variable arguments (C17 7.16). */
#ifndef __GNUC_VA_LIST
#define __GNUC_VA_LIST
typedef __builtin_va_list __gnuc_va_list;
#endif

/* libc headers ask for __gnuc_va_list alone. */
#ifdef __need___va_list
#undef __need___va_list
#elif !defined _STDARG_H
#define _STDARG_H

typedef __gnuc_va_list va_list;

#define va_start(list, last) __builtin_va_start(list, last)
#define va_arg(list, type) __builtin_va_arg(list, type)
#define va_end(list) __builtin_va_end(list)
#define va_copy(to, from) __builtin_va_copy(to, from)

#endif
` };
    case 'stdatomic.h':
      return { kind: 'compiler', text: `/* <stdatomic.h>: the types of C17 7.17 that a record can hold. The functions are left out: no header calls them. */
#ifndef _STDATOMIC_H
#define _STDATOMIC_H

typedef enum {
	memory_order_relaxed = __ATOMIC_RELAXED,
	memory_order_consume = __ATOMIC_CONSUME,
	memory_order_acquire = __ATOMIC_ACQUIRE,
	memory_order_release = __ATOMIC_RELEASE,
	memory_order_acq_rel = __ATOMIC_ACQ_REL,
	memory_order_seq_cst = __ATOMIC_SEQ_CST
} memory_order;

typedef struct {
	_Bool __val;
} atomic_flag;

typedef _Atomic _Bool atomic_bool;
typedef _Atomic char atomic_char;
typedef _Atomic signed char atomic_schar;
typedef _Atomic unsigned char atomic_uchar;
typedef _Atomic short atomic_short;
typedef _Atomic unsigned short atomic_ushort;
typedef _Atomic int atomic_int;
typedef _Atomic unsigned int atomic_uint;
typedef _Atomic long atomic_long;
typedef _Atomic unsigned long atomic_ulong;
typedef _Atomic long long atomic_llong;
typedef _Atomic unsigned long long atomic_ullong;
typedef _Atomic __SIZE_TYPE__ atomic_size_t;
typedef _Atomic __PTRDIFF_TYPE__ atomic_ptrdiff_t;
typedef _Atomic __INTPTR_TYPE__ atomic_intptr_t;
typedef _Atomic __UINTPTR_TYPE__ atomic_uintptr_t;
typedef _Atomic __INTMAX_TYPE__ atomic_intmax_t;
typedef _Atomic __UINTMAX_TYPE__ atomic_uintmax_t;

#define ATOMIC_FLAG_INIT { 0 }
#define ATOMIC_VAR_INIT(value) (value)

#define ATOMIC_BOOL_LOCK_FREE __GCC_ATOMIC_BOOL_LOCK_FREE
#define ATOMIC_CHAR_LOCK_FREE __GCC_ATOMIC_CHAR_LOCK_FREE
#define ATOMIC_SHORT_LOCK_FREE __GCC_ATOMIC_SHORT_LOCK_FREE
#define ATOMIC_INT_LOCK_FREE __GCC_ATOMIC_INT_LOCK_FREE
#define ATOMIC_LONG_LOCK_FREE __GCC_ATOMIC_LONG_LOCK_FREE
#define ATOMIC_LLONG_LOCK_FREE __GCC_ATOMIC_LLONG_LOCK_FREE
#define ATOMIC_POINTER_LOCK_FREE __GCC_ATOMIC_POINTER_LOCK_FREE

#endif
` };
    case 'stdbool.h':
      return { kind: 'compiler', text: `/* <stdbool.h>: boolean type and values (C17 7.18). */
#ifndef _STDBOOL_H
#define _STDBOOL_H

#ifndef __cplusplus
#define bool _Bool
#define true 1
#define false 0
#endif

#define __bool_true_false_are_defined 1

#endif
` };
    case 'stddef.h':
      return { kind: 'compiler', text: `/*
 * <stddef.h>: common definitions (C17 7.19). A header that wants one name alone defines __need_NAME first, as libc
 * headers do; such a request may come many times, so there is no guard around the whole file.
 */
#if !defined __need_size_t && !defined __need_ptrdiff_t && !defined __need_wchar_t && !defined __need_wint_t \\
	&& !defined __need_NULL
#define __need_size_t
#define __need_ptrdiff_t
#define __need_wchar_t
#define __need_NULL

#ifndef _STDDEF_H
#define _STDDEF_H

#define offsetof(type, member) __builtin_offsetof(type, member)

/* The type with the greatest alignment among the standard ones; the attributes matter on i386 alone. */
typedef struct {
	long long __max_align_ll __attribute__((__aligned__(__alignof__(long long))));
	long double __max_align_ld __attribute__((__aligned__(__alignof__(long double))));
#ifdef __i386__
	_Float128 __max_align_f128 __attribute__((__aligned__(__alignof__(_Float128))));
#endif
} max_align_t;
#endif
#endif

#ifdef __need_size_t
#undef __need_size_t
#ifndef __size_t_defined
#define __size_t_defined 1
typedef __SIZE_TYPE__ size_t;
#endif
#endif

#ifdef __need_ptrdiff_t
#undef __need_ptrdiff_t
#ifndef __ptrdiff_t_defined
#define __ptrdiff_t_defined 1
typedef __PTRDIFF_TYPE__ ptrdiff_t;
#endif
#endif

#ifdef __need_wchar_t
#undef __need_wchar_t
#ifndef __wchar_t_defined
#define __wchar_t_defined 1
#ifndef __cplusplus
typedef __WCHAR_TYPE__ wchar_t;
#endif
#endif
#endif

#ifdef __need_wint_t
#undef __need_wint_t
#ifndef __wint_t_defined
#define __wint_t_defined 1
typedef __WINT_TYPE__ wint_t;
#endif
#endif

#ifdef __need_NULL
#undef __need_NULL
#undef NULL
#ifdef __cplusplus
#define NULL __null
#else
#define NULL ((void *)0)
#endif
#endif
` };
    case 'stdint.h':
      return { kind: 'compiler', text: `/* <stdint.h>: integer types (C17 7.20), as the compiler's predefined macros give them for each ABI. */
#ifndef _STDINT_H
#define _STDINT_H 1

typedef __INT8_TYPE__ int8_t;
typedef __INT16_TYPE__ int16_t;
typedef __INT32_TYPE__ int32_t;
typedef __INT64_TYPE__ int64_t;
typedef __UINT8_TYPE__ uint8_t;
typedef __UINT16_TYPE__ uint16_t;
typedef __UINT32_TYPE__ uint32_t;
typedef __UINT64_TYPE__ uint64_t;

typedef __INT_LEAST8_TYPE__ int_least8_t;
typedef __INT_LEAST16_TYPE__ int_least16_t;
typedef __INT_LEAST32_TYPE__ int_least32_t;
typedef __INT_LEAST64_TYPE__ int_least64_t;
typedef __UINT_LEAST8_TYPE__ uint_least8_t;
typedef __UINT_LEAST16_TYPE__ uint_least16_t;
typedef __UINT_LEAST32_TYPE__ uint_least32_t;
typedef __UINT_LEAST64_TYPE__ uint_least64_t;

typedef __INT_FAST8_TYPE__ int_fast8_t;
typedef __INT_FAST16_TYPE__ int_fast16_t;
typedef __INT_FAST32_TYPE__ int_fast32_t;
typedef __INT_FAST64_TYPE__ int_fast64_t;
typedef __UINT_FAST8_TYPE__ uint_fast8_t;
typedef __UINT_FAST16_TYPE__ uint_fast16_t;
typedef __UINT_FAST32_TYPE__ uint_fast32_t;
typedef __UINT_FAST64_TYPE__ uint_fast64_t;

typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;
typedef __INTMAX_TYPE__ intmax_t;
typedef __UINTMAX_TYPE__ uintmax_t;

#define INT8_MAX __INT8_MAX__
#define INT8_MIN (-INT8_MAX - 1)
#define UINT8_MAX __UINT8_MAX__
#define INT16_MAX __INT16_MAX__
#define INT16_MIN (-INT16_MAX - 1)
#define UINT16_MAX __UINT16_MAX__
#define INT32_MAX __INT32_MAX__
#define INT32_MIN (-INT32_MAX - 1)
#define UINT32_MAX __UINT32_MAX__
#define INT64_MAX __INT64_MAX__
#define INT64_MIN (-INT64_MAX - 1)
#define UINT64_MAX __UINT64_MAX__

#define INT_LEAST8_MAX __INT_LEAST8_MAX__
#define INT_LEAST8_MIN (-INT_LEAST8_MAX - 1)
#define UINT_LEAST8_MAX __UINT_LEAST8_MAX__
#define INT_LEAST16_MAX __INT_LEAST16_MAX__
#define INT_LEAST16_MIN (-INT_LEAST16_MAX - 1)
#define UINT_LEAST16_MAX __UINT_LEAST16_MAX__
#define INT_LEAST32_MAX __INT_LEAST32_MAX__
#define INT_LEAST32_MIN (-INT_LEAST32_MAX - 1)
#define UINT_LEAST32_MAX __UINT_LEAST32_MAX__
#define INT_LEAST64_MAX __INT_LEAST64_MAX__
#define INT_LEAST64_MIN (-INT_LEAST64_MAX - 1)
#define UINT_LEAST64_MAX __UINT_LEAST64_MAX__

#define INT_FAST8_MAX __INT_FAST8_MAX__
#define INT_FAST8_MIN (-INT_FAST8_MAX - 1)
#define UINT_FAST8_MAX __UINT_FAST8_MAX__
#define INT_FAST16_MAX __INT_FAST16_MAX__
#define INT_FAST16_MIN (-INT_FAST16_MAX - 1)
#define UINT_FAST16_MAX __UINT_FAST16_MAX__
#define INT_FAST32_MAX __INT_FAST32_MAX__
#define INT_FAST32_MIN (-INT_FAST32_MAX - 1)
#define UINT_FAST32_MAX __UINT_FAST32_MAX__
#define INT_FAST64_MAX __INT_FAST64_MAX__
#define INT_FAST64_MIN (-INT_FAST64_MAX - 1)
#define UINT_FAST64_MAX __UINT_FAST64_MAX__

#define INTPTR_MAX __INTPTR_MAX__
#define INTPTR_MIN (-INTPTR_MAX - 1)
#define UINTPTR_MAX __UINTPTR_MAX__
#define INTMAX_MAX __INTMAX_MAX__
#define INTMAX_MIN (-INTMAX_MAX - 1)
#define UINTMAX_MAX __UINTMAX_MAX__

#define PTRDIFF_MAX __PTRDIFF_MAX__
#define PTRDIFF_MIN (-PTRDIFF_MAX - 1)
#define SIG_ATOMIC_MAX __SIG_ATOMIC_MAX__
#define SIG_ATOMIC_MIN __SIG_ATOMIC_MIN__
#define SIZE_MAX __SIZE_MAX__
#define WCHAR_MAX __WCHAR_MAX__
#define WCHAR_MIN __WCHAR_MIN__
#define WINT_MAX __WINT_MAX__
#define WINT_MIN __WINT_MIN__

#define INT8_C(c) __INT8_C(c)
#define INT16_C(c) __INT16_C(c)
#define INT32_C(c) __INT32_C(c)
#define INT64_C(c) __INT64_C(c)
#define UINT8_C(c) __UINT8_C(c)
#define UINT16_C(c) __UINT16_C(c)
#define UINT32_C(c) __UINT32_C(c)
#define UINT64_C(c) __UINT64_C(c)
#define INTMAX_C(c) __INTMAX_C(c)
#define UINTMAX_C(c) __UINTMAX_C(c)

#endif
` };
    case 'stdnoreturn.h':
      return { kind: 'compiler', text: `/* <stdnoreturn.h>: functions that do not return (C17 7.23). */
#ifndef _STDNORETURN_H
#define _STDNORETURN_H

#ifndef __cplusplus
#define noreturn _Noreturn
#endif

#endif
` };
    case 'asm-generic/bitsperlong.h':
      return { kind: 'fallback', text: `/* <asm-generic/bitsperlong.h>: the width of \`long\` in bits, as a macro that #if can test. */
#ifndef __ASM_GENERIC_BITS_PER_LONG
#define __ASM_GENERIC_BITS_PER_LONG

#ifndef __BITS_PER_LONG
#if __SIZEOF_LONG__ == 8
#define __BITS_PER_LONG 64
#else
#define __BITS_PER_LONG 32
#endif
#endif

#ifndef __BITS_PER_LONG_LONG
#define __BITS_PER_LONG_LONG 64
#endif

#endif
` };
    case 'asm-generic/int-l64.h':
      return { kind: 'fallback', text: `/* <asm-generic/int-l64.h>: fixed-width integer types, the 64-bit ones as \`long\`. */
#ifndef _ASM_GENERIC_INT_L64_H
#define _ASM_GENERIC_INT_L64_H

#include <asm/bitsperlong.h>

#ifndef __ASSEMBLY__
typedef signed char __s8;
typedef unsigned char __u8;
typedef signed short __s16;
typedef unsigned short __u16;
typedef signed int __s32;
typedef unsigned int __u32;
typedef signed long __s64;
typedef unsigned long __u64;
#endif

#endif
` };
    case 'asm-generic/int-ll64.h':
      return { kind: 'fallback', text: `/* <asm-generic/int-ll64.h>: fixed-width integer types, the 64-bit ones as \`long long\`. */
#ifndef _ASM_GENERIC_INT_LL64_H
#define _ASM_GENERIC_INT_LL64_H

#include <asm/bitsperlong.h>

#ifndef __ASSEMBLY__
typedef signed char __s8;
typedef unsigned char __u8;
typedef signed short __s16;
typedef unsigned short __u16;
typedef signed int __s32;
typedef unsigned int __u32;
__extension__ typedef signed long long __s64;
__extension__ typedef unsigned long long __u64;
#endif

#endif
` };
    case 'asm-generic/ioctl.h':
      return { kind: 'fallback', text: `/*
 * <asm-generic/ioctl.h>: an ioctl number is 32 bits: direction, argument size, type and number, from the top down.
 * _IOC_READ and _IOC_WRITE are meant from user space: with _IOR, user space reads what the kernel writes.
 */
#ifndef _ASM_GENERIC_IOCTL_H
#define _ASM_GENERIC_IOCTL_H

#define _IOC_NRBITS 8
#define _IOC_TYPEBITS 8

#ifndef _IOC_SIZEBITS
#define _IOC_SIZEBITS 14
#endif

#ifndef _IOC_DIRBITS
#define _IOC_DIRBITS 2
#endif

#ifndef _IOC_NONE
#define _IOC_NONE 0U
#endif

#ifndef _IOC_WRITE
#define _IOC_WRITE 1U
#endif

#ifndef _IOC_READ
#define _IOC_READ 2U
#endif

#define _IOC_NRMASK ((1 << _IOC_NRBITS) - 1)
#define _IOC_TYPEMASK ((1 << _IOC_TYPEBITS) - 1)
#define _IOC_SIZEMASK ((1 << _IOC_SIZEBITS) - 1)
#define _IOC_DIRMASK ((1 << _IOC_DIRBITS) - 1)

#define _IOC_NRSHIFT 0
#define _IOC_TYPESHIFT (_IOC_NRSHIFT + _IOC_NRBITS)
#define _IOC_SIZESHIFT (_IOC_TYPESHIFT + _IOC_TYPEBITS)
#define _IOC_DIRSHIFT (_IOC_SIZESHIFT + _IOC_SIZEBITS)

#define _IOC(dir, type, nr, size) \\
	(((dir) << _IOC_DIRSHIFT) | ((type) << _IOC_TYPESHIFT) | ((nr) << _IOC_NRSHIFT) | ((size) << _IOC_SIZESHIFT))

#define _IOC_TYPECHECK(argtype) (sizeof(argtype))

#define _IO(type, nr) _IOC(_IOC_NONE, (type), (nr), 0)
#define _IOR(type, nr, argtype) _IOC(_IOC_READ, (type), (nr), (_IOC_TYPECHECK(argtype)))
#define _IOW(type, nr, argtype) _IOC(_IOC_WRITE, (type), (nr), (_IOC_TYPECHECK(argtype)))
#define _IOWR(type, nr, argtype) _IOC(_IOC_READ | _IOC_WRITE, (type), (nr), (_IOC_TYPECHECK(argtype)))
#define _IOR_BAD(type, nr, argtype) _IOC(_IOC_READ, (type), (nr), sizeof(argtype))
#define _IOW_BAD(type, nr, argtype) _IOC(_IOC_WRITE, (type), (nr), sizeof(argtype))
#define _IOWR_BAD(type, nr, argtype) _IOC(_IOC_READ | _IOC_WRITE, (type), (nr), sizeof(argtype))

#define _IOC_DIR(nr) (((nr) >> _IOC_DIRSHIFT) & _IOC_DIRMASK)
#define _IOC_TYPE(nr) (((nr) >> _IOC_TYPESHIFT) & _IOC_TYPEMASK)
#define _IOC_NR(nr) (((nr) >> _IOC_NRSHIFT) & _IOC_NRMASK)
#define _IOC_SIZE(nr) (((nr) >> _IOC_SIZESHIFT) & _IOC_SIZEMASK)

#define IOC_IN (_IOC_WRITE << _IOC_DIRSHIFT)
#define IOC_OUT (_IOC_READ << _IOC_DIRSHIFT)
#define IOC_INOUT ((_IOC_WRITE | _IOC_READ) << _IOC_DIRSHIFT)
#define IOCSIZE_MASK (_IOC_SIZEMASK << _IOC_SIZESHIFT)
#define IOCSIZE_SHIFT (_IOC_SIZESHIFT)

#endif
` };
    case 'asm-generic/posix_types.h':
      return { kind: 'fallback', text: `/*
 * <asm-generic/posix_types.h>: the __kernel_* types. One that an architecture defines differently is there already, with
 * a macro of the same name.
 */
#ifndef __ASM_GENERIC_POSIX_TYPES_H
#define __ASM_GENERIC_POSIX_TYPES_H

#include <asm/bitsperlong.h>

#ifndef __kernel_long_t
typedef long __kernel_long_t;
typedef unsigned long __kernel_ulong_t;
#endif

#ifndef __kernel_ino_t
typedef __kernel_ulong_t __kernel_ino_t;
#endif

#ifndef __kernel_mode_t
typedef unsigned int __kernel_mode_t;
#endif

#ifndef __kernel_pid_t
typedef int __kernel_pid_t;
#endif

#ifndef __kernel_ipc_pid_t
typedef int __kernel_ipc_pid_t;
#endif

#ifndef __kernel_uid_t
typedef unsigned int __kernel_uid_t;
typedef unsigned int __kernel_gid_t;
#endif

#ifndef __kernel_suseconds_t
typedef __kernel_long_t __kernel_suseconds_t;
#endif

#ifndef __kernel_daddr_t
typedef int __kernel_daddr_t;
#endif

#ifndef __kernel_uid32_t
typedef unsigned int __kernel_uid32_t;
typedef unsigned int __kernel_gid32_t;
#endif

#ifndef __kernel_old_uid_t
typedef __kernel_uid_t __kernel_old_uid_t;
typedef __kernel_gid_t __kernel_old_gid_t;
#endif

#ifndef __kernel_old_dev_t
typedef unsigned int __kernel_old_dev_t;
#endif

#ifndef __kernel_size_t
#if __BITS_PER_LONG == 64
typedef __kernel_ulong_t __kernel_size_t;
typedef __kernel_long_t __kernel_ssize_t;
typedef __kernel_long_t __kernel_ptrdiff_t;
#else
typedef unsigned int __kernel_size_t;
typedef int __kernel_ssize_t;
typedef int __kernel_ptrdiff_t;
#endif
#endif

#ifndef __kernel_fsid_t
typedef struct {
	int val[2];
} __kernel_fsid_t;
#endif

/* The same on every architecture. */
typedef __kernel_long_t __kernel_off_t;
__extension__ typedef long long __kernel_loff_t;
__extension__ typedef unsigned long long __kernel_uoff_t;
typedef __kernel_long_t __kernel_old_time_t;
typedef __kernel_long_t __kernel_time_t;
__extension__ typedef long long __kernel_time64_t;
typedef __kernel_long_t __kernel_clock_t;
typedef int __kernel_timer_t;
typedef int __kernel_clockid_t;
typedef char *__kernel_caddr_t;
typedef unsigned short __kernel_uid16_t;
typedef unsigned short __kernel_gid16_t;

#endif
` };
    case 'asm-generic/swab.h':
      return { kind: 'fallback', text: `/* <asm-generic/swab.h>: tells where a 64-bit swap is two 32-bit ones. */
#ifndef _ASM_GENERIC_SWAB_H
#define _ASM_GENERIC_SWAB_H

#include <asm/bitsperlong.h>

#if __BITS_PER_LONG == 32
#define __SWAB_64_THRU_32__
#endif

#endif
` };
    case 'asm-generic/types.h':
      return { kind: 'fallback', text: `/* <asm-generic/types.h>: the fixed-width types of architectures without an <asm/types.h> of their own. */
#ifndef _ASM_GENERIC_TYPES_H
#define _ASM_GENERIC_TYPES_H

#include <asm-generic/int-ll64.h>

#endif
` };
    case 'asm/bitsperlong.h':
      return { kind: 'fallback', text: `/* <asm/bitsperlong.h>: __BITS_PER_LONG, which is 32 on x32 too. */
#ifndef _ASM_BITSPERLONG_H
#define _ASM_BITSPERLONG_H

#include <asm-generic/bitsperlong.h>

#endif
` };
    case 'asm/byteorder.h':
      return { kind: 'fallback', text: `/* <asm/byteorder.h>: the byte order of the ABI, as conversions and as a macro for the order of bit-fields. */
#ifndef _ASM_BYTEORDER_H
#define _ASM_BYTEORDER_H

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#include <linux/byteorder/big_endian.h>
#else
#include <linux/byteorder/little_endian.h>
#endif

#endif
` };
    case 'asm/ioctl.h':
      return { kind: 'fallback', text: `/* <asm/ioctl.h>: field widths and direction codes of ioctl numbers where an architecture has its own. */
#ifndef _ASM_IOCTL_H
#define _ASM_IOCTL_H

#if defined __alpha__ || defined __mips__ || defined __powerpc__ || defined __sparc__
#define _IOC_SIZEBITS 13
#define _IOC_DIRBITS 3
#define _IOC_NONE 1U
#define _IOC_READ 2U
#define _IOC_WRITE 4U
#elif defined __hppa__
#define _IOC_NONE 0U
#define _IOC_READ 1U
#define _IOC_WRITE 2U
#endif

#include <asm-generic/ioctl.h>

#if defined __alpha__ || defined __sparc__
#undef _IOR_BAD
#undef _IOW_BAD
#undef _IOWR_BAD
#endif

#ifdef __sparc__
/* The lowest direction bit is the highest size bit of a command with an argument. */
#define _IOC_XSIZEMASK ((1 << (_IOC_SIZEBITS + 1)) - 1)

#undef _IOC_DIR
#define _IOC_DIR(nr) \\
	((((nr) >> _IOC_DIRSHIFT) & (_IOC_WRITE | _IOC_READ)) != 0 \\
	 ? (((nr) >> _IOC_DIRSHIFT) & (_IOC_WRITE | _IOC_READ)) \\
	 : (((nr) >> _IOC_DIRSHIFT) & _IOC_DIRMASK))

#undef _IOC_SIZE
#define _IOC_SIZE(nr) \\
	((((nr) >> _IOC_DIRSHIFT) & (_IOC_WRITE | _IOC_READ)) == 0 ? 0 : (((nr) >> _IOC_SIZESHIFT) & _IOC_XSIZEMASK))

#undef IOCSIZE_MASK
#define IOCSIZE_MASK (_IOC_XSIZEMASK << _IOC_SIZESHIFT)
#endif

#endif
` };
    case 'asm/posix_types.h':
      return { kind: 'fallback', text: `/*
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
` };
    case 'asm/socket.h':
      return { kind: 'fallback', text: `/*
 * <asm/socket.h>: the level and the first options of setsockopt(2). Alpha, mips, parisc and sparc have numbers of other
 * systems. Options of later kernels are left out.
 */
#ifndef _ASM_SOCKET_H
#define _ASM_SOCKET_H

#include <linux/posix_types.h>
#include <asm/sockios.h>

#if defined __alpha__ || defined __hppa__ || defined __mips__ || defined __sparc__
#define SOL_SOCKET 0xffff
#define SO_DEBUG 0x0001
#define SO_REUSEADDR 0x0004
#define SO_KEEPALIVE 0x0008
#define SO_DONTROUTE 0x0010
#define SO_BROADCAST 0x0020
#define SO_LINGER 0x0080
#define SO_OOBINLINE 0x0100
#define SO_REUSEPORT 0x0200
#define SO_SNDBUF 0x1001
#define SO_RCVBUF 0x1002
#define SO_ERROR 0x1007
#define SO_TYPE 0x1008
#define SO_PROTOCOL 0x1028
#define SO_DOMAIN 0x1029
#else
#define SOL_SOCKET 1
#define SO_DEBUG 1
#define SO_REUSEADDR 2
#define SO_TYPE 3
#define SO_ERROR 4
#define SO_DONTROUTE 5
#define SO_BROADCAST 6
#define SO_SNDBUF 7
#define SO_RCVBUF 8
#define SO_KEEPALIVE 9
#define SO_OOBINLINE 10
#define SO_LINGER 13
#define SO_REUSEPORT 15
#define SO_PROTOCOL 38
#define SO_DOMAIN 39
#endif

#endif
` };
    case 'asm/sockios.h':
      return { kind: 'fallback', text: `/* <asm/sockios.h>: socket commands that are older than <linux/sockios.h>; alpha, mips and sh number them by _IOC. */
#ifndef _ASM_SOCKIOS_H
#define _ASM_SOCKIOS_H

#if defined __alpha__ || defined __mips__ || defined __sh__
#include <asm/ioctl.h>

#define FIOGETOWN _IOR('f', 123, int)
#define FIOSETOWN _IOW('f', 124, int)
#define SIOCATMARK _IOR('s', 7, int)
#define SIOCSPGRP _IOW('s', 8, pid_t)
#define SIOCGPGRP _IOR('s', 9, pid_t)
#else
#define FIOSETOWN 0x8901
#define SIOCSPGRP 0x8902
#define FIOGETOWN 0x8903
#define SIOCGPGRP 0x8904
#define SIOCATMARK 0x8905
#endif

#ifdef __sh__
#include <linux/time_types.h>

#define SIOCGSTAMP_OLD _IOR('s', 100, struct __kernel_old_timeval)
#define SIOCGSTAMPNS_OLD _IOR('s', 101, struct __kernel_old_timespec)
#else
#define SIOCGSTAMP_OLD 0x8906
#define SIOCGSTAMPNS_OLD 0x8907
#endif

#endif
` };
    case 'asm/swab.h':
      return { kind: 'fallback', text: `/* <asm/swab.h>: an architecture's own byte swaps. Here there are none: <linux/swab.h> swaps in plain C. */
#ifndef _ASM_SWAB_H
#define _ASM_SWAB_H

#include <asm-generic/swab.h>

#endif
` };
    case 'asm/types.h':
      return { kind: 'fallback', text: `/*
 * <asm/types.h>: the fixed-width types of the kernel interface. 64-bit ones are \`long long\`, but \`long\` in the user's
 * view of alpha, mips64 and powerpc64 (unless __SANE_USERSPACE_TYPES__ asks otherwise); sizes agree everywhere.
 */
#ifndef _ASM_TYPES_H
#define _ASM_TYPES_H

#if !defined __SANE_USERSPACE_TYPES__ \\
	&& (defined __alpha__ || defined __powerpc64__ || (defined __mips__ && _MIPS_SZLONG == 64))
#include <asm-generic/int-l64.h>
#else
#include <asm-generic/int-ll64.h>
#endif

#ifndef __ASSEMBLY__
#if defined __powerpc__
typedef struct {
	__u32 u[4];
} __attribute__((aligned(16))) __vector128;
#elif defined __s390x__
typedef unsigned long addr_t;
typedef signed long saddr_t;

typedef struct {
	union {
		struct {
			__u64 high;
			__u64 low;
		};
		__u32 u[4];
	};
} __attribute__((packed, aligned(4))) __vector128;
#endif
#endif

#endif
` };
    case 'linux/byteorder/big_endian.h':
      return { kind: 'fallback', text: `/* <linux/byteorder/big_endian.h>: conversions and macros of big-endian ABIs. */
#ifndef _LINUX_BYTEORDER_BIG_ENDIAN_H
#define _LINUX_BYTEORDER_BIG_ENDIAN_H

#ifndef __BIG_ENDIAN
#define __BIG_ENDIAN 4321
#endif
#ifndef __BIG_ENDIAN_BITFIELD
#define __BIG_ENDIAN_BITFIELD
#endif

#include <linux/stddef.h>
#include <linux/types.h>
#include <linux/swab.h>

/* Network order is big endian. */
#define __constant_htonl(x) ((__be32)(__u32)(x))
#define __constant_ntohl(x) ((__u32)((__be32)(x)))
#define __constant_htons(x) ((__be16)(__u16)(x))
#define __constant_ntohs(x) ((__u16)((__be16)(x)))

#define __constant_cpu_to_le64(x) ((__le64)___constant_swab64(x))
#define __constant_le64_to_cpu(x) ___constant_swab64((__u64)(__le64)(x))
#define __constant_cpu_to_le32(x) ((__le32)___constant_swab32(x))
#define __constant_le32_to_cpu(x) ___constant_swab32((__u32)(__le32)(x))
#define __constant_cpu_to_le16(x) ((__le16)___constant_swab16(x))
#define __constant_le16_to_cpu(x) ___constant_swab16((__u16)(__le16)(x))
#define __constant_cpu_to_be64(x) ((__be64)(__u64)(x))
#define __constant_be64_to_cpu(x) ((__u64)(__be64)(x))
#define __constant_cpu_to_be32(x) ((__be32)(__u32)(x))
#define __constant_be32_to_cpu(x) ((__u32)(__be32)(x))
#define __constant_cpu_to_be16(x) ((__be16)(__u16)(x))
#define __constant_be16_to_cpu(x) ((__u16)(__be16)(x))

#define __cpu_to_le64(x) ((__le64)__swab64(x))
#define __le64_to_cpu(x) __swab64((__u64)(__le64)(x))
#define __cpu_to_le32(x) ((__le32)__swab32(x))
#define __le32_to_cpu(x) __swab32((__u32)(__le32)(x))
#define __cpu_to_le16(x) ((__le16)__swab16(x))
#define __le16_to_cpu(x) __swab16((__u16)(__le16)(x))
#define __cpu_to_be64(x) ((__be64)(__u64)(x))
#define __be64_to_cpu(x) ((__u64)(__be64)(x))
#define __cpu_to_be32(x) ((__be32)(__u32)(x))
#define __be32_to_cpu(x) ((__u32)(__be32)(x))
#define __cpu_to_be16(x) ((__be16)(__u16)(x))
#define __be16_to_cpu(x) ((__u16)(__be16)(x))

#endif
` };
    case 'linux/byteorder/little_endian.h':
      return { kind: 'fallback', text: `/* <linux/byteorder/little_endian.h>: conversions and macros of little-endian ABIs. */
#ifndef _LINUX_BYTEORDER_LITTLE_ENDIAN_H
#define _LINUX_BYTEORDER_LITTLE_ENDIAN_H

#ifndef __LITTLE_ENDIAN
#define __LITTLE_ENDIAN 1234
#endif
#ifndef __LITTLE_ENDIAN_BITFIELD
#define __LITTLE_ENDIAN_BITFIELD
#endif

#include <linux/stddef.h>
#include <linux/types.h>
#include <linux/swab.h>

/* Network order is big endian. */
#define __constant_htonl(x) ((__be32)___constant_swab32(x))
#define __constant_ntohl(x) (___constant_swab32((__be32)(x)))
#define __constant_htons(x) ((__be16)___constant_swab16(x))
#define __constant_ntohs(x) (___constant_swab16((__be16)(x)))

#define __constant_cpu_to_le64(x) ((__le64)(__u64)(x))
#define __constant_le64_to_cpu(x) ((__u64)(__le64)(x))
#define __constant_cpu_to_le32(x) ((__le32)(__u32)(x))
#define __constant_le32_to_cpu(x) ((__u32)(__le32)(x))
#define __constant_cpu_to_le16(x) ((__le16)(__u16)(x))
#define __constant_le16_to_cpu(x) ((__u16)(__le16)(x))
#define __constant_cpu_to_be64(x) ((__be64)___constant_swab64(x))
#define __constant_be64_to_cpu(x) ___constant_swab64((__u64)(__be64)(x))
#define __constant_cpu_to_be32(x) ((__be32)___constant_swab32(x))
#define __constant_be32_to_cpu(x) ___constant_swab32((__u32)(__be32)(x))
#define __constant_cpu_to_be16(x) ((__be16)___constant_swab16(x))
#define __constant_be16_to_cpu(x) ___constant_swab16((__u16)(__be16)(x))

#define __cpu_to_le64(x) ((__le64)(__u64)(x))
#define __le64_to_cpu(x) ((__u64)(__le64)(x))
#define __cpu_to_le32(x) ((__le32)(__u32)(x))
#define __le32_to_cpu(x) ((__u32)(__le32)(x))
#define __cpu_to_le16(x) ((__le16)(__u16)(x))
#define __le16_to_cpu(x) ((__u16)(__le16)(x))
#define __cpu_to_be64(x) ((__be64)__swab64(x))
#define __be64_to_cpu(x) __swab64((__u64)(__be64)(x))
#define __cpu_to_be32(x) ((__be32)__swab32(x))
#define __be32_to_cpu(x) __swab32((__u32)(__be32)(x))
#define __cpu_to_be16(x) ((__be16)__swab16(x))
#define __be16_to_cpu(x) __swab16((__u16)(__be16)(x))

#endif
` };
    case 'linux/const.h':
      return { kind: 'fallback', text: `/* <linux/const.h>: constants for C and assembler alike, bits and rounding. */
#ifndef _LINUX_CONST_H
#define _LINUX_CONST_H

#ifdef __ASSEMBLY__
#define _AC(X, Y) X
#define _AT(T, X) X
#else
#define __AC(X, Y) (X##Y)
#define _AC(X, Y) __AC(X, Y)
#define _AT(T, X) ((T)(X))
#endif

#define _UL(x) (_AC(x, UL))
#define _ULL(x) (_AC(x, ULL))

#define _BITUL(x) (_UL(1) << (x))
#define _BITULL(x) (_ULL(1) << (x))

#ifndef __ASSEMBLY__
#define _BIT128(x) ((unsigned __int128)(1) << (x))
#endif

#define __ALIGN_KERNEL_MASK(x, mask) (((x) + (mask)) & ~(mask))
#define __ALIGN_KERNEL(x, a) __ALIGN_KERNEL_MASK(x, (__typeof__(x))(a) - 1)

#define __KERNEL_DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))

#endif
` };
    case 'linux/ioctl.h':
      return { kind: 'fallback', text: `/* <linux/ioctl.h>: ioctl numbers. */
#ifndef _LINUX_IOCTL_H
#define _LINUX_IOCTL_H

#include <asm/ioctl.h>

#endif
` };
    case 'linux/kernel.h':
      return { kind: 'fallback', text: `/* <linux/kernel.h>: in user space, struct sysinfo and the helpers for constants. */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <linux/sysinfo.h>
#include <linux/const.h>

#endif
` };
    case 'linux/limits.h':
      return { kind: 'fallback', text: `/* <linux/limits.h>: limits of the kernel for path names, arguments and extended attributes. */
#ifndef _LINUX_LIMITS_H
#define _LINUX_LIMITS_H

#define NR_OPEN 1024
#define NGROUPS_MAX 65536
#define ARG_MAX 131072
#define LINK_MAX 127
#define MAX_CANON 255
#define MAX_INPUT 255
#define NAME_MAX 255
#define PATH_MAX 4096
#define PIPE_BUF 4096
#define XATTR_NAME_MAX 255
#define XATTR_SIZE_MAX 65536
#define XATTR_LIST_MAX 65536
#define RTSIG_MAX 32

#endif
` };
    case 'linux/posix_types.h':
      return { kind: 'fallback', text: `/* <linux/posix_types.h>: the kernel's own names for POSIX types. */
#ifndef _LINUX_POSIX_TYPES_H
#define _LINUX_POSIX_TYPES_H

#include <linux/stddef.h>

#undef __FD_SETSIZE
#define __FD_SETSIZE 1024

typedef struct {
	unsigned long fds_bits[__FD_SETSIZE / (8 * sizeof(long))];
} __kernel_fd_set;

typedef void (*__kernel_sighandler_t)(int);

typedef int __kernel_key_t;
typedef int __kernel_mqd_t;

#include <asm/posix_types.h>

#endif
` };
    case 'linux/socket.h':
      return { kind: 'fallback', text: `/* <linux/socket.h>: a place for the address of any protocol. */
#ifndef _LINUX_SOCKET_H
#define _LINUX_SOCKET_H

#define _K_SS_MAXSIZE 128

typedef unsigned short __kernel_sa_family_t;

/* 128 bytes, aligned as a pointer. */
struct __kernel_sockaddr_storage {
	union {
		struct {
			__kernel_sa_family_t ss_family;
			char __data[_K_SS_MAXSIZE - sizeof(unsigned short)];
		};
		void *__align;
	};
};

#define SOCK_SNDBUF_LOCK 1
#define SOCK_RCVBUF_LOCK 2
#define SOCK_BUF_LOCK_MASK (SOCK_SNDBUF_LOCK | SOCK_RCVBUF_LOCK)

#define SOCK_TXREHASH_DEFAULT 255
#define SOCK_TXREHASH_DISABLED 0
#define SOCK_TXREHASH_ENABLED 1

#endif
` };
    case 'linux/stddef.h':
      return { kind: 'fallback', text: `/* <linux/stddef.h>: helpers for declaring members. */
#ifndef _LINUX_STDDEF_H
#define _LINUX_STDDEF_H

#ifndef __always_inline
#define __always_inline __inline__
#endif

#ifdef __cplusplus
#define __struct_group_tag(TAG)
#else
#define __struct_group_tag(TAG) TAG
#endif

/**
 * __struct_group() - declare members that are reachable one by one and as a group
 * @TAG: tag of the group's type, or nothing
 * @NAME: name of the group
 * @ATTRS: attributes of the group and of the union around it, or nothing
 * @MEMBERS: the declarations
 */
#define __struct_group(TAG, NAME, ATTRS, MEMBERS...) \\
	union { \\
		struct { MEMBERS } ATTRS; \\
		struct __struct_group_tag(TAG) { MEMBERS } ATTRS NAME; \\
	} ATTRS

/**
 * __DECLARE_FLEX_ARRAY() - declare a flexible array where C allows none: alone in a record, or in a union
 * @TYPE: type of an element
 * @NAME: name of the array
 */
#ifdef __cplusplus
#define __DECLARE_FLEX_ARRAY(TYPE, NAME) TYPE NAME[0]
#else
#define __DECLARE_FLEX_ARRAY(TYPE, NAME) \\
	struct { \\
		struct { } __empty_ ## NAME; \\
		TYPE NAME[]; \\
	}
#endif

/* The member that counts the elements of an array: for compilers that know the attribute, nothing here. */
#ifndef __counted_by
#define __counted_by(m)
#endif
#ifndef __counted_by_le
#define __counted_by_le(m)
#endif
#ifndef __counted_by_be
#define __counted_by_be(m)
#endif
#ifndef __counted_by_ptr
#define __counted_by_ptr(m)
#endif

/* A character array that need not end with a zero byte. */
#define __kernel_nonstring

#endif
` };
    case 'linux/swab.h':
      return { kind: 'fallback', text: `/* <linux/swab.h>: byte swaps. All are constant expressions when their argument is one. */
#ifndef _LINUX_SWAB_H
#define _LINUX_SWAB_H

#include <linux/types.h>
#include <linux/stddef.h>
#include <asm/bitsperlong.h>
#include <asm/swab.h>

#define ___constant_swab16(x) ((__u16)((((__u16)(x) & 0x00ffU) << 8) | (((__u16)(x) & 0xff00U) >> 8)))

#define ___constant_swab32(x) \\
	((__u32)((((__u32)(x) & 0x000000ffU) << 24) | (((__u32)(x) & 0x0000ff00U) << 8) \\
		 | (((__u32)(x) & 0x00ff0000U) >> 8) | (((__u32)(x) & 0xff000000U) >> 24)))

#define ___constant_swab64(x) \\
	((__u64)(((__u64)___constant_swab32((__u64)(x) & 0xffffffffU) << 32) | ___constant_swab32((__u64)(x) >> 32)))

#define ___constant_swahw32(x) ((__u32)(((__u32)(x) << 16) | ((__u32)(x) >> 16)))

#define ___constant_swahb32(x) ((__u32)((((__u32)(x) & 0x00ff00ffU) << 8) | (((__u32)(x) & 0xff00ff00U) >> 8)))

#define __swab16(x) ___constant_swab16(x)
#define __swab32(x) ___constant_swab32(x)
#define __swab64(x) ___constant_swab64(x)
#define __swahw32(x) ___constant_swahw32(x)
#define __swahb32(x) ___constant_swahb32(x)

#endif
` };
    case 'linux/sysinfo.h':
      return { kind: 'fallback', text: `/* <linux/sysinfo.h>: the answer of sysinfo(2). */
#ifndef _LINUX_SYSINFO_H
#define _LINUX_SYSINFO_H

#include <linux/types.h>

#define SI_LOAD_SHIFT 16

struct sysinfo {
	__kernel_long_t uptime;
	__kernel_ulong_t loads[3];
	__kernel_ulong_t totalram;
	__kernel_ulong_t freeram;
	__kernel_ulong_t sharedram;
	__kernel_ulong_t bufferram;
	__kernel_ulong_t totalswap;
	__kernel_ulong_t freeswap;
	__u16 procs;
	__u16 pad;
	__kernel_ulong_t totalhigh;
	__kernel_ulong_t freehigh;
	__u32 mem_unit;
	char _f[20 - 2 * sizeof(__kernel_ulong_t) - sizeof(__u32)];
};

#endif
` };
    case 'linux/time.h':
      return { kind: 'fallback', text: `/* <linux/time.h>: times and clocks under the names of POSIX. It cannot be used together with libc's <sys/time.h>. */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H

#include <linux/types.h>
#include <linux/time_types.h>

#ifndef _STRUCT_TIMESPEC
#define _STRUCT_TIMESPEC
struct timespec {
	__kernel_old_time_t tv_sec;
	long tv_nsec;
};
#endif

struct timeval {
	__kernel_old_time_t tv_sec;
	__kernel_suseconds_t tv_usec;
};

struct itimerspec {
	struct timespec it_interval;
	struct timespec it_value;
};

struct itimerval {
	struct timeval it_interval;
	struct timeval it_value;
};

struct timezone {
	int tz_minuteswest;
	int tz_dsttime;
};

#define ITIMER_REAL 0
#define ITIMER_VIRTUAL 1
#define ITIMER_PROF 2

#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3
#define CLOCK_MONOTONIC_RAW 4
#define CLOCK_REALTIME_COARSE 5
#define CLOCK_MONOTONIC_COARSE 6
#define CLOCK_BOOTTIME 7
#define CLOCK_REALTIME_ALARM 8
#define CLOCK_BOOTTIME_ALARM 9
#define CLOCK_SGI_CYCLE 10
#define CLOCK_TAI 11
#define MAX_CLOCKS 16

#define CLOCKS_MASK (CLOCK_REALTIME | CLOCK_MONOTONIC)
#define CLOCKS_MONO CLOCK_MONOTONIC

#define TIMER_ABSTIME 0x01

#endif
` };
    case 'linux/time_types.h':
      return { kind: 'fallback', text: `/* <linux/time_types.h>: times under names that no libc uses. Those with \`old\` change width with \`long\`. */
#ifndef _LINUX_TIME_TYPES_H
#define _LINUX_TIME_TYPES_H

#include <linux/types.h>

struct __kernel_timespec {
	__kernel_time64_t tv_sec;
	long long tv_nsec;
};

struct __kernel_itimerspec {
	struct __kernel_timespec it_interval;
	struct __kernel_timespec it_value;
};

#ifndef __kernel_old_timeval
struct __kernel_old_timeval {
	__kernel_long_t tv_sec;
	__kernel_long_t tv_usec;
};
#endif

struct __kernel_old_timespec {
	__kernel_old_time_t tv_sec;
	__kernel_long_t tv_nsec;
};

struct __kernel_old_itimerval {
	struct __kernel_old_timeval it_interval;
	struct __kernel_old_timeval it_value;
};

struct __kernel_sock_timeval {
	__s64 tv_sec;
	__s64 tv_usec;
};

#endif
` };
    case 'linux/types.h':
      return { kind: 'fallback', text: `/* <linux/types.h>: the types of the kernel interface. */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

#include <asm/types.h>

#ifndef __ASSEMBLY__
#include <linux/posix_types.h>

#ifdef __SIZEOF_INT128__
typedef signed __int128 __s128 __attribute__((aligned(16)));
typedef unsigned __int128 __u128 __attribute__((aligned(16)));
#endif

/* sparse keeps types of different byte order apart. */
#ifdef __CHECKER__
#define __bitwise __attribute__((bitwise))
#else
#define __bitwise
#endif
#define __bitwise__ __bitwise

typedef __u16 __bitwise __le16;
typedef __u16 __bitwise __be16;
typedef __u32 __bitwise __le32;
typedef __u32 __bitwise __be32;
typedef __u64 __bitwise __le64;
typedef __u64 __bitwise __be64;

typedef __u16 __bitwise __sum16;
typedef __u32 __bitwise __wsum;

/* 64-bit types with the same alignment on every ABI. */
#define __aligned_u64 __u64 __attribute__((aligned(8)))
#define __aligned_s64 __s64 __attribute__((aligned(8)))
#define __aligned_be64 __be64 __attribute__((aligned(8)))
#define __aligned_le64 __le64 __attribute__((aligned(8)))

typedef unsigned __bitwise __poll_t;
#endif

#endif
` };
    case 'arpa/inet.h':
      return { kind: 'fallback', text: `/* <arpa/inet.h>: Internet addresses. */
#ifndef _ARPA_INET_H
#define _ARPA_INET_H 1

#include <netinet/in.h>

#endif
` };
    case 'bits/uapi_time.h':
      return { kind: 'fallback', text: `/* Times of glibc, shared by <time.h>, <sys/time.h>, <sys/types.h> and <sys/select.h>. No program includes this file. */
#ifndef _BITS_UAPI_TIME_H
#define _BITS_UAPI_TIME_H 1

#include <bits/uapi_types.h>

typedef __time_t time_t;
typedef __suseconds_t suseconds_t;

#ifndef __timeval_defined
#define __timeval_defined 1
struct timeval {
	__time_t tv_sec;
	__suseconds_t tv_usec;
};
#endif

/* <linux/time.h> tests the same macro. */
#ifndef _STRUCT_TIMESPEC
#define _STRUCT_TIMESPEC 1
struct timespec {
	__time_t tv_sec;
	__syscall_slong_t tv_nsec;
};
#endif

#endif
` };
    case 'bits/uapi_types.h':
      return { kind: 'fallback', text: `/*
 * The types of glibc 2.36 whose width depends on the ABI, each behind a macro of its own, so that <sys/types.h>,
 * <time.h> and others can define the same ones. No program includes this file. File offsets and times have the default
 * width: neither _FILE_OFFSET_BITS nor _TIME_BITS is set.
 */
#ifndef _BITS_UAPI_TYPES_H
#define _BITS_UAPI_TYPES_H 1

#include <features.h>

/* The \`long\` of system calls: 64 bits on x32, \`long\` elsewhere. */
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
` };
    case 'byteswap.h':
      return { kind: 'fallback', text: `/* <byteswap.h>: byte swaps. All are constant expressions when their argument is one. */
#ifndef _BYTESWAP_H
#define _BYTESWAP_H 1

#include <features.h>

#define __bswap_16(x) ((__UINT16_TYPE__)((((x) >> 8) & 0xff) | (((x) & 0xff) << 8)))

#define __bswap_32(x) \\
	((((x) & 0xff000000U) >> 24) | (((x) & 0x00ff0000U) >> 8) | (((x) & 0x0000ff00U) << 8) | (((x) & 0x000000ffU) << 24))

#define __bswap_64(x) \\
	(((__UINT64_TYPE__)__bswap_32((__UINT32_TYPE__)(x)) << 32) | __bswap_32((__UINT32_TYPE__)((__UINT64_TYPE__)(x) >> 32)))

#define bswap_16(x) __bswap_16(x)
#define bswap_32(x) __bswap_32(x)
#define bswap_64(x) __bswap_64(x)

#endif
` };
    case 'endian.h':
      return { kind: 'fallback', text: `/* <endian.h>: the byte order of the ABI, and conversions. */
#ifndef _ENDIAN_H
#define _ENDIAN_H 1

#include <features.h>
#include <byteswap.h>

#define __LITTLE_ENDIAN 1234
#define __BIG_ENDIAN 4321
#define __PDP_ENDIAN 3412
#define __BYTE_ORDER __BYTE_ORDER__
#define __FLOAT_WORD_ORDER __BYTE_ORDER

#define LITTLE_ENDIAN __LITTLE_ENDIAN
#define BIG_ENDIAN __BIG_ENDIAN
#define PDP_ENDIAN __PDP_ENDIAN
#define BYTE_ORDER __BYTE_ORDER

#if __BYTE_ORDER == __LITTLE_ENDIAN
#define htobe16(x) __bswap_16(x)
#define htole16(x) ((__UINT16_TYPE__)(x))
#define be16toh(x) __bswap_16(x)
#define le16toh(x) ((__UINT16_TYPE__)(x))
#define htobe32(x) __bswap_32(x)
#define htole32(x) ((__UINT32_TYPE__)(x))
#define be32toh(x) __bswap_32(x)
#define le32toh(x) ((__UINT32_TYPE__)(x))
#define htobe64(x) __bswap_64(x)
#define htole64(x) ((__UINT64_TYPE__)(x))
#define be64toh(x) __bswap_64(x)
#define le64toh(x) ((__UINT64_TYPE__)(x))
#else
#define htobe16(x) ((__UINT16_TYPE__)(x))
#define htole16(x) __bswap_16(x)
#define be16toh(x) ((__UINT16_TYPE__)(x))
#define le16toh(x) __bswap_16(x)
#define htobe32(x) ((__UINT32_TYPE__)(x))
#define htole32(x) __bswap_32(x)
#define be32toh(x) ((__UINT32_TYPE__)(x))
#define le32toh(x) __bswap_32(x)
#define htobe64(x) ((__UINT64_TYPE__)(x))
#define htole64(x) __bswap_64(x)
#define be64toh(x) ((__UINT64_TYPE__)(x))
#define le64toh(x) __bswap_64(x)
#endif

#endif
` };
    case 'errno.h':
      return { kind: 'fallback', text: `/* <errno.h>: error numbers, from the kernel's headers where they are there. */
#ifndef _ERRNO_H
#define _ERRNO_H 1

#include <features.h>

#if __has_include(<linux/errno.h>)
#include <linux/errno.h>
#endif

extern int *__errno_location(void);
#define errno (*__errno_location())

#endif
` };
    case 'features.h':
      return { kind: 'fallback', text: `/*
 * <features.h>: the macros by which headers recognise glibc (2.36 here) with its default selection: POSIX.1-2008 and the
 * BSD and System V names, as gcc's default dialect gets them. <linux/libc-compat.h> tests __GLIBC__ and __USE_MISC.
 */
#ifndef _FEATURES_H
#define _FEATURES_H 1

#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE 1
#endif
#ifndef _POSIX_SOURCE
#define _POSIX_SOURCE 1
#endif
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#define __GNU_LIBRARY__ 6
#define __GLIBC__ 2
#define __GLIBC_MINOR__ 36
#define __GLIBC_PREREQ(major, minor) ((__GLIBC__ << 16) + __GLIBC_MINOR__ >= ((major) << 16) + (minor))

#define __USE_ISOC11 1
#define __USE_ISOC99 1
#define __USE_ISOC95 1
#define __USE_POSIX 1
#define __USE_POSIX2 1
#define __USE_POSIX199309 1
#define __USE_POSIX199506 1
#define __USE_XOPEN2K 1
#define __USE_XOPEN2K8 1
#define __USE_MISC 1
#define __USE_ATFILE 1

#include <sys/cdefs.h>

#endif
` };
    case 'inttypes.h':
      return { kind: 'fallback', text: `/* <inttypes.h>: the integer types of <stdint.h>, and the result of imaxdiv (C17 7.8). */
#ifndef _INTTYPES_H
#define _INTTYPES_H 1

#include <features.h>
#include <stdint.h>

typedef struct {
	intmax_t quot;
	intmax_t rem;
} imaxdiv_t;

#endif
` };
    case 'net/ethernet.h':
      return { kind: 'fallback', text: `/* <net/ethernet.h>: Ethernet addresses and frames. */
#ifndef _NET_ETHERNET_H
#define _NET_ETHERNET_H 1

#include <sys/types.h>
#include <stdint.h>

#ifndef ETH_ALEN
#define ETH_ALEN 6
#endif

struct ether_addr {
	uint8_t ether_addr_octet[6];
} __attribute__((__packed__));

struct ether_header {
	uint8_t ether_dhost[6];
	uint8_t ether_shost[6];
	uint16_t ether_type;
} __attribute__((__packed__));

#endif
` };
    case 'net/if.h':
      return { kind: 'fallback', text: `/*
 * <net/if.h>: network interfaces. <linux/if.h> declares the same flags and records, and either may come first: see
 * <netinet/in.h>.
 */
#ifndef _NET_IF_H
#define _NET_IF_H 1

#include <features.h>
#include <sys/types.h>
#include <sys/socket.h>

#define IF_NAMESIZE 16

struct if_nameindex {
	unsigned int if_index;
	char *if_name;
};

#if !__UAPI_DEF_IF_NET_DEVICE_FLAGS
enum {
	IFF_UP = 0x1,
	IFF_BROADCAST = 0x2,
	IFF_DEBUG = 0x4,
	IFF_LOOPBACK = 0x8,
	IFF_POINTOPOINT = 0x10,
	IFF_NOTRAILERS = 0x20,
	IFF_RUNNING = 0x40,
	IFF_NOARP = 0x80,
	IFF_PROMISC = 0x100,
	IFF_ALLMULTI = 0x200,
	IFF_MASTER = 0x400,
	IFF_SLAVE = 0x800,
	IFF_MULTICAST = 0x1000,
	IFF_PORTSEL = 0x2000,
	IFF_AUTOMEDIA = 0x4000,
	IFF_DYNAMIC = 0x8000
};
#define IFF_UP IFF_UP
#define IFF_BROADCAST IFF_BROADCAST
#define IFF_DEBUG IFF_DEBUG
#define IFF_LOOPBACK IFF_LOOPBACK
#define IFF_POINTOPOINT IFF_POINTOPOINT
#define IFF_NOTRAILERS IFF_NOTRAILERS
#define IFF_RUNNING IFF_RUNNING
#define IFF_NOARP IFF_NOARP
#define IFF_PROMISC IFF_PROMISC
#define IFF_ALLMULTI IFF_ALLMULTI
#define IFF_MASTER IFF_MASTER
#define IFF_SLAVE IFF_SLAVE
#define IFF_MULTICAST IFF_MULTICAST
#define IFF_PORTSEL IFF_PORTSEL
#define IFF_AUTOMEDIA IFF_AUTOMEDIA
#define IFF_DYNAMIC IFF_DYNAMIC
#endif

#if !__UAPI_DEF_IF_IFNAMSIZ
#define IFNAMSIZ IF_NAMESIZE
#endif

#if !__UAPI_DEF_IF_IFMAP
struct ifmap {
	unsigned long mem_start;
	unsigned long mem_end;
	unsigned short base_addr;
	unsigned char irq;
	unsigned char dma;
	unsigned char port;
};
#endif

#if !__UAPI_DEF_IF_IFREQ
struct ifreq {
	union {
		char ifrn_name[IFNAMSIZ];
	} ifr_ifrn;
	union {
		struct sockaddr ifru_addr;
		struct sockaddr ifru_dstaddr;
		struct sockaddr ifru_broadaddr;
		struct sockaddr ifru_netmask;
		struct sockaddr ifru_hwaddr;
		short ifru_flags;
		int ifru_ivalue;
		int ifru_mtu;
		struct ifmap ifru_map;
		char ifru_slave[IFNAMSIZ];
		char ifru_newname[IFNAMSIZ];
		__caddr_t ifru_data;
	} ifr_ifru;
};
#endif

#if !__UAPI_DEF_IF_IFCONF
struct ifconf {
	int ifc_len;
	union {
		__caddr_t ifcu_buf;
		struct ifreq *ifcu_req;
	} ifc_ifcu;
};
#endif

#endif
` };
    case 'netinet/if_ether.h':
      return { kind: 'fallback', text: `/* <netinet/if_ether.h>: Ethernet frames. The kernel's <linux/if_ether.h> has the constants. */
#ifndef _NETINET_IF_ETHER_H
#define _NETINET_IF_ETHER_H 1

#include <features.h>
#include <sys/types.h>

#if __has_include(<linux/if_ether.h>)
#include <linux/if_ether.h>
#endif

#include <net/ethernet.h>

#endif
` };
    case 'netinet/in.h':
      return { kind: 'fallback', text: `/*
 * <netinet/in.h>: Internet addresses and protocols. The kernel's <linux/in.h> and <linux/in6.h> declare the same types:
 * where this file comes first, <linux/libc-compat.h> sees _NETINET_IN_H and they leave out what is here; where they come
 * first, the __UAPI_DEF_* macros that they set leave it out of this file.
 */
#ifndef _NETINET_IN_H
#define _NETINET_IN_H 1

#include <features.h>
#include <stdint.h>
#include <sys/socket.h>
#include <endian.h>

typedef uint32_t in_addr_t;
typedef uint16_t in_port_t;

#if !__UAPI_DEF_IN_ADDR
struct in_addr {
	in_addr_t s_addr;
};
#endif

#if !__UAPI_DEF_IN_IPPROTO
enum {
	IPPROTO_IP = 0,
	IPPROTO_ICMP = 1,
	IPPROTO_IGMP = 2,
	IPPROTO_IPIP = 4,
	IPPROTO_TCP = 6,
	IPPROTO_EGP = 8,
	IPPROTO_PUP = 12,
	IPPROTO_UDP = 17,
	IPPROTO_IDP = 22,
	IPPROTO_TP = 29,
	IPPROTO_DCCP = 33,
	IPPROTO_IPV6 = 41,
	IPPROTO_RSVP = 46,
	IPPROTO_GRE = 47,
	IPPROTO_ESP = 50,
	IPPROTO_AH = 51,
	IPPROTO_MTP = 92,
	IPPROTO_BEETPH = 94,
	IPPROTO_ENCAP = 98,
	IPPROTO_PIM = 103,
	IPPROTO_COMP = 108,
	IPPROTO_SCTP = 132,
	IPPROTO_UDPLITE = 136,
	IPPROTO_MPLS = 137,
	IPPROTO_ETHERNET = 143,
	IPPROTO_RAW = 255,
	IPPROTO_MPTCP = 262,
	IPPROTO_MAX
};
#define IPPROTO_IP IPPROTO_IP
#define IPPROTO_ICMP IPPROTO_ICMP
#define IPPROTO_IGMP IPPROTO_IGMP
#define IPPROTO_IPIP IPPROTO_IPIP
#define IPPROTO_TCP IPPROTO_TCP
#define IPPROTO_EGP IPPROTO_EGP
#define IPPROTO_PUP IPPROTO_PUP
#define IPPROTO_UDP IPPROTO_UDP
#define IPPROTO_IDP IPPROTO_IDP
#define IPPROTO_TP IPPROTO_TP
#define IPPROTO_DCCP IPPROTO_DCCP
#define IPPROTO_IPV6 IPPROTO_IPV6
#define IPPROTO_RSVP IPPROTO_RSVP
#define IPPROTO_GRE IPPROTO_GRE
#define IPPROTO_ESP IPPROTO_ESP
#define IPPROTO_AH IPPROTO_AH
#define IPPROTO_MTP IPPROTO_MTP
#define IPPROTO_BEETPH IPPROTO_BEETPH
#define IPPROTO_ENCAP IPPROTO_ENCAP
#define IPPROTO_PIM IPPROTO_PIM
#define IPPROTO_COMP IPPROTO_COMP
#define IPPROTO_SCTP IPPROTO_SCTP
#define IPPROTO_UDPLITE IPPROTO_UDPLITE
#define IPPROTO_MPLS IPPROTO_MPLS
#define IPPROTO_ETHERNET IPPROTO_ETHERNET
#define IPPROTO_RAW IPPROTO_RAW
#define IPPROTO_MPTCP IPPROTO_MPTCP
#endif

#if !__UAPI_DEF_IPPROTO_V6
enum {
	IPPROTO_HOPOPTS = 0,
	IPPROTO_ROUTING = 43,
	IPPROTO_FRAGMENT = 44,
	IPPROTO_ICMPV6 = 58,
	IPPROTO_NONE = 59,
	IPPROTO_DSTOPTS = 60,
	IPPROTO_MH = 135
};
#define IPPROTO_HOPOPTS IPPROTO_HOPOPTS
#define IPPROTO_ROUTING IPPROTO_ROUTING
#define IPPROTO_FRAGMENT IPPROTO_FRAGMENT
#define IPPROTO_ICMPV6 IPPROTO_ICMPV6
#define IPPROTO_NONE IPPROTO_NONE
#define IPPROTO_DSTOPTS IPPROTO_DSTOPTS
#define IPPROTO_MH IPPROTO_MH
#endif

#if !__UAPI_DEF_IN_CLASS
#define IN_CLASSA(a) ((((in_addr_t)(a)) & 0x80000000) == 0)
#define IN_CLASSA_NET 0xff000000
#define IN_CLASSA_NSHIFT 24
#define IN_CLASSA_HOST (0xffffffff & ~IN_CLASSA_NET)
#define IN_CLASSA_MAX 128
#define IN_CLASSB(a) ((((in_addr_t)(a)) & 0xc0000000) == 0x80000000)
#define IN_CLASSB_NET 0xffff0000
#define IN_CLASSB_NSHIFT 16
#define IN_CLASSB_HOST (0xffffffff & ~IN_CLASSB_NET)
#define IN_CLASSB_MAX 65536
#define IN_CLASSC(a) ((((in_addr_t)(a)) & 0xe0000000) == 0xc0000000)
#define IN_CLASSC_NET 0xffffff00
#define IN_CLASSC_NSHIFT 8
#define IN_CLASSC_HOST (0xffffffff & ~IN_CLASSC_NET)
#define IN_CLASSD(a) ((((in_addr_t)(a)) & 0xf0000000) == 0xe0000000)
#define IN_MULTICAST(a) IN_CLASSD(a)
#define IN_EXPERIMENTAL(a) ((((in_addr_t)(a)) & 0xe0000000) == 0xe0000000)
#define IN_BADCLASS(a) ((((in_addr_t)(a)) & 0xf0000000) == 0xf0000000)
#define IN_LOOPBACKNET 127
#define INADDR_ANY ((in_addr_t)0x00000000)
#define INADDR_BROADCAST ((in_addr_t)0xffffffff)
#define INADDR_NONE ((in_addr_t)0xffffffff)
#define INADDR_DUMMY ((in_addr_t)0xc0000008)
#define INADDR_LOOPBACK ((in_addr_t)0x7f000001)
#define INADDR_UNSPEC_GROUP ((in_addr_t)0xe0000000)
#define INADDR_ALLHOSTS_GROUP ((in_addr_t)0xe0000001)
#define INADDR_ALLRTRS_GROUP ((in_addr_t)0xe0000002)
#define INADDR_ALLSNOOPERS_GROUP ((in_addr_t)0xe000006a)
#define INADDR_MAX_LOCAL_GROUP ((in_addr_t)0xe00000ff)
#endif

#define INET_ADDRSTRLEN 16
#define INET6_ADDRSTRLEN 46

#if !__UAPI_DEF_IN6_ADDR
struct in6_addr {
	union {
		uint8_t __u6_addr8[16];
		uint16_t __u6_addr16[8];
		uint32_t __u6_addr32[4];
	} __in6_u;
};
#define s6_addr __in6_u.__u6_addr8
#define s6_addr16 __in6_u.__u6_addr16
#define s6_addr32 __in6_u.__u6_addr32
#endif

#if !__UAPI_DEF_SOCKADDR_IN
struct sockaddr_in {
	sa_family_t sin_family;
	in_port_t sin_port;
	struct in_addr sin_addr;
	unsigned char sin_zero[8];
};
#endif

#if !__UAPI_DEF_SOCKADDR_IN6
struct sockaddr_in6 {
	sa_family_t sin6_family;
	in_port_t sin6_port;
	uint32_t sin6_flowinfo;
	struct in6_addr sin6_addr;
	uint32_t sin6_scope_id;
};
#endif

#if !__UAPI_DEF_IP_MREQ
struct ip_mreq {
	struct in_addr imr_multiaddr;
	struct in_addr imr_interface;
};

struct ip_mreqn {
	struct in_addr imr_multiaddr;
	struct in_addr imr_address;
	int imr_ifindex;
};

struct ip_mreq_source {
	struct in_addr imr_multiaddr;
	struct in_addr imr_interface;
	struct in_addr imr_sourceaddr;
};

struct ip_msfilter {
	struct in_addr imsf_multiaddr;
	struct in_addr imsf_interface;
	uint32_t imsf_fmode;
	uint32_t imsf_numsrc;
	struct in_addr imsf_slist[1];
};

struct group_req {
	uint32_t gr_interface;
	struct sockaddr_storage gr_group;
};

struct group_source_req {
	uint32_t gsr_interface;
	struct sockaddr_storage gsr_group;
	struct sockaddr_storage gsr_source;
};

struct group_filter {
	uint32_t gf_interface;
	struct sockaddr_storage gf_group;
	uint32_t gf_fmode;
	uint32_t gf_numsrc;
	struct sockaddr_storage gf_slist[1];
};
#endif

#if !__UAPI_DEF_IN_PKTINFO
struct in_pktinfo {
	int ipi_ifindex;
	struct in_addr ipi_spec_dst;
	struct in_addr ipi_addr;
};
#endif

#if !__UAPI_DEF_IPV6_MREQ
struct ipv6_mreq {
	struct in6_addr ipv6mr_multiaddr;
	unsigned int ipv6mr_interface;
};
#endif

#if __BYTE_ORDER == __BIG_ENDIAN
#define ntohl(x) ((uint32_t)(x))
#define ntohs(x) ((uint16_t)(x))
#define htonl(x) ((uint32_t)(x))
#define htons(x) ((uint16_t)(x))
#else
#define ntohl(x) __bswap_32(x)
#define ntohs(x) __bswap_16(x)
#define htonl(x) __bswap_32(x)
#define htons(x) __bswap_16(x)
#endif

#endif
` };
    case 'stdio.h':
      return { kind: 'fallback', text: `/* <stdio.h>: input and output (C17 7.21). The types alone: no header calls the functions. */
#ifndef _STDIO_H
#define _STDIO_H 1

#include <bits/uapi_types.h>

#define __need_size_t
#define __need_NULL
#include <stddef.h>
#define __need___va_list
#include <stdarg.h>

typedef struct _IO_FILE FILE;
typedef __gnuc_va_list va_list;
typedef __off_t off_t;
typedef __ssize_t ssize_t;

#define BUFSIZ 8192
#define EOF (-1)

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

#endif
` };
    case 'stdlib.h':
      return { kind: 'fallback', text: `/* <stdlib.h>: general utilities (C17 7.22). The types alone: no header calls the functions. */
#ifndef _STDLIB_H
#define _STDLIB_H 1

#include <features.h>

#define __need_wchar_t
#define __need_size_t
#define __need_NULL
#include <stddef.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 2147483647

typedef struct {
	int quot;
	int rem;
} div_t;

typedef struct {
	long quot;
	long rem;
} ldiv_t;

typedef struct {
	long long quot;
	long long rem;
} lldiv_t;

#endif
` };
    case 'string.h':
      return { kind: 'fallback', text: `/* <string.h>: strings and blocks of memory (C17 7.24). The types alone: no header calls the functions. */
#ifndef _STRING_H
#define _STRING_H 1

#include <features.h>

#define __need_size_t
#define __need_NULL
#include <stddef.h>

#endif
` };
    case 'sys/cdefs.h':
      return { kind: 'fallback', text: `/* <sys/cdefs.h>: how glibc's headers spell what depends on the compiler or the language. */
#ifndef _SYS_CDEFS_H
#define _SYS_CDEFS_H 1

#include <features.h>

#ifdef __cplusplus
#define __BEGIN_DECLS extern "C" {
#define __END_DECLS }
#else
#define __BEGIN_DECLS
#define __END_DECLS
#endif

#define __P(args) args
#define __CONCAT(x, y) x ## y
#define __STRING(x) #x

#define __THROW __attribute__((__nothrow__))
#define __nonnull(params) __attribute__((__nonnull__ params))
#define __attribute_deprecated__ __attribute__((__deprecated__))
#define __wur
#define __flexarr []

#endif
` };
    case 'sys/ioctl.h':
      return { kind: 'fallback', text: `/* <sys/ioctl.h>: ioctl numbers, those of terminals too where the kernel's headers are there. */
#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H 1

#include <features.h>

#if __has_include(<asm/ioctls.h>)
#include <asm/ioctls.h>
#else
#include <asm/ioctl.h>
#endif

struct winsize {
	unsigned short ws_row;
	unsigned short ws_col;
	unsigned short ws_xpixel;
	unsigned short ws_ypixel;
};

#endif
` };
    case 'sys/select.h':
      return { kind: 'fallback', text: `/* <sys/select.h>: sets of file descriptors. */
#ifndef _SYS_SELECT_H
#define _SYS_SELECT_H 1

#include <bits/uapi_time.h>

#ifndef __sigset_t_defined
#define __sigset_t_defined 1
typedef struct {
	unsigned long __val[1024 / (8 * sizeof(unsigned long))];
} sigset_t;
#endif

typedef long __fd_mask;

#define __NFDBITS (8 * (int)sizeof(__fd_mask))

typedef struct {
	__fd_mask __fds_bits[__FD_SETSIZE / __NFDBITS];
} fd_set;

#define FD_SETSIZE __FD_SETSIZE
#define NFDBITS __NFDBITS

#endif
` };
    case 'sys/socket.h':
      return { kind: 'fallback', text: `/* <sys/socket.h>: sockets, their addresses and messages. */
#ifndef _SYS_SOCKET_H
#define _SYS_SOCKET_H 1

#include <features.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <asm/socket.h>

typedef __socklen_t socklen_t;
typedef unsigned short sa_family_t;

enum __socket_type {
#ifdef __mips__
	SOCK_DGRAM = 1,
	SOCK_STREAM = 2,
#else
	SOCK_STREAM = 1,
	SOCK_DGRAM = 2,
#endif
	SOCK_RAW = 3,
	SOCK_RDM = 4,
	SOCK_SEQPACKET = 5,
	SOCK_DCCP = 6,
	SOCK_PACKET = 10,
#if defined __alpha__ || defined __hppa__
	SOCK_CLOEXEC = 0x200000,
	SOCK_NONBLOCK = 0x40000000
#elif defined __mips__
	SOCK_CLOEXEC = 0x80000,
	SOCK_NONBLOCK = 0x80
#elif defined __sparc__
	SOCK_CLOEXEC = 0x400000,
	SOCK_NONBLOCK = 0x4000
#else
	SOCK_CLOEXEC = 0x80000,
	SOCK_NONBLOCK = 0x800
#endif
};
#define SOCK_STREAM SOCK_STREAM
#define SOCK_DGRAM SOCK_DGRAM
#define SOCK_RAW SOCK_RAW
#define SOCK_RDM SOCK_RDM
#define SOCK_SEQPACKET SOCK_SEQPACKET
#define SOCK_DCCP SOCK_DCCP
#define SOCK_PACKET SOCK_PACKET
#define SOCK_CLOEXEC SOCK_CLOEXEC
#define SOCK_NONBLOCK SOCK_NONBLOCK

#define PF_UNSPEC 0
#define PF_LOCAL 1
#define PF_UNIX PF_LOCAL
#define PF_FILE PF_LOCAL
#define PF_INET 2
#define PF_AX25 3
#define PF_IPX 4
#define PF_APPLETALK 5
#define PF_NETROM 6
#define PF_BRIDGE 7
#define PF_ATMPVC 8
#define PF_X25 9
#define PF_INET6 10
#define PF_ROSE 11
#define PF_DECnet 12
#define PF_NETBEUI 13
#define PF_SECURITY 14
#define PF_KEY 15
#define PF_NETLINK 16
#define PF_ROUTE PF_NETLINK
#define PF_PACKET 17
#define PF_ASH 18
#define PF_ECONET 19
#define PF_ATMSVC 20
#define PF_RDS 21
#define PF_SNA 22
#define PF_IRDA 23
#define PF_PPPOX 24
#define PF_WANPIPE 25
#define PF_LLC 26
#define PF_IB 27
#define PF_MPLS 28
#define PF_CAN 29
#define PF_TIPC 30
#define PF_BLUETOOTH 31
#define PF_IUCV 32
#define PF_RXRPC 33
#define PF_ISDN 34
#define PF_PHONET 35
#define PF_IEEE802154 36
#define PF_CAIF 37
#define PF_ALG 38
#define PF_NFC 39
#define PF_VSOCK 40
#define PF_KCM 41
#define PF_QIPCRTR 42
#define PF_SMC 43
#define PF_XDP 44
#define PF_MCTP 45
#define PF_MAX 46

#define AF_UNSPEC PF_UNSPEC
#define AF_LOCAL PF_LOCAL
#define AF_UNIX PF_UNIX
#define AF_FILE PF_FILE
#define AF_INET PF_INET
#define AF_AX25 PF_AX25
#define AF_IPX PF_IPX
#define AF_APPLETALK PF_APPLETALK
#define AF_NETROM PF_NETROM
#define AF_BRIDGE PF_BRIDGE
#define AF_ATMPVC PF_ATMPVC
#define AF_X25 PF_X25
#define AF_INET6 PF_INET6
#define AF_ROSE PF_ROSE
#define AF_DECnet PF_DECnet
#define AF_NETBEUI PF_NETBEUI
#define AF_SECURITY PF_SECURITY
#define AF_KEY PF_KEY
#define AF_NETLINK PF_NETLINK
#define AF_ROUTE PF_ROUTE
#define AF_PACKET PF_PACKET
#define AF_ASH PF_ASH
#define AF_ECONET PF_ECONET
#define AF_ATMSVC PF_ATMSVC
#define AF_RDS PF_RDS
#define AF_SNA PF_SNA
#define AF_IRDA PF_IRDA
#define AF_PPPOX PF_PPPOX
#define AF_WANPIPE PF_WANPIPE
#define AF_LLC PF_LLC
#define AF_IB PF_IB
#define AF_MPLS PF_MPLS
#define AF_CAN PF_CAN
#define AF_TIPC PF_TIPC
#define AF_BLUETOOTH PF_BLUETOOTH
#define AF_IUCV PF_IUCV
#define AF_RXRPC PF_RXRPC
#define AF_ISDN PF_ISDN
#define AF_PHONET PF_PHONET
#define AF_IEEE802154 PF_IEEE802154
#define AF_CAIF PF_CAIF
#define AF_ALG PF_ALG
#define AF_NFC PF_NFC
#define AF_VSOCK PF_VSOCK
#define AF_KCM PF_KCM
#define AF_QIPCRTR PF_QIPCRTR
#define AF_SMC PF_SMC
#define AF_XDP PF_XDP
#define AF_MCTP PF_MCTP
#define AF_MAX PF_MAX

struct sockaddr {
	sa_family_t sa_family;
	char sa_data[14];
};

/* Any address: 128 bytes, but 126 on m68k. */
#ifdef __m68k__
#define _SS_SIZE 126
#else
#define _SS_SIZE 128
#endif

struct sockaddr_storage {
	sa_family_t ss_family;
	char __ss_padding[_SS_SIZE - sizeof(sa_family_t) - sizeof(unsigned long)];
	unsigned long __ss_align;
};

enum {
	MSG_OOB = 0x1,
	MSG_PEEK = 0x2,
	MSG_DONTROUTE = 0x4,
	MSG_CTRUNC = 0x8,
	MSG_PROXY = 0x10,
	MSG_TRUNC = 0x20,
	MSG_DONTWAIT = 0x40,
	MSG_EOR = 0x80,
	MSG_WAITALL = 0x100,
	MSG_FIN = 0x200,
	MSG_SYN = 0x400,
	MSG_CONFIRM = 0x800,
	MSG_RST = 0x1000,
	MSG_ERRQUEUE = 0x2000,
	MSG_NOSIGNAL = 0x4000,
	MSG_MORE = 0x8000,
	MSG_WAITFORONE = 0x10000,
	MSG_BATCH = 0x40000,
	MSG_ZEROCOPY = 0x4000000,
	MSG_FASTOPEN = 0x20000000,
	MSG_CMSG_CLOEXEC = 0x40000000
};
#define MSG_OOB MSG_OOB
#define MSG_PEEK MSG_PEEK
#define MSG_DONTROUTE MSG_DONTROUTE
#define MSG_CTRUNC MSG_CTRUNC
#define MSG_PROXY MSG_PROXY
#define MSG_TRUNC MSG_TRUNC
#define MSG_DONTWAIT MSG_DONTWAIT
#define MSG_EOR MSG_EOR
#define MSG_WAITALL MSG_WAITALL
#define MSG_FIN MSG_FIN
#define MSG_SYN MSG_SYN
#define MSG_CONFIRM MSG_CONFIRM
#define MSG_RST MSG_RST
#define MSG_ERRQUEUE MSG_ERRQUEUE
#define MSG_NOSIGNAL MSG_NOSIGNAL
#define MSG_MORE MSG_MORE
#define MSG_WAITFORONE MSG_WAITFORONE
#define MSG_BATCH MSG_BATCH
#define MSG_ZEROCOPY MSG_ZEROCOPY
#define MSG_FASTOPEN MSG_FASTOPEN
#define MSG_CMSG_CLOEXEC MSG_CMSG_CLOEXEC

struct msghdr {
	void *msg_name;
	socklen_t msg_namelen;
	struct iovec *msg_iov;
	size_t msg_iovlen;
	void *msg_control;
	size_t msg_controllen;
	int msg_flags;
};

struct cmsghdr {
	size_t cmsg_len;
	int cmsg_level;
	int cmsg_type;
	unsigned char __cmsg_data[];
};

#define CMSG_ALIGN(len) (((len) + sizeof(size_t) - 1) & (size_t)~(sizeof(size_t) - 1))
#define CMSG_SPACE(len) (CMSG_ALIGN(len) + CMSG_ALIGN(sizeof(struct cmsghdr)))
#define CMSG_LEN(len) (CMSG_ALIGN(sizeof(struct cmsghdr)) + (len))

enum {
	SCM_RIGHTS = 0x01
#define SCM_RIGHTS SCM_RIGHTS
};

struct linger {
	int l_onoff;
	int l_linger;
};

#endif
` };
    case 'sys/time.h':
      return { kind: 'fallback', text: `/* <sys/time.h>: times in microseconds, interval timers. */
#ifndef _SYS_TIME_H
#define _SYS_TIME_H 1

#include <bits/uapi_time.h>
#include <sys/select.h>

struct timezone {
	int tz_minuteswest;
	int tz_dsttime;
};

enum __itimer_which {
	ITIMER_REAL = 0,
#define ITIMER_REAL ITIMER_REAL
	ITIMER_VIRTUAL = 1,
#define ITIMER_VIRTUAL ITIMER_VIRTUAL
	ITIMER_PROF = 2
#define ITIMER_PROF ITIMER_PROF
};

struct itimerval {
	struct timeval it_interval;
	struct timeval it_value;
};

#endif
` };
    case 'sys/types.h':
      return { kind: 'fallback', text: `/* <sys/types.h>: the types of POSIX, and the BSD names that glibc adds. */
#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H 1

#include <bits/uapi_types.h>
#include <bits/uapi_time.h>
#include <endian.h>
#include <sys/select.h>

#define __need_size_t
#include <stddef.h>

typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned long ulong;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef __INT64_TYPE__ quad_t;
typedef __UINT64_TYPE__ u_quad_t;

typedef __INT8_TYPE__ int8_t;
typedef __INT16_TYPE__ int16_t;
typedef __INT32_TYPE__ int32_t;
typedef __INT64_TYPE__ int64_t;
typedef __UINT8_TYPE__ u_int8_t;
typedef __UINT16_TYPE__ u_int16_t;
typedef __UINT32_TYPE__ u_int32_t;
typedef __UINT64_TYPE__ u_int64_t;
typedef int register_t __attribute__((__mode__(__word__)));

typedef __dev_t dev_t;
typedef __ino_t ino_t;
typedef __mode_t mode_t;
typedef __nlink_t nlink_t;
typedef __uid_t uid_t;
typedef __gid_t gid_t;
typedef __id_t id_t;
typedef __pid_t pid_t;
typedef __key_t key_t;
typedef __off_t off_t;
typedef __loff_t loff_t;
typedef __ssize_t ssize_t;
typedef __daddr_t daddr_t;
typedef __caddr_t caddr_t;
typedef __clock_t clock_t;
typedef __clockid_t clockid_t;
typedef __timer_t timer_t;
typedef __blksize_t blksize_t;
typedef __blkcnt_t blkcnt_t;
typedef __fsblkcnt_t fsblkcnt_t;
typedef __fsfilcnt_t fsfilcnt_t;
typedef __fsid_t fsid_t;

#endif
` };
    case 'sys/uio.h':
      return { kind: 'fallback', text: `/* <sys/uio.h>: vectors of buffers. */
#ifndef _SYS_UIO_H
#define _SYS_UIO_H 1

#include <sys/types.h>

struct iovec {
	void *iov_base;
	size_t iov_len;
};

#define UIO_MAXIOV 1024

#endif
` };
    case 'time.h':
      return { kind: 'fallback', text: `/* <time.h>: date and time (C17 7.27), and the clocks of POSIX. */
#ifndef _TIME_H
#define _TIME_H 1

#include <bits/uapi_types.h>
#include <bits/uapi_time.h>

#define __need_size_t
#define __need_NULL
#include <stddef.h>

#define CLOCKS_PER_SEC ((__clock_t)1000000)

#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3
#define CLOCK_MONOTONIC_RAW 4
#define CLOCK_REALTIME_COARSE 5
#define CLOCK_MONOTONIC_COARSE 6
#define CLOCK_BOOTTIME 7
#define CLOCK_REALTIME_ALARM 8
#define CLOCK_BOOTTIME_ALARM 9
#define CLOCK_TAI 11

#define TIMER_ABSTIME 1

typedef __clock_t clock_t;
typedef __clockid_t clockid_t;
typedef __timer_t timer_t;
typedef __pid_t pid_t;

struct tm {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;
	int tm_mon;
	int tm_year;
	int tm_wday;
	int tm_yday;
	int tm_isdst;
	long tm_gmtoff;
	const char *tm_zone;
};

struct itimerspec {
	struct timespec it_interval;
	struct timespec it_value;
};

#endif
` };
    case 'unistd.h':
      return { kind: 'fallback', text: `/* <unistd.h>: constants and types of POSIX. The types alone: no header calls the functions. */
#ifndef _UNISTD_H
#define _UNISTD_H 1

#include <bits/uapi_types.h>

#define __need_size_t
#define __need_NULL
#include <stddef.h>

typedef __ssize_t ssize_t;
typedef __gid_t gid_t;
typedef __uid_t uid_t;
typedef __off_t off_t;
typedef __useconds_t useconds_t;
typedef __pid_t pid_t;
typedef __intptr_t intptr_t;
typedef __socklen_t socklen_t;

#define _POSIX_VERSION 200809L

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#define R_OK 4
#define W_OK 2
#define X_OK 1
#define F_OK 0

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

#endif
` };
    default:
      return undefined;
  }
}

export const builtinSpellings = (): readonly string[] => [
  'float.h',
  'iso646.h',
  'limits.h',
  'stdalign.h',
  'stdarg.h',
  'stdatomic.h',
  'stdbool.h',
  'stddef.h',
  'stdint.h',
  'stdnoreturn.h',
  'asm-generic/bitsperlong.h',
  'asm-generic/int-l64.h',
  'asm-generic/int-ll64.h',
  'asm-generic/ioctl.h',
  'asm-generic/posix_types.h',
  'asm-generic/swab.h',
  'asm-generic/types.h',
  'asm/bitsperlong.h',
  'asm/byteorder.h',
  'asm/ioctl.h',
  'asm/posix_types.h',
  'asm/socket.h',
  'asm/sockios.h',
  'asm/swab.h',
  'asm/types.h',
  'linux/byteorder/big_endian.h',
  'linux/byteorder/little_endian.h',
  'linux/const.h',
  'linux/ioctl.h',
  'linux/kernel.h',
  'linux/limits.h',
  'linux/posix_types.h',
  'linux/socket.h',
  'linux/stddef.h',
  'linux/swab.h',
  'linux/sysinfo.h',
  'linux/time.h',
  'linux/time_types.h',
  'linux/types.h',
  'arpa/inet.h',
  'bits/uapi_time.h',
  'bits/uapi_types.h',
  'byteswap.h',
  'endian.h',
  'errno.h',
  'features.h',
  'inttypes.h',
  'net/ethernet.h',
  'net/if.h',
  'netinet/if_ether.h',
  'netinet/in.h',
  'stdio.h',
  'stdlib.h',
  'string.h',
  'sys/cdefs.h',
  'sys/ioctl.h',
  'sys/select.h',
  'sys/socket.h',
  'sys/time.h',
  'sys/types.h',
  'sys/uio.h',
  'time.h',
  'unistd.h',
];
