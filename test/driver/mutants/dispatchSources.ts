/**
 * Driver sources for the mutants of the dispatch rules: an op table as fwctl and iommufd have it, and switches as those of
 * vfio, vhost, KVM and btrfs, cut down to what a dispatcher consists of.
 */

export const tableHeader = `
#define GADGET_TYPE 0xb7

enum {
	GADGET_CMD_BASE = 0x20,
	GADGET_CMD_DESTROY = GADGET_CMD_BASE,
	GADGET_CMD_INFO = 0x21,
	GADGET_CMD_MAP = 0x22,
	GADGET_CMD_UNMAP = 0x23,
	GADGET_CMD_OPTION = 0x24,
};

enum {
	GADGET_CMD_SESSION_BASE = 0x40,
	GADGET_CMD_SESSION_NAME = GADGET_CMD_SESSION_BASE,
};

/**
 * struct gadget_destroy - ioctl(GADGET_DESTROY)
 */
struct gadget_destroy {
	__u32 size;
	__u32 id;
};
#define GADGET_DESTROY _IO(GADGET_TYPE, GADGET_CMD_DESTROY)

/**
 * struct gadget_info - ioctl(GADGET_INFO)
 */
struct gadget_info {
	__u32 size;
	__u32 flags;
	__u32 data_len;
	__u32 __reserved;
	__aligned_u64 data_uptr;
	__u32 out_caps;
	__u32 __reserved2;
};
#define GADGET_INFO _IO(GADGET_TYPE, GADGET_CMD_INFO)

/**
 * struct gadget_map - ioctl(GADGET_MAP)
 */
struct gadget_map {
	__u32 size;
	__u32 flags;
	__aligned_u64 user_va;
	__aligned_u64 length;
	__aligned_u64 iova;
	__aligned_u64 later;
};
#define GADGET_MAP _IO(GADGET_TYPE, GADGET_CMD_MAP)

/**
 * struct gadget_unmap - ioctl(GADGET_UNMAP)
 */
struct gadget_unmap {
	__u32 size;
	__u32 flags;
	__aligned_u64 iova;
	__aligned_u64 length;
};
#define GADGET_UNMAP _IO(GADGET_TYPE, GADGET_CMD_UNMAP)

/**
 * struct gadget_option - ioctl(GADGET_OPTION)
 */
struct gadget_option {
	__u32 size;
	__u32 option_id;
	__aligned_u64 val64;
};
#define GADGET_OPTION _IO(GADGET_TYPE, GADGET_CMD_OPTION)

/**
 * struct gadget_session_name - ioctl(GADGET_SESSION_NAME)
 */
struct gadget_session_name {
	__u32 size;
	__u32 __reserved;
	__u8 name[64];
};
#define GADGET_SESSION_NAME _IO(GADGET_TYPE, GADGET_CMD_SESSION_NAME)
#define GADGET_FOREIGN _IO(0xb8, 0x25)
`;

/** The header as it was first published. */
export const firstTableHeader = tableHeader
  .replace('\t__u32 out_caps;\n\t__u32 __reserved2;\n', '')
  .replace('\t__aligned_u64 later;\n', '');

