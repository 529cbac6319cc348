/** Two drafts as they come to a mailing list: what a reviewer would say of the documentation, and nothing where it is right. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allRules } from '../registry.generated.js';
import { findingsOf } from '../testing/fixedText.js';

const ids = allRules.map(({ id }) => id).filter((id) => /^(?:kdoc|header-hygiene)\//.test(id));

function remarks(text: string): readonly string[] {
  return ids.flatMap((id) => findingsOf(id, text).map(({ rule, symbol }) => `${rule} ${symbol ?? ''}`.trim()));
}

const clean = `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _LINUX_RELAY_H
#define _LINUX_RELAY_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define RELAY_TYPE 0xF5

/**
 * DOC: General ioctl format
 *
 * Each argument begins with its size.
 *
 *  - ENOTTY: The command is not known
 *  - E2BIG: Bytes beyond what the kernel knows are not zero
 *  - EOPNOTSUPP: A value is not supported
 *  - EINVAL: A value is wrong
 */
enum {
	RELAY_CMD_BASE = 0x80,
	RELAY_CMD_DESTROY = RELAY_CMD_BASE,
	RELAY_CMD_MAP = 0x81,
};

/**
 * struct relay_destroy - ioctl(RELAY_DESTROY)
 * @size: sizeof(struct relay_destroy)
 * @id: Object to destroy, any that came from %RELAY_MAP
 *
 * Fails with -ENOENT where there is none.
 */
struct relay_destroy {
	__u32 size;
	__u32 id;
};
#define RELAY_DESTROY _IO(RELAY_TYPE, RELAY_CMD_DESTROY)

/**
 * enum relay_map_flags - Flags of a mapping
 * @RELAY_MAP_READABLE: The device may read
 * @RELAY_MAP_WRITEABLE: The device may write
 */
enum relay_map_flags {
	RELAY_MAP_READABLE = 1 << 0,
	RELAY_MAP_WRITEABLE = 1 << 1,
};

/**
 * struct relay_range - a range of addresses
 * @start: First byte
 * @last: Last byte
 */
struct relay_range {
	__aligned_u64 start;
	__aligned_u64 last;
};

/**
 * struct relay_map - ioctl(RELAY_MAP)
 * @size: sizeof(struct relay_map)
 * @flags: Combination of enum relay_map_flags
 * @num_ranges: Input/Output number of ranges
 * @out_id: Output ID of the mapping
 * @ranges_uptr: User pointer to an array of &struct relay_range
 *
 * Needs %CAP_SYS_RAWIO. Pages are pinned with pin_user_pages(), see &struct page, up to PAGE_SIZE at a time.
 */
struct relay_map {
	__u32 size;
	__u32 flags;
	__u32 num_ranges;
	__u32 out_id;
	__aligned_u64 ranges_uptr;
};
#define RELAY_MAP _IO(RELAY_TYPE, RELAY_CMD_MAP)

#endif
`;

test('a header that is documented in full gives no remark', () => {
  assert.deepEqual(remarks(clean), []);
});

test('comments on the macros, names of an earlier version, no contract', () => {
  const draft = `/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LINUX_RELAY_H
#define _LINUX_RELAY_H

#include <linux/types.h>

#define RELAY_TYPE 0xF5

/**
 * struct relay_fd - Parameters of the commands
 * @fd: Input for %RELAY_IOCTL_KEEP
 *
 * See %RELAY_IOCTL_RESTORE_FD.
 */
struct relay_fd {
	__u32 size;
	__s32 fd;
	__aligned_u64 token;
};

/**
 * RELAY_IOCTL_KEEP - Keep a file
 *
 * Allowed in RELAY_STATE_NORMAL, before %RELAY_IOCTL_PREPARE.
 */
#define RELAY_IOCTL_KEEP _IOW(RELAY_TYPE, 0, struct relay_fd)

/**
 * RELAY_IOCTL_RESTORE - Restore a file
 */
#define RELAY_IOCTL_RESTORE _IOWR(RELAY_TYPE, 1, struct relay_fd)

#endif
`;
  assert.deepEqual(remarks(draft), [
    'header-hygiene/missing-ioctl-include RELAY_IOCTL_KEEP',
    'header-hygiene/spdx-syscall-note',
    'kdoc/errno-contract RELAY_IOCTL_KEEP',
    'kdoc/member-undocumented relay_fd.size',
    'kdoc/member-undocumented relay_fd.token',
    'kdoc/on-macro-not-struct RELAY_IOCTL_KEEP',
    'kdoc/on-macro-not-struct RELAY_IOCTL_RESTORE',
    'kdoc/stale-reference relay_fd',
    'kdoc/stale-reference RELAY_IOCTL_KEEP',
    'kdoc/stale-reference RELAY_IOCTL_KEEP',
  ]);
});
