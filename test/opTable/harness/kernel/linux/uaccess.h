/*
 * The kernel's access to user memory (include/linux/uaccess.h), over the user memory of one call: see userMemory.c. No
 * pointer to user memory is one of this process, so a dispatcher that follows it directly crashes.
 */
#ifndef HARNESS_LINUX_UACCESS_H
#define HARNESS_LINUX_UACCESS_H

#include <linux/types.h>

/* These return how many bytes were not moved. */
unsigned long copy_from_user(void *to, const void __user *from, unsigned long length);
unsigned long copy_to_user(void __user *to, const void *from, unsigned long length);
unsigned long clear_user(void __user *to, unsigned long length);

/* These return 0 or a negative errno. */
int copy_struct_from_user(void *to, size_t kernel_size, const void __user *from, size_t user_size);
int get_user_bytes(void *to, const void __user *from, unsigned long length);

#define get_user(variable, pointer)					\
	({								\
		_Static_assert(sizeof(variable) == sizeof(*(pointer)),	\
			       "the harness reads without a conversion"); \
		get_user_bytes(&(variable), (pointer), sizeof(*(pointer))); \
	})

#endif
