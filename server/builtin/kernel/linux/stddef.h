/* <linux/stddef.h>: helpers for declaring members. */
#ifndef _LINUX_STDDEF_H
#define _LINUX_STDDEF_H

#ifndef __always_inline
#define __always_inline __inline__
#endif

#ifdef __cplusplus
#define __struct_group_tag(TAG)
#else
#define __struct_group_tag(TAG) TAG
#endif

/**
 * __struct_group() - declare members that are reachable one by one and as a group
 * @TAG: tag of the group's type, or nothing
 * @NAME: name of the group
 * @ATTRS: attributes of the group and of the union around it, or nothing
 * @MEMBERS: the declarations
 */
#define __struct_group(TAG, NAME, ATTRS, MEMBERS...) \
	union { \
		struct { MEMBERS } ATTRS; \
		struct __struct_group_tag(TAG) { MEMBERS } ATTRS NAME; \
	} ATTRS

/**
 * __DECLARE_FLEX_ARRAY() - declare a flexible array where C allows none: alone in a record, or in a union
 * @TYPE: type of an element
 * @NAME: name of the array
 */
#ifdef __cplusplus
#define __DECLARE_FLEX_ARRAY(TYPE, NAME) TYPE NAME[0]
#else
#define __DECLARE_FLEX_ARRAY(TYPE, NAME) \
	struct { \
		struct { } __empty_ ## NAME; \
		TYPE NAME[]; \
	}
#endif

/* The member that counts the elements of an array: for compilers that know the attribute, nothing here. */
#ifndef __counted_by
#define __counted_by(m)
#endif
#ifndef __counted_by_le
#define __counted_by_le(m)
#endif
#ifndef __counted_by_be
#define __counted_by_be(m)
#endif
#ifndef __counted_by_ptr
#define __counted_by_ptr(m)
#endif

/* A character array that need not end with a zero byte. */
#define __kernel_nonstring

#endif
