/* What a dispatcher uses of the kernel's header of this name, in user space. */
#ifndef HARNESS_LINUX_KERNEL_H
#define HARNESS_LINUX_KERNEL_H

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/* Zero, or no program at all. */
#define BUILD_BUG_ON_ZERO(condition) (0 * sizeof(char[(condition) ? -1 : 1]))

#define min_t(type, a, b) ((type)(a) < (type)(b) ? (type)(a) : (type)(b))

/* As in the kernel, both must be of one type. */
#define min(a, b)							\
	({								\
		_Static_assert(__builtin_types_compatible_p(		\
			__typeof__(a), __typeof__(b)), "min() of two types"); \
		(a) < (b) ? (a) : (b);					\
	})

#endif
