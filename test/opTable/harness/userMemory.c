/*
 * The primitives by which a kernel reaches user memory, byte by byte, as x86-64 does it: get_user() moves all bytes or none;
 * copies and clear_user() go upwards and stop at the first byte that faults; check_zeroed_user() reads aligned words and
 * judges each before it reads the next. Written from the description of these functions and without the simulator, which
 * computes with ranges where this file looks at each byte.
 */
#include <errno.h>
#include <linux/uaccess.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "userMemory.h"

struct user_range user_ranges[MAX_RANGES];
unsigned int user_range_count;

/* The first address that user space cannot have with four levels of page tables. */
#define USER_END (((uint64_t)1 << 47) - 4096)

static bool access_ok(uint64_t address, uint64_t length)
{
	return length <= USER_END && address <= USER_END - length;
}

static struct user_range *range_at(uint64_t address)
{
	for (unsigned int i = 0; i < user_range_count; i++) {
		struct user_range *range = &user_ranges[i];

		if (address >= range->address && address - range->address < range->length)
			return range;
	}
	return NULL;
}

static bool read_byte(uint64_t address, uint8_t *byte)
{
	const struct user_range *range = range_at(address);

	if (!range || range->permission == NO_ACCESS)
		return false;
	if (address - range->address < held_bytes(range))
		*byte = range->bytes[address - range->address];
	else
		*byte = range->fill;
	return true;
}

static bool write_byte(uint64_t address, uint8_t byte)
{
	struct user_range *range = range_at(address);

	if (!range || range->permission != READ_WRITE)
		return false;
	if (address - range->address >= held_bytes(range)) {
		fprintf(stderr, "harness: a write behind the bytes that are held\n");
		exit(3);
	}
	range->bytes[address - range->address] = byte;
	return true;
}

unsigned long copy_from_user(void *to, const void __user *from, unsigned long length)
{
	uint64_t address = (uintptr_t)from;
	uint8_t *target = to;
	unsigned long done = 0;

	if (access_ok(address, length))
		while (done < length && read_byte(address + done, &target[done]))
			done++;
	memset(target + done, 0, length - done);
	return length - done;
}

unsigned long copy_to_user(void __user *to, const void *from, unsigned long length)
{
	uint64_t address = (uintptr_t)to;
	const uint8_t *source = from;
	unsigned long done = 0;

	if (access_ok(address, length))
		while (done < length && write_byte(address + done, source[done]))
			done++;
	return length - done;
}

unsigned long clear_user(void __user *to, unsigned long length)
{
	uint64_t address = (uintptr_t)to;
	unsigned long done = 0;

	if (access_ok(address, length))
		while (done < length && write_byte(address + done, 0))
			done++;
	return length - done;
}

int get_user_bytes(void *to, const void __user *from, unsigned long length)
{
	uint8_t bytes[8];

	if (copy_from_user(bytes, from, length)) {
		memset(to, 0, length);
		return -EFAULT;
	}
	memcpy(to, bytes, length);
	return 0;
}

#define WORD 8

/* How many bytes from an aligned @address on are known to be zero without a look: the inside of a long range. */
static uint64_t zero_run(uint64_t address)
{
	const struct user_range *range = range_at(address);

	if (!range || range->permission == NO_ACCESS || range->fill != 0)
		return 0;
	if (address - range->address < held_bytes(range))
		return 0;
	return (range->address + range->length - address) / WORD * WORD;
}

/* 1: all zero, 0: not, negative: a fault before anything else was found. */
static int check_zeroed_user(uint64_t from, uint64_t length)
{
	uint64_t end = from + length;
	uint64_t word = from / WORD * WORD;

	if (length == 0)
		return 1;
	if (!access_ok(word, end - word))
		return -EFAULT;
	for (; word < end; word += WORD) {
		uint64_t run = zero_run(word);
		bool is_zero = true;

		if (run > 0) {
			word += run - WORD;
			continue;
		}
		for (unsigned int i = 0; i < WORD; i++) {
			uint8_t byte;

			if (!read_byte(word + i, &byte))
				return -EFAULT;
			if (byte != 0 && word + i >= from && word + i < end)
				is_zero = false;
		}
		if (!is_zero)
			return 0;
	}
	return 1;
}

int copy_struct_from_user(void *to, size_t kernel_size, const void __user *from, size_t user_size)
{
	size_t common = user_size < kernel_size ? user_size : kernel_size;

	if (user_size > kernel_size) {
		int zeroed = check_zeroed_user((uintptr_t)from + kernel_size, user_size - kernel_size);

		if (zeroed <= 0)
			return zeroed < 0 ? zeroed : -E2BIG;
	}
	memset((char *)to + common, 0, kernel_size - common);
	return copy_from_user(to, from, common) ? -EFAULT : 0;
}
