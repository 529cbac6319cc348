/* <errno.h>: error numbers, from the kernel's headers where they are there. */
#ifndef _ERRNO_H
#define _ERRNO_H 1

#include <features.h>

#if __has_include(<linux/errno.h>)
#include <linux/errno.h>
#endif

extern int *__errno_location(void);
#define errno (*__errno_location())

#endif
