/* <sys/ioctl.h>: ioctl numbers, those of terminals too where the kernel's headers are there. */
#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H 1

#include <features.h>

#if __has_include(<asm/ioctls.h>)
#include <asm/ioctls.h>
#else
#include <asm/ioctl.h>
#endif

struct winsize {
	unsigned short ws_row;
	unsigned short ws_col;
	unsigned short ws_xpixel;
	unsigned short ws_ypixel;
};

#endif
