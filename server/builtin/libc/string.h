/* <string.h>: strings and blocks of memory (C17 7.24). The types alone: no header calls the functions. */
#ifndef _STRING_H
#define _STRING_H 1

#include <features.h>

#define __need_size_t
#define __need_NULL
#include <stddef.h>

#endif
