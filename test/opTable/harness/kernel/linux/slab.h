/* What a dispatcher uses of the kernel's header of this name, in user space. */
#ifndef HARNESS_LINUX_SLAB_H
#define HARNESS_LINUX_SLAB_H

#include <stddef.h>
#include <string.h>

#define GFP_KERNEL 0u

/* The memory is full of 0xa5; main.c counts what was not freed. */
void *kmalloc(size_t size, unsigned int flags);
void kfree(const void *memory);

#endif
