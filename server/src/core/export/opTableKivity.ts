/**
 * A header's commands as a table of numbers and handlers, in the style of the dispatcher that Avi Kivity proposed in 2008
 * (linux-kernel, "ioctl: extensible ioctl dispatch"; never merged). The number is matched by its type and number alone; the
 * caller's size and direction are those of the number that it passed. A shorter struct is filled up with zeros, a longer
 * one is cut off. Where the letters leave something open, the text does what the model `kivity-extensible` does.
 */
import type { Command } from '../review/commands.js';
import { blockComment } from './cText.js';
import {
  hexByte,
  includes,
  leftOutNote,
  noTable,
  type OpTableRequest,
  type OpTableResult,
  tableCommands,
} from './opTableCommands.js';

export function opTableKivity(request: OpTableRequest): OpTableResult {
  const chosen = tableCommands(request.header, misfit, isLonger);
  if (chosen.commands.length === 0) return noTable(request, 'kivity', chosen);
  const { prefix, type, commands } = chosen;
  const about = blockComment([
    `Made by \`uapi export op-table --style kivity\` from ${request.header.file.displayName}, to be pasted into a driver.`,
    `A handler gets the kernel's copy of the argument, as long as its entry says: what an older caller did not send is ` +
      `zero, and what a newer caller sent beyond it is dropped without a look. The commands have type ${hexByte(type)}.`,
    ...leftOutNote(chosen),
  ]);
  const prototypes = commands.map(({ handler }) => `static long ${handler}(const struct ioctl_arg *iarg);\n`);
  const lines = commands.map(({ command, handler }) => `\t{ ${command.name}, ${handler} },\n`);
  return {
    text: `${about}
${includes(request, ['fs', 'ioctl', 'kernel', 'slab', 'types', 'uaccess'])}
/* Bytes of a buffer on the stack; a longer one is allocated. */
#define IOCTL_STACK_BUF 128

struct ioctl_arg {
	struct file *file;
	unsigned int cmd;	/* as the caller passed it */
	unsigned long argl;	/* the same of the argument */
	void *argp;		/* the kernel's copy */
};

struct ioctl_handler {
	unsigned int cmd;
	long (*handler)(const struct ioctl_arg *iarg);
};

/* Calls the first of @handlers with the type and the number of @cmd; an entry without a handler ends them. */
static long dispatch_ioctl_extensible(struct file *filp, unsigned int cmd,
				      unsigned long arg,
				      const struct ioctl_handler *handlers)
{
	long stackbuf[IOCTL_STACK_BUF / sizeof(long)];
	void __user *user = (void __user *)arg;
	struct ioctl_arg iarg = { .file = filp, .cmd = cmd, .argl = arg };
	size_t user_size = _IOC_SIZE(cmd);
	size_t size, common;
	long ret;

	while (handlers->handler && (_IOC_TYPE(handlers->cmd) != _IOC_TYPE(cmd) ||
				     _IOC_NR(handlers->cmd) != _IOC_NR(cmd)))
		handlers++;
	if (!handlers->handler)
		return -ENOTTY;

	size = _IOC_SIZE(handlers->cmd);
	common = min(user_size, size);
	iarg.argp = stackbuf;
	if (size > sizeof(stackbuf)) {
		iarg.argp = kmalloc(size, GFP_KERNEL);
		if (!iarg.argp)
			return -ENOMEM;
	}

	/* Nothing that was here before reaches the handler or the caller. */
	memset(iarg.argp, 0, size);

	ret = -EFAULT;
	if ((_IOC_DIR(cmd) & _IOC_WRITE) &&
	    copy_from_user(iarg.argp, user, common))
		goto out;

	ret = handlers->handler(&iarg);
	if (ret < 0 || !(_IOC_DIR(cmd) & _IOC_READ))
		goto out;

	/* Members that only the caller knows are zero, not what they were. */
	if (copy_to_user(user, iarg.argp, common) ||
	    clear_user((char __user *)user + common, user_size - common))
		ret = -EFAULT;
out:
	if (iarg.argp != stackbuf)
		kfree(iarg.argp);
	return ret;
}

${prototypes.join('')}
/* Frequent commands are found sooner further up. */
static const struct ioctl_handler ${prefix}_ioctl_handlers[] = {
${lines.join('')}	{ }
};

static long ${prefix}_fops_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	return dispatch_ioctl_extensible(filp, cmd, arg, ${prefix}_ioctl_handlers);
}
`,
  };
}

function misfit({ onAbis }: Command): string | undefined {
  const tooLong = onAbis.find(({ ioctl: { direction, sizeBytes, argumentSizeBytes } }) => {
    return direction.startsWith('raw') || (argumentSizeBytes !== undefined && argumentSizeBytes !== sizeBytes);
  });
  if (tooLong === undefined) return undefined;
  return `its argument of ${tooLong.ioctl.argumentSizeBytes ?? 0} bytes does not fit the size bits of its number`;
}

/** Of two numbers for one command, the longer one takes the callers of both. */
function isLonger(a: Command, b: Command): boolean {
  return a.ioctl.sizeBytes > b.ioctl.sizeBytes;
}
