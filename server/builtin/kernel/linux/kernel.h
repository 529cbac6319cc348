/* <linux/kernel.h>: in user space, struct sysinfo and the helpers for constants. */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <linux/sysinfo.h>
#include <linux/const.h>

#endif
