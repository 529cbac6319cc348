/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Widgets: an interface made up for this project, written the way an
 * extensible ioctl interface is written today.
 *
 * Every command takes a structure that starts with its own size. The caller
 * sets @size to the sizeof() that it was compiled with. A kernel that knows a
 * longer structure takes the missing end as zero; a kernel that knows a shorter
 * one accepts the call as long as the bytes that it does not know are zero, and
 * fails with E2BIG otherwise. So the numbers carry no size (_IO), and a
 * structure can grow at its end without a new command.
 */
#ifndef _UAPI_LINUX_WIDGET_H
#define _UAPI_LINUX_WIDGET_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* uapi-style: size-first */

#define WIDGET_TYPE ('W')

enum {
	WIDGET_CMD_BASE = 0xa0,
	WIDGET_CMD_DESTROY = WIDGET_CMD_BASE,
	WIDGET_CMD_CREATE,
	WIDGET_CMD_TURN,
};

/**
 * struct widget_destroy - ioctl(WIDGET_DESTROY)
 * @size: sizeof(struct widget_destroy)
 * @widget_id: The widget to remove, as WIDGET_CREATE returned it
 */
struct widget_destroy {
	__u32 size;
	__u32 widget_id;
};
#define WIDGET_DESTROY _IO(WIDGET_TYPE, WIDGET_CMD_DESTROY)

/**
 * enum widget_create_flags - What a new widget is like
 * @WIDGET_CREATE_LOCKED: It cannot be turned until it is unlocked
 */
enum widget_create_flags {
	WIDGET_CREATE_LOCKED = 1U << 0,
};

/**
 * struct widget_create - ioctl(WIDGET_CREATE)
 * @size: sizeof(struct widget_create)
 * @flags: Combination of enum widget_create_flags
 * @out_widget_id: Output; the id of the new widget
 * @name_len: Length in bytes of the name at @name_uptr, without a final NUL
 * @name_uptr: Userspace pointer to the name
 */
struct widget_create {
	__u32 size;
	__u32 flags;
	__u32 out_widget_id;
	__u32 name_len;
	__aligned_u64 name_uptr;
};
#define WIDGET_CREATE _IO(WIDGET_TYPE, WIDGET_CMD_CREATE)

/**
 * struct widget_turn - ioctl(WIDGET_TURN)
 * @size: sizeof(struct widget_turn)
 * @widget_id: The widget to turn
 * @event_fd: An eventfd that is signalled when the widget stands still, or -1
 * @__reserved: Must be 0
 * @angle_nanoturns: How far to turn; negative is anticlockwise
 * @timeout_ns: Give up after this time; 0 is no limit
 */
struct widget_turn {
	__u32 size;
	__u32 widget_id;
	__s32 event_fd;
	__u32 __reserved;
	__aligned_s64 angle_nanoturns;
	__aligned_u64 timeout_ns;
};
#define WIDGET_TURN _IO(WIDGET_TYPE, WIDGET_CMD_TURN)

#endif /* _UAPI_LINUX_WIDGET_H */
