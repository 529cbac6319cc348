/** Handlers that copy sizes and counts, in the shape of those of fwctl, iommufd, vfio, KVM, btrfs and DRM. */
import type { Mutant } from '../mutant.js';

const rpcHeader = `
struct fw_rpc {
	__u32 size;
	__u32 scope;
	__u32 in_len;
	__u32 out_len;
	__aligned_u64 in;
	__aligned_u64 out;
};
#define FW_RPC _IO(0xEA, 1)

struct fw_list {
	__u32 nent;
	__u32 padding;
	__u64 offset;
};
#define FW_GET_LIST _IOWR(0xEA, 2, struct fw_list)

struct fw_image {
	__u8 pixels[64];
};

struct fw_key {
	__u64 objectid;
	__u64 min;
	__u64 max;
};

struct fw_search {
	struct fw_key key;
	__u64 buf_size;
	__u64 buf[];
};
#define FW_SEARCH _IOWR(0xEA, 3, struct fw_search)
`;

export const mutants: readonly Mutant[] = [
  {
    rule: 'uaccess/return-unchecked',
    source: `static long fw_state(struct fw_file *ff, unsigned int cmd, unsigned long arg)
{
	struct fw_state state = {};
	void __user *argp = (void __user *)arg;
	u32 index;
	int ret;

	ret = get_user(index, (u32 __user *)argp);
	if (ret)
		return ret;
	if (index >= ff->count)
		return -ENOBUFS;

	if (copy_from_user(&state, argp, sizeof(state)))
		return -EFAULT;
	ret = fw_apply(ff, index, &state);
	if (ret < 0)
		goto out;

	if (clear_user(argp + sizeof(state), ff->tail)) {
		ret = -EFAULT;
		goto out;
	}
	ret = copy_to_user(argp, &state, sizeof(state));
	if (ret)
		ret = -EFAULT;
out:
	fw_put(ff);
	return ret;
}
`,
    edits: [
      {
        name: 'the result of get_user() is dropped',
        find: 'ret = get_user(index, (u32 __user *)argp);\n\tif (ret)\n\t\treturn ret;',
        replace: 'get_user(index, (u32 __user *)argp);',
      },
      {
        name: 'the result of copy_from_user() is dropped',
        find: 'if (copy_from_user(&state, argp, sizeof(state)))\n\t\treturn -EFAULT;',
        replace: 'copy_from_user(&state, argp, sizeof(state));',
      },
      { name: 'the residue is not made an errno', find: '\tif (ret)\n\t\tret = -EFAULT;\n', replace: '' },
      {
        name: 'the residue is tested for being negative',
        find: '\tif (ret)\n\t\tret = -EFAULT;\n',
        replace: '\tif (ret < 0)\n\t\tret = -EFAULT;\n',
      },
      {
        name: 'the copy is returned',
        find: '	ret = copy_to_user(argp, &state, sizeof(state));\n\tif (ret)\n\t\tret = -EFAULT;\n',
        replace: '	return copy_to_user(argp, &state, sizeof(state));\n',
      },
      {
        name: 'an earlier copy goes to the common exit with its residue',
        find: 'if (copy_from_user(&state, argp, sizeof(state)))\n\t\treturn -EFAULT;',
        replace: 'ret = copy_from_user(&state, argp, sizeof(state));\n\tif (ret)\n\t\tgoto out;',
      },
      {
        name: 'the result of clear_user() is dropped',
        find: '	if (clear_user(argp + sizeof(state), ff->tail)) {\n\t\tret = -EFAULT;\n\t\tgoto out;\n\t}\n',
        replace: '	clear_user(argp + sizeof(state), ff->tail);\n',
      },
    ],
  },
  {
    rule: 'uaccess/size-unbounded',
    header: rpcHeader,
    source: `struct fw_ucmd {
	struct fw_device *fw;
	void __user *ubuffer;
	void *cmd;
	u32 user_size;
};

static int fw_cmd_rpc(struct fw_ucmd *ucmd)
{
	struct fw_rpc *cmd = ucmd->cmd;
	size_t out_len;
	char label[32];
	u32 len;

	if (cmd->in_len > MAX_RPC_LEN || cmd->out_len > MAX_RPC_LEN)
		return -EMSGSIZE;

	void *inbuf = kvzalloc(cmd->in_len, GFP_KERNEL_ACCOUNT);
	if (!inbuf)
		return -ENOMEM;
	if (copy_from_user(inbuf, u64_to_user_ptr(cmd->in), cmd->in_len))
		return -EFAULT;

	out_len = cmd->out_len;
	void *outbuf = kvzalloc(out_len, GFP_KERNEL_ACCOUNT);
	if (!outbuf)
		return -ENOMEM;

	if (get_user(len, (u32 __user *)u64_to_user_ptr(cmd->out)))
		return -EFAULT;
	if (len >= sizeof(label))
		return -EINVAL;
	if (copy_from_user(label, u64_to_user_ptr(cmd->out), len))
		return -EFAULT;
	return fw_send(ucmd->fw, cmd->scope, inbuf, outbuf, label, len);
}
`,
    edits: [
      {
        name: 'no limit of both lengths',
        find: '	if (cmd->in_len > MAX_RPC_LEN || cmd->out_len > MAX_RPC_LEN)\n\t\treturn -EMSGSIZE;\n',
        replace: '',
      },
      { name: 'no limit of the first length', find: 'cmd->in_len > MAX_RPC_LEN || ', replace: '' },
      { name: 'no limit of the second length', find: ' || cmd->out_len > MAX_RPC_LEN', replace: '' },
      {
        name: 'the limit is a lower one',
        find: 'cmd->in_len > MAX_RPC_LEN',
        replace: 'cmd->in_len < MIN_RPC_LEN',
      },
      {
        name: 'no limit before a fixed buffer',
        find: '	if (len >= sizeof(label))\n\t\treturn -EINVAL;\n',
        replace: '',
      },
      { name: 'only zero is refused', find: 'if (len >= sizeof(label))', replace: 'if (!len)' },
    ],
  },
  {
    rule: 'uaccess/size-unbounded',
    header: rpcHeader,
    source: `static int fw_send_image(struct fw_device *fw, struct fw_search *search)
{
	void *image;

	if (search->buf_size > FW_MAX_IMAGE)
		return -EOVERFLOW;
	image = vmalloc(search->buf_size);
	if (!image)
		return -ENOMEM;
	return fw_run(fw, image, search->key.min, search->key.max);
}

static long fw_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct fw_search search;

	switch (cmd) {
	case FW_SEARCH:
		if (copy_from_user(&search, (void __user *)arg, sizeof(search)))
			return -EFAULT;
		return fw_send_image(file->private_data, &search);
	default:
		return -ENOTTY;
	}
}
`,
    edits: [
      {
        name: 'no limit in the function that is called',
        find: '	if (search->buf_size > FW_MAX_IMAGE)\n\t\treturn -EOVERFLOW;\n',
        replace: '',
      },
      {
        name: 'another member has the limit',
        find: 'search->buf_size > FW_MAX_IMAGE',
        replace: 'search->key.min > FW_MAX_IMAGE',
      },
    ],
  },
  {
    rule: 'uaccess/count-overflow',
    header: rpcHeader,
    source: `static long fw_get_list(struct fw_device *fw, struct fw_list __user *ulist)
{
	struct fw_list list;
	struct fw_entry *entries;
	u32 *indexes;
	u32 more;
	size_t bytes;
	int ret = -E2BIG;

	if (copy_from_user(&list, ulist, sizeof(list)))
		return -EFAULT;
	if (list.nent > FW_MAX_ENTRIES || list.padding)
		return -E2BIG;

	entries = kvmalloc(list.nent * sizeof(struct fw_entry), GFP_KERNEL);
	if (!entries)
		return -ENOMEM;

	if (get_user(more, &ulist->more))
		goto out;
	if (more >= FW_MAX_ENTRIES)
		goto out;
	bytes = more * sizeof(*indexes);
	indexes = memdup_user(ulist->indexes, bytes);
	if (IS_ERR(indexes)) {
		ret = PTR_ERR(indexes);
		goto out;
	}
	ret = fw_fill(fw, entries, list.nent, indexes, list.offset);
	kfree(indexes);
out:
	kvfree(entries);
	return ret;
}
`,
    edits: [
      { name: 'no limit of the count', find: 'list.nent > FW_MAX_ENTRIES || list.padding', replace: 'list.padding' },
      { name: 'only a lower limit', find: 'list.nent > FW_MAX_ENTRIES', replace: 'list.nent < 1' },
      {
        name: 'the limit comes after the allocation',
        find: `	if (list.nent > FW_MAX_ENTRIES || list.padding)
		return -E2BIG;

	entries = kvmalloc(list.nent * sizeof(struct fw_entry), GFP_KERNEL);
`,
        replace: `	entries = kvmalloc(list.nent * sizeof(struct fw_entry), GFP_KERNEL);
	if (list.nent > FW_MAX_ENTRIES || list.padding)
		return -E2BIG;
`,
      },
      {
        name: 'no limit of the second count',
        find: '	if (more >= FW_MAX_ENTRIES)\n\t\tgoto out;\n',
        replace: '',
      },
      {
        name: 'the second count is multiplied in the call',
        find: '	if (more >= FW_MAX_ENTRIES)\n\t\tgoto out;\n\tbytes = more * sizeof(*indexes);\n\tindexes = memdup_user(ulist->indexes, bytes);',
        replace: '	indexes = memdup_user(ulist->indexes, more * sizeof(*indexes));',
      },
      {
        name: 'a shift instead of the product, without a limit',
        find: 'if (more >= FW_MAX_ENTRIES)\n\t\tgoto out;\n\tbytes = more * sizeof(*indexes);',
        replace: 'bytes = more << 2;',
      },
    ],
  },
  {
    rule: 'uaccess/copy-size-mismatch',
    header: rpcHeader,
    source: `static long fw_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	void __user *argp = (void __user *)arg;
	struct fw_device *fw = file->private_data;
	long r = -EFAULT;

	switch (cmd) {
	case FW_GET_LIST: {
		struct fw_list list;

		if (copy_from_user(&list, argp, sizeof(list)))
			goto out;
		if (list.padding)
			return -EINVAL;
		list.nent = fw_count(fw, list.offset);
		if (copy_to_user(argp, &list, sizeof(list)))
			goto out;
		r = 0;
		break;
	}
	case FW_SEARCH: {
		struct fw_search __user *usearch = argp;
		struct fw_search *search;

		search = kzalloc(sizeof(*search), GFP_KERNEL);
		if (!search)
			return -ENOMEM;
		if (!copy_from_user(search, usearch, sizeof(*search)))
			r = fw_search_tree(fw, &search->key, usearch->buf);
		kfree(search);
		break;
	}
	default:
		r = -ENOTTY;
	}
out:
	return r;
}
`,
    edits: [
      {
        name: 'the size of another, larger record',
        find: '(&list, argp, sizeof(list))',
        replace: '(&list, argp, sizeof(struct fw_search))',
      },
      { name: 'another record for the command', find: 'struct fw_list list;', replace: 'struct fw_key list;' },
      {
        name: 'the answer has the size of another record',
        find: 'copy_to_user(argp, &list, sizeof(list))',
        replace: 'copy_to_user(argp, &list, sizeof(struct fw_rpc))',
      },
      { name: 'the size of the pointer', find: 'usearch, sizeof(*search)', replace: 'usearch, sizeof(search)' },
      {
        name: 'a larger record behind the pointer',
        find: 'usearch, sizeof(*search)',
        replace: 'usearch, sizeof(struct fw_image)',
      },
      {
        name: 'the record of the command next to it',
        find: 'case FW_GET_LIST: {\n\t\tstruct fw_list list;',
        replace: 'case FW_GET_LIST: {\n\t\tstruct fw_search list;',
      },
    ],
  },
  {
    rule: 'uaccess/no-tail-check',
    header: rpcHeader,
    source: `static long fw_setattr(struct fw_device *fw, unsigned int cmd, void __user *uarg)
{
	size_t usize = _IOC_SIZE(cmd);
	struct fw_rpc attr = {};
	int ret;

	if (usize < FW_RPC_SIZE_VER0)
		return -EINVAL;
	ret = copy_struct_from_user(&attr, sizeof(attr), uarg, usize);
	if (ret)
		return ret;
	return fw_apply(fw, &attr);
}
`,
    edits: [
      {
        name: 'the smaller size is copied',
        find: 'copy_struct_from_user(&attr, sizeof(attr), uarg, usize);\n\tif (ret)\n\t\treturn ret;',
        replace: '0;\n\tif (copy_from_user(&attr, uarg, min(usize, sizeof(attr))))\n\t\treturn -EFAULT;',
      },
      {
        name: 'min_t in the call',
        find: 'copy_struct_from_user(&attr, sizeof(attr), uarg, usize);\n\tif (ret)\n\t\treturn ret;',
        replace: '0;\n\tif (copy_from_user(&attr, uarg, min_t(size_t, sizeof(attr), usize)))\n\t\treturn -EFAULT;',
      },
      {
        name: 'the size is cut before',
        find: 'ret = copy_struct_from_user(&attr, sizeof(attr), uarg, usize);\n\tif (ret)\n\t\treturn ret;',
        replace:
          'usize = min(usize, sizeof(struct fw_rpc));\n\tif (copy_from_user(&attr, uarg, usize))\n\t\treturn -EFAULT;',
      },
      {
        name: 'the size is cut by an if',
        find: 'ret = copy_struct_from_user(&attr, sizeof(attr), uarg, usize);\n\tif (ret)\n\t\treturn ret;',
        replace:
          'if (usize > sizeof(attr))\n\t\tusize = sizeof(attr);\n\tif (copy_from_user(&attr, uarg, usize))\n\t\treturn -EFAULT;',
      },
      {
        name: 'the size of the number in the call',
        find: 'copy_struct_from_user(&attr, sizeof(attr), uarg, usize);\n\tif (ret)\n\t\treturn ret;',
        replace:
          '0;\n\tif (copy_from_user(&attr, uarg, min_t(size_t, _IOC_SIZE(cmd), sizeof(attr))))\n\t\treturn -EFAULT;',
      },
    ],
  },
  {
    rule: 'uaccess/ptr-cast',
    header: rpcHeader,
    source: `static int fw_cmd_rpc(struct fw_ucmd *ucmd, struct fw_rpc *cmd, void *inbuf)
{
	void __user *out = u64_to_user_ptr(cmd->out);
	u64 next;

	if (copy_from_user(inbuf, u64_to_user_ptr(cmd->in), ucmd->in_len))
		return -EFAULT;
	if (get_user(next, (u64 __user *)out))
		return -EFAULT;
	return fw_send(ucmd, u64_to_user_ptr(next), (char __user *)out);
}
`,
    edits: [
      { name: 'a cast of a member', find: 'u64_to_user_ptr(cmd->out)', replace: '(void __user *)cmd->out' },
      { name: 'a cast in a call', find: 'u64_to_user_ptr(cmd->in)', replace: '(const void __user *)cmd->in' },
      { name: 'a cast of a local', find: 'u64_to_user_ptr(next)', replace: '(void __user *)next' },
      { name: 'a cast through 32 bits', find: 'u64_to_user_ptr(cmd->in)', replace: '(void __user *)(u32)cmd->in' },
      { name: 'a cast to another type', find: '(u64 __user *)out', replace: '(u64 __user *)cmd->out' },
    ],
  },
];
