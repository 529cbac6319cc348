/*
 * <stddef.h>: common definitions (C17 7.19). A header that wants one name alone defines __need_NAME first, as libc
 * headers do; such a request may come many times, so there is no guard around the whole file.
 */
#if !defined __need_size_t && !defined __need_ptrdiff_t && !defined __need_wchar_t && !defined __need_wint_t \
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
