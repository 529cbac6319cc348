/* What a dispatcher uses of the kernel's header of this name, in user space. */
#ifndef HARNESS_LINUX_FS_H
#define HARNESS_LINUX_FS_H

#include_next <linux/fs.h>
#include <errno.h>

/* "No such command" inside the kernel; user space gets ENOTTY (include/linux/errno.h). */
#define ENOIOCTLCMD 515

struct file {
	void *private_data;
};

#endif
