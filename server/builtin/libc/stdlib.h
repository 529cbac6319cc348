/* <stdlib.h>: general utilities (C17 7.22). The types alone: no header calls the functions. */
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
