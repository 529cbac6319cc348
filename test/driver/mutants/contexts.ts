/**
 * Mutants of functions for the rules about user-access contexts and windows: each source is fine as it stands, and each edit
 * makes the fault that the rule is there for.
 */
import type { Mutant } from '../mutant.js';

export const mutants: readonly Mutant[] = [
  {
    rule: 'uaccess/context',
    source: `
/* uapi-ctx: ring */
#define ring_get(ring, value, member) __get_user(value, &(ring)->user->member)

/* uapi-ctx: ring */
static int ring_put_index(struct ring *ring)
{
	return __put_user(ring->index, &ring->user->index);
}

/**
 * ring_notify - must the driver be told
 * uapi-ctx: ring
 */
static bool ring_notify(struct ring *ring)
{
	u16 flags;

	return !ring_get(ring, flags, flags) && !(flags & RING_NO_INTERRUPT);
}

static void uaccess(ring) ring_signal(struct ring *ring)
{
	if (ring_notify && ring_notify(ring))
		eventfd_signal(ring->call);
}

/* uapi-ctx-root: ring */
static void ring_work(struct work *work)
{
	struct ring *ring = container_of(work, struct ring, work);

	if (!ring_put_index(ring))
		ring_signal(ring);
}

struct ring_ops {
	void (*signal)(struct ring *ring); /* uapi-ctx: ring */
	void (*reset)(struct ring *ring);
};

static const struct ring_ops ring_ops = { .signal = ring_signal };

static void ring_init(struct ring *ring)
{
	work_init(&ring->work, ring_work);
	ring->test = (__force test_fn)ring_notify;
}
`,
    edits: [
      { name: 'the annotation of a macro is gone', find: '/* uapi-ctx: ring */\n#define', replace: '#define' },
      {
        name: 'the caller of a primitive lost its annotation',
        find: '/* uapi-ctx: ring */\nstatic int',
        replace: 'static int',
      },
      { name: 'a kernel-doc line is gone', find: ' * uapi-ctx: ring\n', replace: '' },
      { name: 'an attribute is gone', find: 'void uaccess(ring) ring_signal', replace: 'void ring_signal' },
      { name: 'the root is none', find: '/* uapi-ctx-root: ring */\n', replace: '' },
      { name: 'the root begins another context', find: 'root: ring', replace: 'root: control' },
      {
        name: 'the pointer goes to a member without annotation',
        find: '.signal = ring_signal',
        replace: '.reset = ring_signal',
      },
      { name: 'the cast is not forced', find: '(__force test_fn)', replace: '(test_fn)' },
      { name: 'the callback is no root but annotated', find: 'uapi-ctx-root: ring', replace: 'uapi-ctx: ring' },
    ],
  },
  {
    rule: 'uaccess/raw-get-user',
    source: `
static int foo_read_pair(struct foo_pair __user *user, struct foo_pair *pair)
{
	if (!access_ok(user, sizeof(*user)))
		return -EFAULT;
	if (__get_user(pair->low, &user->low))
		return -EFAULT;
	return __get_user(pair->high, &user->high);
}

static int foo_write_result(struct foo_call *call, u64 result)
{
	u64 __user *user = u64_to_user_ptr(call->address);

	return put_user(result, user);
}

static int foo_read_name(unsigned long arg, char *name)
{
	const char __user *user = (const char __user *)arg;

	return copy_from_user(name, user, FOO_NAME) ? -EFAULT : 0;
}

static int foo_read_flags(u32 __user *user, u32 *flags)
{
	if (!user_read_access_begin(user, sizeof(*user)))
		return -EFAULT;
	unsafe_get_user(*flags, user, fault);
	user_read_access_end();
	return 0;
fault:
	user_read_access_end();
	return -EFAULT;
}

static long foo_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct foo *foo = file->private_data;
	struct foo_pair pair;

	switch (cmd) {
	case FOO_PAIR:
		return foo_read_pair((void __user *)arg, &pair);
	case FOO_CALL:
		return foo_write_result(foo->call, foo->result);
	case FOO_NAME:
		return foo_read_name(arg, foo->name);
	case FOO_FLAGS:
		return foo_read_flags((u32 __user *)arg, &foo->flags);
	default:
		return -ENOTTY;
	}
}

static const struct file_operations foo_fops = {
	.unlocked_ioctl = foo_ioctl,
	.compat_ioctl = foo_ioctl,
};

SYSCALL_DEFINE2(foo_get, u32 __user *, value, unsigned int, flags)
{
	if (flags)
		return -EINVAL;
	return put_user(foo_value, value);
}
`,
    edits: [
      {
        name: 'access_ok is gone',
        find: '	if (!access_ok(user, sizeof(*user)))\n		return -EFAULT;\n	if (__get_user(pair->low, &user->low))',
        replace: '	if (__get_user(pair->low, &user->low))',
      },
      {
        name: 'a number is written to unchecked',
        find: 'return put_user(result, user)',
        replace: 'return __put_user(result, user)',
      },
      {
        name: 'a system call writes unchecked',
        find: 'put_user(foo_value, value)',
        replace: '__put_user(foo_value, value)',
      },
      { name: 'the copy does not check', find: 'copy_from_user(name', replace: '__copy_from_user(name' },
      {
        name: 'the window is not begun',
        find: '	if (!user_read_access_begin(user, sizeof(*user)))\n		return -EFAULT;\n',
        replace: '',
      },
      {
        name: 'the check became a test for null',
        find: '!access_ok(user, sizeof(*user))',
        replace: '!user',
      },
    ],
  },
  {
    rule: 'uaccess/begin-end',
    source: `
static int ring_translate(struct ring *ring, u64 address)
{
	return ring->map ? map_find(ring->map, address) : 0;
}

static int ring_read_batch(struct ring *ring, struct desc __user *user, struct desc *batch, int count)
{
	int i, err;

	err = ring_translate(ring, (u64)(uintptr_t)user);
	if (err)
		return err;
	if (!user_read_access_begin(user, array_size(count, sizeof(*user))))
		return -EFAULT;
	for (i = 0; i < count; i++) {
		unsafe_get_user(batch[i].flags, &user[i].flags, fault);
		if (!(batch[i].flags & DESC_VALID))
			break;
		smp_rmb();
		unsafe_get_user(batch[i].address, &user[i].address, fault);
		unsafe_get_user(batch[i].length, &user[i].length, fault);
	}
	user_read_access_end();
	return i;
fault:
	user_read_access_end();
	return i ?: -EFAULT;
}

static int ring_write(struct ring *ring, u32 __user *user, u32 value)
{
	mutex_lock(&ring->lock);
	if (!user_write_access_begin(user, sizeof(*user))) {
		mutex_unlock(&ring->lock);
		return -EFAULT;
	}
	unsafe_put_user(value, user, fault);
	user_write_access_end();
	mutex_unlock(&ring->lock);
	return 0;
fault:
	user_write_access_end();
	mutex_unlock(&ring->lock);
	return -EFAULT;
}
`,
    edits: [
      { name: 'the end is gone', find: '	user_read_access_end();\n	return i;', replace: '	return i;' },
      { name: 'the label does not close', find: 'fault:\n	user_read_access_end();', replace: 'fault:' },
      { name: 'a break became a return', find: '			break;', replace: '			return i;' },
      {
        name: 'the translation runs inside',
        find: '		smp_rmb();',
        replace: '		ring_translate(ring, batch[i].address);',
      },
      {
        name: 'an access with a window of its own inside',
        find: '		unsafe_get_user(batch[i].length, &user[i].length, fault);',
        replace: '		if (get_user(batch[i].length, &user[i].length))\n			goto fault;',
      },
      {
        name: 'the lock is taken inside',
        find: '	unsafe_put_user(value, user, fault);',
        replace: '	mutex_lock(&ring->lock);\n	unsafe_put_user(value, user, fault);',
      },
      {
        name: 'the window is begun twice',
        find: '	unsafe_put_user(value, user, fault);',
        replace: '	if (!user_access_begin(user, 4))\n		goto fault;\n	unsafe_put_user(value, user, fault);',
      },
      {
        name: 'the end comes twice',
        find: '	user_write_access_end();\n	mutex_unlock(&ring->lock);\n	return 0;',
        replace: '	user_write_access_end();\n	user_write_access_end();\n	mutex_unlock(&ring->lock);\n	return 0;',
      },
    ],
  },
];
