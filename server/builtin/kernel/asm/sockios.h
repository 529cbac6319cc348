/* <asm/sockios.h>: socket commands that are older than <linux/sockios.h>; alpha, mips and sh number them by _IOC. */
#ifndef _ASM_SOCKIOS_H
#define _ASM_SOCKIOS_H

#if defined __alpha__ || defined __mips__ || defined __sh__
#include <asm/ioctl.h>

#define FIOGETOWN _IOR('f', 123, int)
#define FIOSETOWN _IOW('f', 124, int)
#define SIOCATMARK _IOR('s', 7, int)
#define SIOCSPGRP _IOW('s', 8, pid_t)
#define SIOCGPGRP _IOR('s', 9, pid_t)
#else
#define FIOSETOWN 0x8901
#define SIOCSPGRP 0x8902
#define FIOGETOWN 0x8903
#define SIOCGPGRP 0x8904
#define SIOCATMARK 0x8905
#endif

#ifdef __sh__
#include <linux/time_types.h>

#define SIOCGSTAMP_OLD _IOR('s', 100, struct __kernel_old_timeval)
#define SIOCGSTAMPNS_OLD _IOR('s', 101, struct __kernel_old_timespec)
#else
#define SIOCGSTAMP_OLD 0x8906
#define SIOCGSTAMPNS_OLD 0x8907
#endif

#endif
