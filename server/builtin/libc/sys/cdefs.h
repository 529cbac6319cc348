/* <sys/cdefs.h>: how glibc's headers spell what depends on the compiler or the language. */
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
