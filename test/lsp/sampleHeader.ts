/** A header with something for every feature: findings with and without fixes, ioctls, flags, kernel-doc. */
export const sampleText = `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _LINUX_SAMPLE_H
#define _LINUX_SAMPLE_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define SAMPLE_TYPE 'Z'

/**
 * enum sample_flags - What a sample is like
 * @SAMPLE_FAST: It is fast
 */
enum sample_flags {
	SAMPLE_FAST = 1U << 3,
	SAMPLE_LOUD = 1U << 4,
};

/**
 * struct sample_get - ioctl(SAMPLE_GET)
 * @flags: Combination of enum sample_flags
 * @addr: Output; a pointer to an array of &struct sample_item
 */
struct sample_get {
	__u32 flags;
	__u64 addr;
	struct {
		__u16 low;
		__u16 high;
	} range;
};

struct sample_item {
	int count;
	long total;
};

#define SAMPLE_GET _IOWR(SAMPLE_TYPE, 0x10, struct sample_get)
#define SAMPLE_PUT _IOW(SAMPLE_TYPE, 0x12, struct sample_item)

#endif
`;
