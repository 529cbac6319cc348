/* <sys/uio.h>: vectors of buffers. */
#ifndef _SYS_UIO_H
#define _SYS_UIO_H 1

#include <sys/types.h>

struct iovec {
	void *iov_base;
	size_t iov_len;
};

#define UIO_MAXIOV 1024

#endif
