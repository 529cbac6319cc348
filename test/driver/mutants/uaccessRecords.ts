/** Handlers of records that grow, in the shape of those of iommufd, fwctl, vfio, KVM and btrfs. */
import type { Mutant } from '../mutant.js';

const header = `
struct ob_option {
	__u32 size;
	__u32 flags;
	__u32 object_id;
	__u32 __reserved;
	__aligned_u64 val64;
};
#define OB_OPTION _IO(0xEB, 1)

struct ob_info {
	__u32 argsz;
	__u32 flags;
	__u32 num_regions;
	__u32 num_irqs;
	__u32 cap_offset;
	__u32 pad;
};
#define OB_INFO _IO(0xEB, 2)

struct ob_segment {
	__u32 id;
	__u64 base;
	__u32 count;
};
#define OB_GET_SEGMENT _IOWR(0xEB, 3, struct ob_segment)

struct ob_create {
	__u64 length;
	__u64 flags;
	__u64 reserved[6];
};
#define OB_CREATE _IOW(0xEB, 4, struct ob_create)
`;

const dispatcher = `struct ob_ucmd {
	struct ob_ctx *ctx;
	void __user *ubuffer;
	u32 user_size;
	void *cmd;
};

static long ob_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	const struct ob_op *op;
	struct ob_ucmd ucmd = {};
	union ob_buffer buf;
	int ret;

	op = ob_find(cmd);
	if (!op)
		return -ENOTTY;
	ucmd.ctx = filp->private_data;
	ucmd.ubuffer = (void __user *)arg;
	ret = get_user(ucmd.user_size, (u32 __user *)ucmd.ubuffer);
	if (ret)
		return ret;
	if (ucmd.user_size < op->min_size)
		return -EINVAL;
	ucmd.cmd = &buf;
	ret = copy_struct_from_user(ucmd.cmd, op->size, ucmd.ubuffer, ucmd.user_size);
	if (ret)
		return ret;
	return op->execute(&ucmd);
}

static int ob_respond(struct ob_ucmd *ucmd, size_t cmd_len)
{
	if (copy_to_user(ucmd->ubuffer, ucmd->cmd, min_t(size_t, ucmd->user_size, cmd_len)))
		return -EFAULT;
	return 0;
}

static int ob_option(struct ob_ucmd *ucmd)
{
	struct ob_option *cmd = ucmd->cmd;

	if (cmd->flags || cmd->__reserved)
		return -EOPNOTSUPP;
	cmd->val64 = ob_lookup(ucmd->ctx, cmd->object_id);
	return ob_respond(ucmd, sizeof(*cmd));
}
`;

