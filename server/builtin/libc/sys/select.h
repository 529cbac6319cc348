/* <sys/select.h>: sets of file descriptors. */
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
