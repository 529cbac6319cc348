/* Times of glibc, shared by <time.h>, <sys/time.h>, <sys/types.h> and <sys/select.h>. No program includes this file. */
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