export const mutants: readonly Mutant[] = [
  {
    rule: 'uaccess/double-fetch',
    header,
    source: dispatcher,
    edits: [
      {
        name: 'the response takes the size of the second copy',
        find: 'return ob_respond(ucmd, sizeof(*cmd));',
        replace: 'return ob_respond(ucmd, cmd->size);',
      },
      {
        name: 'the handler tests the size of the second copy',
        find: 'if (cmd->flags || cmd->__reserved)',
        replace: 'if (cmd->flags || cmd->__reserved || cmd->size < sizeof(*cmd))',
      },
      {
        name: 'the size of the second copy is kept',
        find: 'cmd->val64 = ob_lookup(ucmd->ctx, cmd->object_id);',
        replace: 'cmd->val64 = ob_lookup(ucmd->ctx, cmd->object_id) + cmd->size;',
      },
    ],
  },
  {
    rule: 'uaccess/double-fetch',
    header: `
struct ob_attr {
	__u32 size;
	__u32 type;
	__u64 config;
};
`,
    source: `static int ob_open(struct ob_attr __user *uattr, struct ob_ctx *ctx)
{
	struct ob_attr attr;
	struct ob_param *param;
	struct ob_header head;
	u32 size;
	int ret;

	ret = get_user(size, &uattr->size);
	if (ret)
		return ret;
	if (size < OB_ATTR_SIZE_VER0 || size > PAGE_SIZE)
		return -E2BIG;
	ret = copy_struct_from_user(&attr, sizeof(attr), uattr, size);
	if (ret)
		return ret;
	attr.size = size;
	ret = ob_setup(ctx, attr.size, attr.type, attr.config);
	if (ret)
		return ret;

	if (copy_from_user(&head, ctx->param, sizeof(head)))
		return -EFAULT;
	if (head.len < sizeof(head) || head.len > OB_MAX)
		return -EINVAL;
	param = memdup_user(ctx->param, head.len);
	if (IS_ERR(param))
		return PTR_ERR(param);
	param->len = head.len;
	memcpy(ctx->buffer, param, param->len);
	kfree(param);
	return 0;
}
`,
    edits: [
      { name: 'the first size is not written over the second', find: '	attr.size = size;\n', replace: '' },
      {
        name: 'the assignment goes the other way',
        find: 'attr.size = size;',
        replace: 'size = attr.size;',
      },
      { name: 'the first length is not written over the second', find: '	param->len = head.len;\n', replace: '' },
      {
        name: 'the size is read again by itself',
        find: 'ret = copy_struct_from_user(&attr, sizeof(attr), uattr, size);',
        replace:
          'ret = get_user(ctx->size, &uattr->size);\n\tif (ret)\n\t\treturn ret;\n\tret = copy_struct_from_user(&attr, sizeof(attr), uattr, ctx->size);',
      },
      {
        name: 'the first size is written over it on one way only',
        find: 'attr.size = size;',
        replace: 'if (ctx->is_strict)\n\t\tattr.size = size;',
      },
    ],
  },
  {
    rule: 'uaccess/respond-too-long',
    header,
    source: dispatcher,
    edits: [
      {
        name: 'the kernel’s size is copied back',
        find: 'ucmd->cmd, min_t(size_t, ucmd->user_size, cmd_len))',
        replace: 'ucmd->cmd, cmd_len)',
      },
      {
        name: 'a handler copies the whole record back',
        find: 'return ob_respond(ucmd, sizeof(*cmd));',
        replace: 'if (copy_to_user(ucmd->ubuffer, cmd, sizeof(*cmd)))\n\t\treturn -EFAULT;\n\treturn 0;',
      },
    ],
  },
  {
    rule: 'uaccess/respond-too-long',
    header,
    source: `static long ob_get_info(struct ob_device *ob, struct ob_info __user *arg)
{
	unsigned long minsz = offsetofend(struct ob_info, num_irqs);
	struct ob_info info = {};

	if (copy_from_user(&info, arg, minsz))
		return -EFAULT;
	if (info.argsz < minsz || info.flags)
		return -EINVAL;
	info.num_regions = ob->num_regions;
	info.num_irqs = ob->num_irqs;
	if (copy_to_user(arg, &info, minsz))
		return -EFAULT;
	return 0;
}

static long ob_get_option(struct ob_device *ob, struct ob_option __user *uarg, size_t usize)
{
	struct ob_option option;
	int ret;

	ret = copy_struct_from_user(&option, sizeof(option), uarg, usize);
	if (ret)
		return ret;
	if (option.flags || option.__reserved)
		return -EOPNOTSUPP;
	option.val64 = ob_lookup(ob, option.object_id);
	if (copy_to_user(uarg, &option, min(usize, sizeof(option))))
		return -EFAULT;
	return 0;
}
`,
    edits: [
      {
        name: 'the whole record instead of the first version',
        find: 'copy_to_user(arg, &info, minsz)',
        replace: 'copy_to_user(arg, &info, sizeof(info))',
      },
      {
        name: 'the size of the type',
        find: 'copy_to_user(arg, &info, minsz)',
        replace: 'copy_to_user(arg, &info, sizeof(struct ob_info))',
      },
      {
        name: 'no minimum of both sizes',
        find: 'min(usize, sizeof(option))',
        replace: 'sizeof(option)',
      },
    ],
  },
  {
    rule: 'uaccess/uninit-copyout',
    header,
    source: `static long ob_get_segment(struct ob_device *ob, struct ob_segment __user *useg, u32 id)
{
	struct ob_segment seg;
	struct ob_info info;

	memset(&seg, 0, sizeof(seg));
	seg.id = id;
	seg.base = ob_base(ob, id);
	seg.count = ob_count(ob, id);
	if (copy_to_user(useg, &seg, sizeof(seg)))
		return -EFAULT;

	info.argsz = sizeof(info);
	info.flags = ob->flags;
	info.num_regions = ob->num_regions;
	info.num_irqs = ob->num_irqs;
	info.cap_offset = 0;
	info.pad = 0;
	if (copy_to_user(ob->uinfo, &info, sizeof(info)))
		return -EFAULT;
	return 0;
}
`,
    edits: [
      { name: 'the record is not cleared', find: '	memset(&seg, 0, sizeof(seg));\n', replace: '' },
      {
        name: 'another record is cleared',
        find: 'memset(&seg, 0, sizeof(seg));',
        replace: 'memset(ob->cache, 0, sizeof(seg));',
      },
      { name: 'a member is forgotten', find: '	info.cap_offset = 0;\n', replace: '' },
      { name: 'explicit padding is forgotten', find: '	info.pad = 0;\n', replace: '' },
      {
        name: 'the record is cleared after the copy',
        find: '	memset(&seg, 0, sizeof(seg));\n\tseg.id = id;\n\tseg.base = ob_base(ob, id);\n\tseg.count = ob_count(ob, id);\n\tif (copy_to_user(useg, &seg, sizeof(seg)))\n\t\treturn -EFAULT;\n',
        replace:
          '	seg.id = id;\n\tseg.base = ob_base(ob, id);\n\tseg.count = ob_count(ob, id);\n\tif (copy_to_user(useg, &seg, sizeof(seg)))\n\t\treturn -EFAULT;\n\tmemset(&seg, 0, sizeof(seg));\n',
      },
    ],
  },
  {
    rule: 'uaccess/reserved-unchecked',
    header,
    source: `${dispatcher}
static int ob_create(struct ob_ctx *ctx, struct ob_create *args)
{
	u64 length = args->length;

	if (args->flags & ~OB_CREATE_SEALED)
		return -EINVAL;
	if (memchr_inv(args->reserved, 0, sizeof(args->reserved)))
		return -EINVAL;
	return ob_alloc(ctx, length);
}

static long ob_vm_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	struct ob_create create;

	switch (cmd) {
	case OB_CREATE:
		if (copy_from_user(&create, (void __user *)arg, sizeof(create)))
			return -EFAULT;
		return ob_create(filp->private_data, &create);
	default:
		return -ENOTTY;
	}
}
`,
    edits: [
      { name: 'the reserved member is not tested', find: 'cmd->flags || cmd->__reserved', replace: 'cmd->flags' },
      {
        name: 'nothing is tested',
        find: '	if (cmd->flags || cmd->__reserved)\n\t\treturn -EOPNOTSUPP;\n',
        replace: '',
      },
      {
        name: 'the callee does not test the reserved array',
        find: '	if (memchr_inv(args->reserved, 0, sizeof(args->reserved)))\n\t\treturn -EINVAL;\n',
        replace: '',
      },
      {
        name: 'the callee tests the size of it only',
        find: 'memchr_inv(args->reserved, 0, sizeof(args->reserved))',
        replace: 'sizeof(args->reserved) != OB_RESERVED',
      },
      {
        name: 'another member is tested twice',
        find: 'cmd->flags || cmd->__reserved',
        replace: 'cmd->flags || cmd->flags',
      },
    ],
  },
  {
    rule: 'uaccess/flags-unchecked',
    header,
    source: `static int ob_create(struct ob_ctx *ctx, struct ob_create __user *uargs)
{
	struct ob_create *args;
	int ret = -EINVAL;

	args = memdup_user(uargs, sizeof(*args));
	if (IS_ERR(args))
		return PTR_ERR(args);
	if (args->flags & ~OB_CREATE_SEALED)
		goto out;
	if (args->reserved[0] || args->reserved[1])
		goto out;
	ret = ob_alloc(ctx, args->length);
out:
	kfree(args);
	return ret;
}

static int ob_option(struct ob_device *ob, unsigned long arg)
{
	struct ob_option option;

	if (copy_from_user(&option, (void __user *)arg, sizeof(option)))
		return -EFAULT;
	if (option.flags != 0)
		return -EOPNOTSUPP;
	if (option.__reserved)
		return -EOPNOTSUPP;
	return ob_set(ob, option.object_id, option.val64);
}
`,
    edits: [
      {
        name: 'the flags are not tested',
        find: '	if (args->flags & ~OB_CREATE_SEALED)\n\t\tgoto out;\n',
        replace: '',
      },
      {
        name: 'another member is tested in their place',
        find: 'args->flags & ~OB_CREATE_SEALED',
        replace: 'args->length & ~OB_CREATE_SEALED',
      },
      {
        name: 'the flags of a record on the stack are not tested',
        find: '	if (option.flags != 0)\n\t\treturn -EOPNOTSUPP;\n',
        replace: '',
      },
      { name: 'the reserved member is tested twice', find: 'option.flags != 0', replace: 'option.__reserved != 0' },
      {
        name: 'the flags of the device are tested',
        find: 'option.flags != 0',
        replace: 'ob->flags != 0',
      },
    ],
  },
];
