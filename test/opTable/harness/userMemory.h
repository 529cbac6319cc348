/*
 * User memory as the test describes it: ranges with permissions, and everything else faults. The same description makes
 * the user memory of the simulator, so that both sides see the same bytes at the same addresses.
 */
#ifndef HARNESS_USER_MEMORY_H
#define HARNESS_USER_MEMORY_H

#include <stdint.h>

enum permission { NO_ACCESS, READ_ONLY, READ_WRITE };

/*
 * Bytes of a range that are held one by one. Behind them every byte is @fill and nothing can be written, so that a range
 * of 4 GiB is a number. The test never makes a call that would write there.
 */
#define HELD_BYTES 20480

struct user_range {
	uint64_t address;
	uint64_t length;
	enum permission permission;
	uint8_t fill;
	/* The first bytes as they were, and as they are. */
	uint8_t before[HELD_BYTES];
	uint8_t bytes[HELD_BYTES];
};

#define MAX_RANGES 8

extern struct user_range user_ranges[MAX_RANGES];
extern unsigned int user_range_count;

/* How many of the bytes of a range are held. */
static inline uint32_t held_bytes(const struct user_range *range)
{
	return range->length < HELD_BYTES ? (uint32_t)range->length : HELD_BYTES;
}

#endif
