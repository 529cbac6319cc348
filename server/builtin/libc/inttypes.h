/* <inttypes.h>: the integer types of <stdint.h>, and the result of imaxdiv (C17 7.8). */
#ifndef _INTTYPES_H
#define _INTTYPES_H 1

#include <features.h>
#include <stdint.h>

typedef struct {
	intmax_t quot;
	intmax_t rem;
} imaxdiv_t;

#endif
