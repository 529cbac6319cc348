/* What the handlers of a call do, as the test says: the same for every handler, and for the simulator's. */
#ifndef HARNESS_HANDLERS_H
#define HARNESS_HANDLERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct handler_change {
	uint16_t offset;
	uint16_t length;
	uint8_t mask;
};

#define MAX_CHANGES 8
#define MAX_COPY 16384

struct handler_plan {
	int32_t ret;
	/* A handler in the style of fwctl gives the struct back itself. */
	bool responds;
	unsigned int change_count;
	struct handler_change changes[MAX_CHANGES];
};

/* What the handler found. */
struct handler_visit {
	uint32_t calls;
	uint32_t length;
	uint8_t copy[MAX_COPY];
};

extern struct handler_plan plan;
extern struct handler_visit visit;

/* Notes the kernel's copy and changes it by exclusive or; what lies beyond it is left out. Returns the plan's result. */
int run_handler(void *copy, size_t length);

struct file;

long relay_ioctl_fwctl(struct file *filp, unsigned int cmd, unsigned long arg);
long relay_ioctl_kivity(struct file *filp, unsigned int cmd, unsigned long arg);

#endif