export const table = `
static int gadget_destroy(struct gadget_ucmd *ucmd)
{
	struct gadget_destroy *cmd = ucmd->cmd;

	return gadget_object_put(ucmd->ctx, cmd->id);
}

static int gadget_option(struct gadget_ucmd *ucmd)
{
	struct gadget_option *cmd = ucmd->cmd;

	if (cmd->option_id)
		return -EOPNOTSUPP;
	return gadget_set(ucmd->ctx, cmd->val64);
}

union gadget_ucmd_buffer {
	struct gadget_destroy destroy;
	struct gadget_info info;
	struct gadget_map map;
	struct gadget_unmap unmap;
	struct gadget_option option;
};

struct gadget_ioctl_op {
	unsigned int size;
	unsigned int min_size;
	unsigned int ioctl_num;
	int (*execute)(struct gadget_ucmd *ucmd);
};

#define GADGET_OP(_ioctl, _fn, _struct, _last)                              \\
	[_IOC_NR(_ioctl) - GADGET_CMD_BASE] = {                             \\
		.size = sizeof(_struct) +                                   \\
			BUILD_BUG_ON_ZERO(sizeof(union gadget_ucmd_buffer) < \\
					  sizeof(_struct)),                 \\
		.min_size = offsetofend(_struct, _last),                    \\
		.ioctl_num = _ioctl,                                        \\
		.execute = _fn,                                             \\
	}
static const struct gadget_ioctl_op gadget_ioctl_ops[] = {
	GADGET_OP(GADGET_DESTROY, gadget_destroy, struct gadget_destroy, id),
	GADGET_OP(GADGET_INFO, gadget_info, struct gadget_info, data_uptr),
	GADGET_OP(GADGET_MAP, gadget_map, struct gadget_map, iova),
	GADGET_OP(GADGET_UNMAP, gadget_unmap, struct gadget_unmap, length),
	GADGET_OP(GADGET_OPTION, gadget_option, struct gadget_option, val64),
};

static long gadget_fops_ioctl(struct file *filp, unsigned int cmd,
			      unsigned long arg)
{
	struct gadget_ctx *ctx = filp->private_data;
	const struct gadget_ioctl_op *op;
	struct gadget_ucmd ucmd = {};
	union gadget_ucmd_buffer buf;
	unsigned int nr;
	int ret;

	nr = _IOC_NR(cmd);
	if (nr < GADGET_CMD_BASE ||
	    (nr - GADGET_CMD_BASE) >= ARRAY_SIZE(gadget_ioctl_ops))
		return -ENOIOCTLCMD;

	op = &gadget_ioctl_ops[nr - GADGET_CMD_BASE];
	if (op->ioctl_num != cmd)
		return -ENOIOCTLCMD;

	ucmd.ctx = ctx;
	ucmd.cmd = &buf;
	ucmd.ubuffer = (void __user *)arg;
	ret = get_user(ucmd.user_size, (u32 __user *)ucmd.ubuffer);
	if (ret)
		return ret;

	if (ucmd.user_size < op->min_size)
		return -EINVAL;

	ret = copy_struct_from_user(ucmd.cmd, op->size, ucmd.ubuffer,
				    ucmd.user_size);
	if (ret)
		return ret;
	return op->execute(&ucmd);
}

static const struct file_operations gadget_fops = {
	.owner = THIS_MODULE,
	.open = gadget_fops_open,
	.unlocked_ioctl = gadget_fops_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};
`;

export const switchHeader = `
struct ring_state {
	__u32 index;
	__u32 num;
};
struct ring_file {
	__u32 index;
	__s32 fd;
};
struct ring_space {
	__aligned_u64 total;
	__aligned_u64 used;
};
struct ring_words {
	unsigned long first;
	unsigned long second;
};
struct ring_list {
	__u64 base;
	__u32 count;
};
struct ring_pointer {
	void *base;
};
#define RING_VERSION 3
#define RING_GET_VERSION _IO(0xaf, 0x00)
#define RING_SET_OWNER _IO(0xaf, 0x01)
#define RING_SET_LIMIT _IO(0xaf, 0x02)
#define RING_SET_NUM _IOW(0xaf, 0x10, struct ring_state)
#define RING_GET_BASE _IOWR(0xaf, 0x12, struct ring_state)
#define RING_SET_KICK _IOW(0xaf, 0x20, struct ring_file)
#define RING_SPACE _IOR(0xaf, 0x30, struct ring_space)
#define RING_WORDS _IOR(0xaf, 0x31, struct ring_words)
#define RING_LIST _IOR(0xaf, 0x32, struct ring_list)
#define RING_POINTER _IOW(0xaf, 0x33, struct ring_pointer)
#define RING_SET_NUM64 _IOW(0xaf, 0x10, struct ring_space)
#define RING_GET_BASE64 _IOWR(0xaf, 0x12, struct ring_space)
#define RING_SET_KICK64 _IOW(0xaf, 0x20, struct ring_space)
#define RING_SPACE32 _IOR(0xaf, 0x30, struct ring_state)
#define RING_SET_MODE64 _IOW(0xaf, 0x02, struct ring_space)
`;

