/* The exported table in the style of fwctl, as a driver has it: the text, and behind it the handlers. */
#include OP_TABLE
#include "handlers.h"

#define HANDLER(name, type)						\
	static int name(struct relay_ucmd *ucmd)			\
	{								\
		int ret = run_handler(ucmd->cmd, sizeof(type));		\
									\
		if (ret < 0 || !plan.responds)				\
			return ret;					\
		return relay_respond(ucmd, sizeof(type)) ?: ret;	\
	}

HANDLER(relay_cmd_open, struct relay_open)
HANDLER(relay_cmd_tune, struct relay_tune)
HANDLER(relay_cmd_stats, struct relay_stats)
HANDLER(relay_cmd_flush, struct relay_flush)
HANDLER(relay_cmd_route, struct relay_route)

long relay_ioctl_fwctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	return relay_fops_ioctl(filp, cmd, arg);
}
