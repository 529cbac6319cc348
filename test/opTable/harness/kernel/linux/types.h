/* What a dispatcher uses of the kernel's header of this name, in user space. */
#ifndef HARNESS_LINUX_TYPES_H
#define HARNESS_LINUX_TYPES_H

#include_next <linux/types.h>
#include <stddef.h>

#define __user

typedef __u32 u32;

#endif
