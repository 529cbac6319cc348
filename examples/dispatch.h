/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/* A size-first command whose structure has grown three times: something to try `uapi dispatch --matrix` on. */
#ifndef _PROBE_RUN_H
#define _PROBE_RUN_H

#include <linux/ioctl.h>
#include <linux/types.h>

/**
 * struct probe_run - argument of PROBE_RUN
 * @size: sizeof(struct probe_run)
 * @flags: must be 0
 * @addr: where to look; the first version ended here
 * @timeout_ms: how long to wait
 * @retries: how often to try; the second version ended here
 * @cookie: comes back with the answer; the third version ended here
 * @key: which instance to ask
 */
struct probe_run {
	__u32 size;
	__u32 flags;
	__aligned_u64 addr;
	__u32 timeout_ms;
	__u32 retries;
	__aligned_u64 cookie;
	__aligned_u64 key;
};

#define PROBE_RUN _IO('P', 0xe0)

#endif /* _PROBE_RUN_H */
