/** Handlers that hand out descriptors or serve 32-bit callers, in the shape of those of vfio, KVM, iommufd and input. */
import type { Mutant } from '../mutant.js';

const returnFd = `static int mig_return_fd(struct file *filp, void __user *arg, struct mig_feature *mig)
{
	int ret;
	int fd;

	fd = get_unused_fd_flags(O_CLOEXEC);
	if (fd < 0) {
		ret = fd;
		goto out_fput;
	}
	mig->data_fd = fd;
	if (copy_to_user(arg, mig, sizeof(*mig))) {
		ret = -EFAULT;
		goto out_put_unused;
	}
	fd_install(fd, filp);
	return 0;

out_put_unused:
	put_unused_fd(fd);
out_fput:
	fput(filp);
	return ret;
}
`;

const createVm = `static int ob_create_stats(struct ob_vm *vm)
{
	return anon_inode_getfd("ob-stats", &ob_stats_fops, vm, O_RDONLY | O_CLOEXEC);
}

static long ob_vm_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	struct ob_vm *vm = filp->private_data;
	u32 __user *uid = (u32 __user *)arg;
	int r;

	if (put_user(vm->id, uid))
		return -EFAULT;
	r = ob_create_stats(vm);
	if (r < 0)
		return r;
	vm->has_stats = true;
	return r;
}
`;

export const mutants: readonly Mutant[] = [
  {
    rule: 'uaccess/fd-install-order',
    source: returnFd,
    edits: [
      {
        name: 'the descriptor is installed before the copy',
        find: '	mig->data_fd = fd;\n\tif (copy_to_user',
        replace: '	mig->data_fd = fd;\n\tfd_install(fd, filp);\n\tif (copy_to_user',
      },
      {
        name: 'the number is written after the installation',
        find: '	fd_install(fd, filp);\n\treturn 0;',
        replace: '	fd_install(fd, filp);\n\tif (put_user(fd, (int __user *)arg))\n\t\treturn -EFAULT;\n\treturn 0;',
      },
      {
        name: 'an installing function in the place of the reservation',
        find: 'fd = get_unused_fd_flags(O_CLOEXEC);',
        replace: 'fd = anon_inode_getfd("mig", &mig_fops, mig, O_CLOEXEC);',
      },
    ],
  },
  {
    rule: 'uaccess/fd-install-order',
    source: createVm,
    edits: [
      {
        name: 'the copy comes after a function that installs',
        find: '	vm->has_stats = true;\n',
        replace: '	if (put_user(r, uid))\n\t\treturn -EFAULT;\n',
      },
      {
        name: 'the order is swapped',
        find: `	if (put_user(vm->id, uid))
		return -EFAULT;
	r = ob_create_stats(vm);
	if (r < 0)
		return r;
`,
        replace: `	r = ob_create_stats(vm);
	if (r < 0)
		return r;
	if (put_user(vm->id, uid))
		return -EFAULT;
`,
      },
    ],
  },
  {
    rule: 'uaccess/no-cloexec',
    source: `${returnFd}\n${createVm}
static int ob_export(struct ob_vm *vm)
{
	return dma_buf_fd(vm->dmabuf, O_CLOEXEC);
}
`,
    edits: [
      {
        name: 'no flags for a reserved number',
        find: 'get_unused_fd_flags(O_CLOEXEC)',
        replace: 'get_unused_fd_flags(0)',
      },
      { name: 'other flags', find: 'get_unused_fd_flags(O_CLOEXEC)', replace: 'get_unused_fd_flags(O_RDWR)' },
      { name: 'an anonymous inode without it', find: 'O_RDONLY | O_CLOEXEC', replace: 'O_RDONLY' },
      { name: 'an anonymous inode with other flags', find: 'O_RDONLY | O_CLOEXEC', replace: 'O_RDWR | O_NONBLOCK' },
      {
        name: 'a buffer without flags',
        find: 'dma_buf_fd(vm->dmabuf, O_CLOEXEC)',
        replace: 'dma_buf_fd(vm->dmabuf, 0)',
      },
    ],
  },
  {
    rule: 'uaccess/compat-ptr',
    source: `static long ob_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return ob_do_ioctl(file, cmd, (void __user *)arg);
}

static long ob_compat_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct ob_req32 __user *ureq = compat_ptr(arg);
	struct ob_req32 req;

	switch (cmd) {
	case OB_REQ32:
		if (copy_from_user(&req, ureq, sizeof(req)))
			return -EFAULT;
		return ob_do_req(file, req.addr, compat_ptr(req.ptr));
	case OB_GET_ID:
		return put_user(ob_id(file), (u32 __user *)compat_ptr(arg));
	case OB_SET_ID:
		return ob_set_id(file, compat_ptr(arg) + 4);
	default:
		return ob_ioctl(file, cmd, (unsigned long)compat_ptr(arg));
	}
}

static const struct file_operations ob_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = ob_ioctl,
	.compat_ioctl = ob_compat_ioctl,
};
`,
    edits: [
      { name: 'a cast in a declaration', find: '*ureq = compat_ptr(arg)', replace: '*ureq = (void __user *)arg' },
      { name: 'a cast of a typed pointer', find: '(u32 __user *)compat_ptr(arg)', replace: '(u32 __user *)arg' },
      { name: 'a cast in a sum', find: 'compat_ptr(arg) + 4', replace: '(void __user *)arg + 4' },
      {
        name: 'a cast in the copy',
        find: 'copy_from_user(&req, ureq, sizeof(req))',
        replace: 'copy_from_user(&req, (void __user *)arg, sizeof(req))',
      },
      {
        name: 'a cast through a word',
        find: '(u32 __user *)compat_ptr(arg)',
        replace: '(u32 __user *)(unsigned long)arg',
      },
    ],
  },
];
