/* <asm/ioctl.h>: field widths and direction codes of ioctl numbers where an architecture has its own. */
#ifndef _ASM_IOCTL_H
#define _ASM_IOCTL_H

#if defined __alpha__ || defined __mips__ || defined __powerpc__ || defined __sparc__
#define _IOC_SIZEBITS 13
#define _IOC_DIRBITS 3
#define _IOC_NONE 1U
#define _IOC_READ 2U
#define _IOC_WRITE 4U
#elif defined __hppa__
#define _IOC_NONE 0U
#define _IOC_READ 1U
#define _IOC_WRITE 2U
#endif

#include <asm-generic/ioctl.h>

#if defined __alpha__ || defined __sparc__
#undef _IOR_BAD
#undef _IOW_BAD
#undef _IOWR_BAD
#endif

#ifdef __sparc__
/* The lowest direction bit is the highest size bit of a command with an argument. */
#define _IOC_XSIZEMASK ((1 << (_IOC_SIZEBITS + 1)) - 1)

#undef _IOC_DIR
#define _IOC_DIR(nr) \
	((((nr) >> _IOC_DIRSHIFT) & (_IOC_WRITE | _IOC_READ)) != 0 \
	 ? (((nr) >> _IOC_DIRSHIFT) & (_IOC_WRITE | _IOC_READ)) \
	 : (((nr) >> _IOC_DIRSHIFT) & _IOC_DIRMASK))

#undef _IOC_SIZE
#define _IOC_SIZE(nr) \
	((((nr) >> _IOC_DIRSHIFT) & (_IOC_WRITE | _IOC_READ)) == 0 ? 0 : (((nr) >> _IOC_SIZESHIFT) & _IOC_XSIZEMASK))

#undef IOCSIZE_MASK
#define IOCSIZE_MASK (_IOC_XSIZEMASK << _IOC_SIZESHIFT)
#endif

#endif
