/* What a dispatcher uses of the kernel's header of this name, in user space. */
#ifndef HARNESS_LINUX_STDDEF_H
#define HARNESS_LINUX_STDDEF_H

#include_next <linux/stddef.h>
#include <stddef.h>

#define offsetofend(type, member) (offsetof(type, member) + sizeof(((type *)0)->member))

#endif
