/** A header to practise on (`practice.ts`): one of each thing that headers are made of, with faults that rules find. */
export function practiceHeader(parts: number): string {
  const numbers = Array.from({ length: parts }, (_, n) => n);
  return `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _UAPI_PRACTICE_H
#define _UAPI_PRACTICE_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define PRACTICE_TYPE 0xb7

enum {
	PRACTICE_CMD_BASE = 0x20,
${numbers.map((n) => `	PRACTICE_CMD_${n} = PRACTICE_CMD_BASE + ${n},\n`).join('')}};
${numbers.map(part).join('')}
#endif /* _UAPI_PRACTICE_H */
`;
}

function part(n: number): string {
  return `
/**
 * struct practice_${n} - argument of PRACTICE_${n}
 * @size: sizeof(struct practice_${n})
 * @flags: Combination of enum practice_${n}_flags
 * @out_fd: Output; a file descriptor
 * @data_uptr: Userspace pointer to struct practice_${n}_entry
 * @__reserved: must be 0
 *
 * See PRACTICE_${n} and &struct practice_${n}_entry.
 */
struct practice_${n} {
	__u32 size;
	__u32 flags;
	__s32 out_fd;
	__u32 __reserved;
	__aligned_u64 data_uptr;
	__u64 length;
};
#define PRACTICE_${n} _IO(PRACTICE_TYPE, PRACTICE_CMD_${n})

/* One of many. */
struct practice_${n}_entry {
	__u8 kind;
	__u32 low : 3, middle : 5, : 0;
	__u64 offset;
	union {
		__u32 index;
		struct {
			__u16 major;
			__u16 minor;
		} id;
	};
#ifdef __BIG_ENDIAN
	__be32 order;
#else
	__le32 order;
#endif
	long words;
	char *name;
	__u8 tail[];
};

enum practice_${n}_flags {
	PRACTICE_${n}_FIRST = 1U << 0,
	PRACTICE_${n}_SECOND = 1 << 1,
};

typedef struct practice_${n}_entry practice_${n}_t;
struct practice_${n}_old {
	int fd;
	struct practice_${n} inner[2];
	__u64 value;
	int count;
} __attribute__((packed));
#define PRACTICE_${n}_OLD _IOWR(PRACTICE_TYPE, ${n}, struct practice_${n}_old)
#define PRACTICE_${n}_GET _IOR('P', 0x${(n + 16).toString(16)}, practice_${n}_t)
#define PRACTICE_${n}_MASK (PRACTICE_${n}_FIRST | PRACTICE_${n}_SECOND)
#define PRACTICE_${n}_ALIGN(x) (((x) + 7) & ~7)
`;
}
