/* The exported table in the style of 2008, as a driver has it: the text, and behind it the handlers. */
#include OP_TABLE
#include "handlers.h"

#define HANDLER(name, size)						\
	static long name(const struct ioctl_arg *iarg)			\
	{								\
		return run_handler(iarg->argp, size);			\
	}

HANDLER(relay_cmd_open, 0)
HANDLER(relay_cmd_tune, 0)
HANDLER(relay_cmd_stats, 0)
HANDLER(relay_cmd_flush, 0)
HANDLER(relay_cmd_route, 0)
HANDLER(relay_cmd_get_level, sizeof(__u32))
HANDLER(relay_cmd_set_mode, sizeof(struct relay_mode))
HANDLER(relay_cmd_exchange, sizeof(struct relay_frame))
HANDLER(relay_cmd_reset, 0)
HANDLER(relay_cmd_peek, sizeof(struct relay_peek))
HANDLER(relay_cmd_sample, sizeof(struct relay_sample))
HANDLER(relay_cmd_block, sizeof(struct relay_block))

long relay_ioctl_kivity(struct file *filp, unsigned int cmd, unsigned long arg)
{
	return relay_fops_ioctl(filp, cmd, arg);
}