/** An entry with locks around a function that decides. */
export const switches = `
static long ring_set_limit(struct ring *ring, unsigned long limit)
{
	void __user *argp = (void __user *)limit;

	return ring_copy_limit(ring, argp);
}

static long ring_queue_ioctl(struct ring *ring, unsigned int cmd,
			     void __user *argp)
{
	struct ring_state s;
	long r;

	r = ring_get_state(&s, argp);
	if (r < 0)
		return r;
	mutex_lock(&ring->mutex);
	switch (cmd) {
	case RING_SET_NUM:
		r = ring_set_num(ring, &s);
		break;
	case RING_GET_BASE:
		r = ring_get_base(ring, argp);
		break;
	default:
		r = -ENOIOCTLCMD;
	}
	mutex_unlock(&ring->mutex);
	return r;
}

static long ring_locked_ioctl(struct ring *ring, unsigned int cmd,
			      unsigned long arg)
{
	void __user *argp = (void __user *)arg;

	switch (cmd) {
	case RING_SET_OWNER:
		return ring_set_owner(ring);
	case RING_SET_LIMIT:
		return ring_set_limit(ring, arg);
	case RING_SET_KICK:
		return ring_set_kick(ring, argp);
	case RING_SPACE:
		return ring_space(ring, argp);
	default:
		return ring_queue_ioctl(ring, cmd, argp);
	}
}

static long ring_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct ring *ring = file->private_data;
	u64 started = ring_clock();
	long ret;

	mutex_lock(&ring->lock);
	ret = ring_locked_ioctl(ring, cmd, arg);
	mutex_unlock(&ring->lock);
	ring_account(ring, started);
	return ret;
}

static long ring_control_ioctl(struct file *filp, unsigned int ioctl,
			       unsigned long arg)
{
	int r = -EINVAL;

	switch (ioctl) {
	case RING_GET_VERSION:
		if (arg)
			goto out;
		r = 0;
		break;
	case RING_SPACE:
		r = ring_control_space(filp, (void __user *)arg);
		break;
	default:
		r = -ENOTTY;
		break;
	}
out:
	return r;
}

static int ring_open(struct inode *inode, struct file *file)
{
	struct ring *ring = container_of(file->private_data, struct ring, misc);

	if (atomic_cmpxchg(&ring->in_use, 0, 1))
		return -EBUSY;
	file->private_data = ring;
	return 0;
}

static const struct file_operations ring_fops = {
	.owner		= THIS_MODULE,
	.open		= ring_open,
	.unlocked_ioctl	= ring_ioctl,
	.compat_ioctl	= compat_ptr_ioctl,
};

static const struct file_operations ring_control_fops = {
	.owner		= THIS_MODULE,
	.open		= ring_control_open,
	.unlocked_ioctl	= ring_control_ioctl,
	.compat_ioctl	= compat_ptr_ioctl,
};
`;

/** A switch on the nr that hands the size on, as autofs and DRM do. */
export const nrSwitch = `
static long ring_nr_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	void __user *argp = (void __user *)arg;
	unsigned int size = _IOC_SIZE(cmd);
	unsigned int nr = _IOC_NR(cmd);

	if (_IOC_TYPE(cmd) != 0xaf)
		return -ENOTTY;
	switch (nr) {
	case _IOC_NR(RING_SET_NUM):
		return ring_set_num(file->private_data, argp, size);
	case _IOC_NR(RING_GET_BASE):
		return ring_get_base(file->private_data, argp, size);
	case _IOC_NR(RING_SET_KICK):
		return ring_set_kick(file->private_data, argp, size);
	case _IOC_NR(RING_SPACE):
		return ring_space(file->private_data, argp, size);
	case _IOC_NR(RING_SET_LIMIT):
		return ring_set_limit(file->private_data, argp, size);
	}
	return -ENOTTY;
}

static const struct file_operations ring_nr_fops = {
	.unlocked_ioctl = ring_nr_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};
`;

/** A device whose operations a provider may replace, as the mediate operations for vfio-pci would have. */
export const hooks = `
static int media_open(struct media_device *vdev)
{
	return vdev->ops->open(vdev);
}

static long media_ioctl(struct media_device *vdev, unsigned int cmd, unsigned long arg)
{
	return vdev->ops->ioctl(vdev, cmd, arg);
}

static ssize_t media_read(struct media_device *vdev, char __user *buf, size_t count)
{
	return vdev->ops->read(vdev, buf, count);
}

static int media_mmap(struct media_device *vdev, struct vm_area_struct *vma)
{
	return vdev->ops->mmap(vdev, vma);
}

static void media_release(struct media_device *vdev)
{
	vdev->ops->release(vdev);
	media_put(vdev);
}

static const struct media_device_ops media_core_ops = {
	.open = media_open,
	.ioctl = media_ioctl,
	.read = media_read,
	.mmap = media_mmap,
	.release = media_release,
};
`;
