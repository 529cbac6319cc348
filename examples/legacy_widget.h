/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Widgets as they would have been written long ago: an interface made up for
 * this project, with mistakes that are still easy to make. examples/README.md
 * says what they are.
 */
#ifndef _LINUX_LEGACY_WIDGET_H
#define _LINUX_LEGACY_WIDGET_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define LEGACY_WIDGET_NAME_MAX 16

/**
 * struct legacy_widget_info - What LEGACY_WIDGET_GET_INFO answers
 * @kind: One of the kinds below
 * @serial: Serial number
 * @name: Name, ends in a NUL
 */
struct legacy_widget_info {
	__u8 kind;
	__u32 serial;
	char name[LEGACY_WIDGET_NAME_MAX];
};

enum legacy_widget_kind {
	LEGACY_WIDGET_ROUND = 1,
	LEGACY_WIDGET_SQUARE,
};

/**
 * struct legacy_widget_map - Where a widget's memory goes
 * @address: Address in the caller's memory
 * @length: Length in bytes
 */
struct legacy_widget_map {
	unsigned long address;
	__u32 length;
};

/**
 * struct legacy_widget_position - Where a widget stands
 * @axis: Number of the axis
 * @nanometres: Distance from the origin
 * @flags: Must be 0
 */
struct legacy_widget_position {
	__u32 axis;
	__u64 nanometres;
	__u32 flags;
};

/** struct legacy_widget_firmware - Loads new firmware, in one piece */
struct legacy_widget_firmware {
	__u32 length;
	__u8 image[16384];
};

#define LEGACY_WIDGET_RESET _IO('w', 0x40)
#define LEGACY_WIDGET_GET_INFO _IOR('w', 0x41, struct legacy_widget_info)
#define LEGACY_WIDGET_MAP _IOW('w', 0x42, struct legacy_widget_map)
#define LEGACY_WIDGET_MOVE _IOWR('w', 0x43, struct legacy_widget_position)
#define LEGACY_WIDGET_LOAD _IOW('w', 0x44, struct legacy_widget_firmware)

#endif /* _LINUX_LEGACY_WIDGET_H */
