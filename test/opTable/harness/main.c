/*
 * Runs calls through the compiled dispatchers: reads them from standard input, one after the other, and writes what came of
 * each. Integers are little endian, as is the only machine that this is for (x86-64).
 *
 * A call: u8 style (0 fwctl, 1 kivity), u32 cmd, u64 arg; the handler: i32 result, u8 responds, u8 n, n times {u16 offset,
 * u16 length, u8 mask}; the memory: u8 n, n times {u64 address, u64 length, u8 permission, u8 fill, u32 m, m bytes}.
 *
 * Its answer: i64 result as ioctl(2) would give it, errors negative; the handler's copy: u8 calls, u32 m, m bytes; for each
 * range: u32 first byte that changed, u32 m, m bytes up to the last one that changed.
 */
#include <linux/fs.h>
#include <linux/slab.h>
#include <stdio.h>
#include <stdlib.h>
#include "handlers.h"
#include "userMemory.h"

struct handler_plan plan;
struct handler_visit visit;

static long allocations;

static _Noreturn void stop(const char *why)
{
	fprintf(stderr, "harness: %s\n", why);
	exit(3);
}

void *kmalloc(size_t size, unsigned int flags)
{
	void *memory = malloc(size);

	(void)flags;
	if (memory) {
		memset(memory, 0xa5, size);
		allocations++;
	}
	return memory;
}

void kfree(const void *memory)
{
	if (memory)
		allocations--;
	free((void *)memory);
}

int run_handler(void *copy, size_t length)
{
	uint8_t *bytes = copy;

	if (length > MAX_COPY)
		stop("a copy that is too long");
	visit.calls++;
	visit.length = length;
	memcpy(visit.copy, bytes, length);
	for (unsigned int i = 0; i < plan.change_count; i++) {
		const struct handler_change *change = &plan.changes[i];

		for (size_t at = change->offset; at < (size_t)change->offset + change->length && at < length; at++)
			bytes[at] ^= change->mask;
	}
	return plan.ret;
}

/* Returns false at the end of the input. */
static bool try_take(void *to, size_t length)
{
	size_t done = fread(to, 1, length, stdin);

	if (done != 0 && done != length)
		stop("the input ends inside a call");
	return done == length;
}

static void take(void *to, size_t length)
{
	if (length != 0 && !try_take(to, length))
		stop("the input ends inside a call");
}

#define TAKE(type)				\
	({					\
		type value;			\
						\
		take(&value, sizeof(value));	\
		value;				\
	})

static void give(const void *from, size_t length)
{
	if (fwrite(from, 1, length, stdout) != length)
		stop("cannot write the answer");
}

static void take_plan(void)
{
	plan.ret = TAKE(int32_t);
	plan.responds = TAKE(uint8_t) != 0;
	plan.change_count = TAKE(uint8_t);
	if (plan.change_count > MAX_CHANGES)
		stop("too many changes");
	for (unsigned int i = 0; i < plan.change_count; i++) {
		plan.changes[i].offset = TAKE(uint16_t);
		plan.changes[i].length = TAKE(uint16_t);
		plan.changes[i].mask = TAKE(uint8_t);
	}
}

static void take_memory(void)
{
	user_range_count = TAKE(uint8_t);
	if (user_range_count > MAX_RANGES)
		stop("too many ranges");
	for (unsigned int i = 0; i < user_range_count; i++) {
		struct user_range *range = &user_ranges[i];
		uint32_t given;

		range->address = TAKE(uint64_t);
		range->length = TAKE(uint64_t);
		range->permission = TAKE(uint8_t);
		range->fill = TAKE(uint8_t);
		given = TAKE(uint32_t);
		if (given > held_bytes(range))
			stop("more bytes than a range holds");
		take(range->before, given);
		memset(range->before + given, range->fill, held_bytes(range) - given);
		memcpy(range->bytes, range->before, held_bytes(range));
	}
}

static void give_changes(const struct user_range *range)
{
	uint32_t first = 0;
	uint32_t end = held_bytes(range);
	uint32_t count;

	while (first < end && range->bytes[first] == range->before[first])
		first++;
	while (end > first && range->bytes[end - 1] == range->before[end - 1])
		end--;
	count = end - first;
	give(&first, sizeof(first));
	give(&count, sizeof(count));
	give(range->bytes + first, count);
}

int main(void)
{
	struct file file = { .private_data = NULL };
	uint8_t style;

	while (try_take(&style, sizeof(style))) {
		uint32_t cmd = TAKE(uint32_t);
		uint64_t arg = TAKE(uint64_t);
		int64_t ret;
		uint8_t calls;

		take_plan();
		take_memory();
		visit.calls = 0;
		visit.length = 0;
		ret = style == 0 ? relay_ioctl_fwctl(&file, cmd, arg) : relay_ioctl_kivity(&file, cmd, arg);
		if (ret == -ENOIOCTLCMD)
			ret = -ENOTTY;
		if (allocations != 0)
			stop("a buffer was not freed");
		calls = visit.calls;
		give(&ret, sizeof(ret));
		give(&calls, sizeof(calls));
		give(&visit.length, sizeof(visit.length));
		give(visit.copy, visit.length);
		for (unsigned int i = 0; i < user_range_count; i++)
			give_changes(&user_ranges[i]);
	}
	return 0;
}
