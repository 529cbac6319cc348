/*
 * <asm/types.h>: the fixed-width types of the kernel interface. 64-bit ones are `long long`, but `long` in the user's
 * view of alpha, mips64 and powerpc64 (unless __SANE_USERSPACE_TYPES__ asks otherwise); sizes agree everywhere.
 */
#ifndef _ASM_TYPES_H
#define _ASM_TYPES_H

#if !defined __SANE_USERSPACE_TYPES__ \
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
