// Faults of functions of the kernel that read and write user memory, for driver-mutants.mjs.

import { mutantsIn } from './replace.mjs';

const fwctl = 'drivers/fwctl/main.c';
const iommufd = 'drivers/iommu/iommufd/main.c';
const ioas = 'drivers/iommu/iommufd/ioas.c';
const btrfs = 'fs/btrfs/ioctl.c';
const ntsync = 'drivers/misc/ntsync.c';
const sdfec = 'drivers/misc/xilinx_sdfec.c';
const hypervisor = 'drivers/virt/fsl_hypervisor.c';
const vdpa = 'drivers/vhost/vdpa.c';
const vhost = 'drivers/vhost/vhost.c';
const kvm = 'virt/kvm/kvm_main.c';
const pci = 'drivers/vfio/pci/vfio_pci_core.c';
const vfio = 'drivers/vfio/vfio_main.c';
const syncFile = 'drivers/dma-buf/sync_file.c';
const dmaBuf = 'drivers/dma-buf/dma-buf.c';
const udmabuf = 'drivers/dma-buf/udmabuf.c';
const gpio = 'drivers/gpio/gpiolib-cdev.c';
const vtpm = 'drivers/char/tpm/tpm_vtpm_proxy.c';
const ipmi = 'drivers/char/ipmi/ipmi_devintf.c';
const mon = 'drivers/usb/mon/mon_bin.c';
const luo = 'kernel/liveupdate/luo_core.c';
const invalidLimit = 'if (cmd->in_len > MAX_RPC_LEN || cmd->out_len > MAX_RPC_LEN) return -EMSGSIZE;';
const validated = 'if (vhost_vdpa_config_validate(v, &config)) return -EINVAL;';

/** Copies the smaller of both sizes, instead of copy_struct_from_user(). */
function cutOff(file, inside, result, object, user, size, whole = `sizeof(${object.replace('&', '')})`) {
  return [
    file,
    inside,
    'the smaller size is copied',
    `${result} = copy_struct_from_user(${object}, ${whole}, ${user}, ${size});`,
    `${result} = copy_from_user(${object}, ${user}, min_t(size_t, ${whole}, ${size})) ? -EFAULT : 0;`,
  ];
}

export const uaccessMutants = [
  ...mutantsIn('uaccess/return-unchecked', [
    [
      fwctl,
      'fwctl_cmd_rpc',
      'the result is dropped',
      'if (copy_from_user(inbuf, u64_to_user_ptr(cmd->in), cmd->in_len)) return -EFAULT;',
      'copy_from_user(inbuf, u64_to_user_ptr(cmd->in), cmd->in_len);',
    ],
    [
      ntsync,
      'ntsync_create_sem',
      'the result is dropped',
      'if (copy_from_user(&args, argp, sizeof(args))) return -EFAULT;',
      'copy_from_user(&args, argp, sizeof(args));',
    ],
    [btrfs, 'btrfs_ioctl_logical_to_ino', 'the residue is returned', 'if (ret) ret = -EFAULT;', ''],
    [btrfs, 'btrfs_ioctl_get_fslabel', 'the residue is returned', 'return ret ? -EFAULT : 0;', 'return ret;'],
    [sdfec, 'xsdfec_get_stats', 'the residue is returned', 'if (err) err = -EFAULT;', ''],
    [sdfec, 'xsdfec_get_config', 'the residue is tested for being negative', 'if (err)', 'if (err < 0)'],
    [
      vdpa,
      'vhost_vdpa_get_iova_range',
      'the copy is returned',
      'if (copy_to_user(argp, &range, sizeof(range))) return -EFAULT; return 0;',
      'return copy_to_user(argp, &range, sizeof(range));',
    ],
    [
      pci,
      'vfio_pci_ioctl_get_info',
      'the copy is returned',
      'return copy_to_user(arg, &info, minsz) ? -EFAULT : 0;',
      'return copy_to_user(arg, &info, minsz);',
    ],
  ]),
  ...mutantsIn('uaccess/size-unbounded', [
    [fwctl, 'fwctl_cmd_rpc', 'no limit', invalidLimit, ''],
    [fwctl, 'fwctl_cmd_rpc', 'the limit of one length', 'cmd->in_len > MAX_RPC_LEN ||', ''],
    [fwctl, 'fwctl_cmd_rpc', 'a lower limit', 'cmd->in_len > MAX_RPC_LEN', 'cmd->in_len < sizeof(u32)'],
    [
      hypervisor,
      'ioctl_dtprop',
      'no limit',
      'if (param.proplen > FH_DTPROP_MAX_PROPLEN) { ret = -EINVAL; goto err_free_propname; }',
      '',
    ],
    [hypervisor, 'ioctl_dtprop', 'only zero is refused', 'param.proplen > FH_DTPROP_MAX_PROPLEN', '!param.proplen'],
    [vdpa, 'vhost_vdpa_get_config', 'no limit', validated, ''],
    [vdpa, 'vhost_vdpa_set_config', 'no limit', validated, ''],
    [ntsync, 'setup_wait', 'no limit before an array on the stack', 'if (size >= sizeof(fds)) return -EINVAL;', ''],
    [
      'drivers/virt/coco/sev-guest/sev-guest.c',
      'get_ext_report',
      'no limit',
      'report_req->certs_len > SEV_FW_BLOB_MAX_SIZE ||',
      '',
    ],
  ]),
  ...mutantsIn('uaccess/count-overflow', [
    [udmabuf, 'udmabuf_ioctl_create_list', 'no limit', 'if (head.count > list_limit) return -EINVAL;', ''],
    [udmabuf, 'udmabuf_ioctl_create_list', 'only zero is refused', 'head.count > list_limit', '!head.count'],
    [
      kvm,
      'kvm_vm_ioctl',
      'no limit, a product',
      'if (routing.nr > KVM_MAX_IRQ_ROUTES) goto out;',
      '',
      'kvm_vm_ioctl',
      'vmemdup_array_user(urouting->entries, routing.nr, sizeof(*entries))',
      'vmemdup_user(urouting->entries, routing.nr * sizeof(*entries))',
    ],
    [
      vhost,
      'vhost_set_memory',
      'no limit, a product',
      'if (mem.nregions > max_mem_regions) return -E2BIG;',
      '',
      'vhost_set_memory',
      'kvzalloc_flex(*newmem, regions, mem.nregions)',
      'kvzalloc(size + mem.nregions * sizeof(*region), GFP_KERNEL)',
    ],
    [
      ntsync,
      'setup_wait',
      'a product before an array on the stack',
      'array_size(count, sizeof(fds[0]))',
      'count * sizeof(fds[0])',
      'setup_wait',
      'if (size >= sizeof(fds)) return -EINVAL;',
    ],
    [
      ntsync,
      'setup_wait',
      'a product of the user’s count',
      'kmalloc_flex(*q, entries, total_count)',
      'kmalloc(args->count * sizeof(*q->entries), GFP_KERNEL)',
      'setup_wait',
      'if (size >= sizeof(fds)) return -EINVAL;',
    ],
    [
      'drivers/gpu/drm/drm_lease.c',
      'drm_mode_create_lease_ioctl',
      'a product',
      'memdup_array_user(u64_to_user_ptr(cl->object_ids), object_count, sizeof(__u32))',
      'memdup_user(u64_to_user_ptr(cl->object_ids), cl->object_count * sizeof(__u32))',
    ],
  ]),
  ...mutantsIn('uaccess/copy-size-mismatch', [
    [ntsync, 'ntsync_create_sem', 'a larger record is copied in', 'sizeof(args)', 'sizeof(struct ntsync_wait_args)'],
    [ntsync, 'ntsync_sem_read', 'a larger record is copied out', 'sizeof(args)', 'sizeof(struct ntsync_wait_args)'],
    [vhost, 'vhost_vring_set_num', 'a larger record', 'sizeof s', 'sizeof(struct vhost_vring_addr)'],
    [
      vhost,
      'vhost_worker_ioctl',
      'a larger record',
      'copy_from_user(&state, argp, sizeof(state))',
      'copy_from_user(&state, argp, sizeof(struct vhost_vring_state))',
    ],
    [
      btrfs,
      'btrfs_ioctl_fs_info',
      'the size of the pointer is read',
      'memdup_user(arg, sizeof(*fi_args))',
      'memdup_user(arg, sizeof(fi_args))',
    ],
    [
      btrfs,
      'btrfs_ioctl_fs_info',
      'the size of the pointer is written',
      'copy_to_user(arg, fi_args, sizeof(*fi_args))',
      'copy_to_user(arg, fi_args, sizeof(fi_args))',
    ],
    [kvm, 'kvm_vm_ioctl', 'the record of the case below', 'struct kvm_irqfd data;', 'struct kvm_ioeventfd data;'],
    [kvm, 'kvm_vcpu_ioctl', 'a larger record is copied out', 'sizeof(struct kvm_regs)', 'sizeof(struct kvm_sregs)'],
    [
      sdfec,
      'xsdfec_add_ldpc',
      'the size of the pointer',
      'memdup_user(arg, sizeof(*ldpc))',
      'memdup_user(arg, sizeof(ldpc))',
    ],
    [
      syncFile,
      'sync_file_ioctl_fence_info',
      'a larger record is copied in',
      'copy_from_user(&info, (void __user *)arg, sizeof(info))',
      'copy_from_user(&info, (void __user *)arg, sizeof(struct sync_fence_info))',
    ],
    [
      hypervisor,
      'ioctl_status',
      'a larger record is copied in',
      'copy_from_user(&param, p, sizeof(struct fsl_hv_ioctl_status))',
      'copy_from_user(&param, p, sizeof(struct fsl_hv_ioctl_prop))',
    ],
  ]),
  ...mutantsIn('uaccess/uninit-copyout', [
    [ntsync, 'ntsync_sem_read', 'a member is forgotten', 'args.max = sem->u.sem.max;', ''],
    [ntsync, 'ntsync_mutex_read', 'a member is forgotten', 'args.owner = mutex->u.mutex.owner;', ''],
    [
      btrfs,
      'btrfs_ioctl_get_features',
      'a member is forgotten',
      'features.incompat_flags = btrfs_super_incompat_flags(super_block);',
      '',
    ],
    [sdfec, 'xsdfec_get_status', 'padding is not cleared', 'memset(&status, 0, sizeof(status));', ''],
    [sdfec, 'xsdfec_get_stats', 'a member is forgotten', 'user_stats.uecc_count = xsdfec->uecc_count;', ''],
    [
      vdpa,
      'vhost_vdpa_get_iova_range',
      'a member is forgotten',
      'range = { .first = v->range.first, .last = v->range.last, };',
      'range;\n\n\trange.first = v->range.first;',
    ],
    [gpio, 'chipinfo_get', 'the end of a name is not cleared', 'memset(&chipinfo, 0, sizeof(chipinfo));', ''],
    [gpio, 'lineevent_ioctl', 'the rest of an array is not cleared', 'memset(&ghd, 0, sizeof(ghd));', ''],
    [
      gpio,
      'lineinfo_get',
      'the caller’s record is not read',
      'if (copy_from_user(&lineinfo, ip, sizeof(lineinfo))) return -EFAULT;',
      '',
    ],
  ]),
  ...mutantsIn('uaccess/compat-ptr', [
    ['drivers/input/evdev.c', 'evdev_ioctl_compat', 'a cast', 'compat_ptr(arg)', '(void __user *)arg'],
    ['drivers/input/misc/uinput.c', 'uinput_compat_ioctl', 'a cast', 'compat_ptr(arg)', '(void __user *)arg'],
    [ipmi, 'compat_ipmi_ioctl', 'a cast in the first copy', 'compat_ptr(arg)', '(void __user *)arg', 0],
    [ipmi, 'compat_ipmi_ioctl', 'a cast in the second copy', 'compat_ptr(arg)', '(void __user *)arg', 1],
    [ipmi, 'compat_ipmi_ioctl', 'a cast in the third copy', 'compat_ptr(arg)', '(void __user *)arg', 2],
    [ipmi, 'compat_ipmi_ioctl', 'a cast for the answer', 'compat_ptr(arg)', '(void __user *)arg', 3],
    [
      mon,
      'mon_bin_compat_ioctl',
      'a cast of a record',
      '(struct mon_bin_mfetch32 __user *) compat_ptr(arg)',
      '(struct mon_bin_mfetch32 __user *)arg',
    ],
    [kvm, 'kvm_vcpu_compat_ioctl', 'a cast in a declaration', 'compat_ptr(arg)', '(void __user *)arg'],
  ]),
  ...mutantsIn('uaccess/ptr-cast', [
    [fwctl, 'fwctl_cmd_rpc', 'a cast for the way in', 'u64_to_user_ptr(cmd->in)', '(void __user *)cmd->in'],
    [fwctl, 'fwctl_cmd_rpc', 'a cast for the way out', 'u64_to_user_ptr(cmd->out)', '(void __user *)cmd->out'],
    [
      fwctl,
      'fwctl_cmd_info',
      'a cast',
      'u64_to_user_ptr(cmd->out_device_data)',
      '(void __user *)cmd->out_device_data',
      0,
    ],
    [ntsync, 'setup_wait', 'a cast', 'u64_to_user_ptr(args->objs)', '(const void __user *)args->objs'],
    [
      syncFile,
      'sync_file_ioctl_fence_info',
      'a cast',
      'u64_to_user_ptr(info.sync_fence_info)',
      '(void __user *)info.sync_fence_info',
    ],
    [ioas, 'iommufd_ioas_map', 'a cast', 'u64_to_user_ptr(cmd->user_va)', '(void __user *)cmd->user_va'],
    [
      btrfs,
      'btrfs_ioctl_logical_to_ino',
      'no cast to long first',
      '(void __user *)(unsigned long)loi->inodes',
      '(void __user *)loi->inodes',
    ],
  ]),
  ...mutantsIn('uaccess/reserved-unchecked', [
    [iommufd, 'iommufd_option', 'not looked at', 'if (cmd->__reserved) return -EOPNOTSUPP;', ''],
    [ioas, 'iommufd_ioas_map', 'not looked at', '|| cmd->__reserved', ''],
    [ioas, 'iommufd_ioas_iova_ranges', 'not looked at', 'if (cmd->__reserved) return -EOPNOTSUPP;', ''],
    [ioas, 'iommufd_ioas_allow_iovas', 'not looked at', 'if (cmd->__reserved) return -EOPNOTSUPP;', ''],
    [
      'drivers/iommu/iommufd/hw_pagetable.c',
      'iommufd_hwpt_alloc',
      'not looked at',
      'if (cmd->__reserved) return -EOPNOTSUPP;',
      '',
    ],
    [
      'kernel/liveupdate/luo_session.c',
      'luo_session_finish',
      'not looked at',
      'if (argp->reserved) return -EINVAL;',
      '',
    ],
    ['kernel/events/core.c', 'perf_copy_attr', 'one of three', '|| attr->__reserved_3', ''],
    [
      'drivers/gpu/drm/drm_atomic_uapi.c',
      'drm_mode_atomic_ioctl',
      'not looked at',
      'if (arg->reserved) {',
      'if (arg->flags & ~DRM_MODE_ATOMIC_FLAGS) {',
    ],
  ]),
  ...mutantsIn('uaccess/flags-unchecked', [
    [fwctl, 'fwctl_cmd_info', 'not looked at', 'if (cmd->flags) return -EOPNOTSUPP;', ''],
    [syncFile, 'sync_file_ioctl_merge', 'not looked at', 'data.flags || data.pad', 'data.pad'],
    [syncFile, 'sync_file_ioctl_fence_info', 'not looked at', 'info.flags || info.pad', 'info.pad'],
    [ioas, 'iommufd_ioas_alloc_ioctl', 'not looked at', 'if (cmd->flags) return -EOPNOTSUPP;', ''],
    [
      'drivers/iommu/iommufd/eventq.c',
      'iommufd_fault_alloc',
      'not looked at',
      'if (cmd->flags) return -EOPNOTSUPP;',
      '',
    ],
    [btrfs, 'btrfs_ioctl_encoded_read', 'not looked at', 'if (args.flags != 0) { ret = -EINVAL; goto out_acct; }', ''],
    [pci, 'vfio_pci_ioctl_pci_hot_reset', 'not looked at', '|| hdr.flags', ''],
  ]),
  ...mutantsIn('uaccess/no-cloexec', [
    [syncFile, 'sync_file_ioctl_merge', 'no flags', 'get_unused_fd_flags(O_CLOEXEC)', 'get_unused_fd_flags(0)'],
    [dmaBuf, 'dma_buf_export_sync_file', 'no flags', 'get_unused_fd_flags(O_CLOEXEC)', 'get_unused_fd_flags(0)'],
    [luo, 'luo_ioctl_create_session', 'other flags', 'get_unused_fd_flags(O_CLOEXEC)', 'get_unused_fd_flags(O_RDWR)'],
    [kvm, 'create_vcpu_fd', 'other flags', 'O_RDWR | O_CLOEXEC', 'O_RDWR'],
    [kvm, 'kvm_ioctl_create_device', 'other flags', 'O_RDWR | O_CLOEXEC', 'O_RDWR'],
    ['kernel/bpf/btf.c', '__btf_new_fd', 'other flags', 'O_RDONLY | O_CLOEXEC', 'O_RDONLY'],
  ]),
  ...mutantsIn('uaccess/fd-install-order', [
    [
      syncFile,
      'sync_file_ioctl_merge',
      'installed first',
      'data.fence = fd;',
      'data.fence = fd;\n\tfd_install(fd, fence3->file);',
      'sync_file_ioctl_merge',
      'fd_install(fd, fence3->file);\n\tfput(fence2->file);',
      'fput(fence2->file);',
    ],
    [
      dmaBuf,
      'dma_buf_export_sync_file',
      'installed first',
      'arg.fd = fd;',
      'arg.fd = fd;\n\tfd_install(fd, sync_file->file);',
      'dma_buf_export_sync_file',
      'fd_install(fd, sync_file->file);\n\n\treturn 0;',
      'return 0;',
    ],
    [
      vtpm,
      'vtpmx_ioc_new_dev',
      'installed first',
      'if (copy_to_user(',
      'fd_install(vtpm_new_dev.fd, vtpm_file);\n\tif (copy_to_user(',
    ],
    [
      luo,
      'luo_ioctl_create_session',
      'installed before the answer',
      'err = luo_ucmd_respond(',
      'fd_install(argp->fd, file);\n\terr = luo_ucmd_respond(',
    ],
    [
      'drivers/iommu/iommufd/eventq.c',
      'iommufd_fault_alloc',
      'installed before the answer',
      'rc = iommufd_ucmd_respond(',
      'fd_install(fdno, fault->common.filep);\n\trc = iommufd_ucmd_respond(',
    ],
    [
      syncFile,
      'sync_file_ioctl_merge',
      'the number is written afterwards',
      'fput(fence2->file);\n\treturn 0;',
      'fput(fence2->file);\n\treturn put_user(fd, (int __user *)arg);',
    ],
    [
      dmaBuf,
      'dma_buf_export_sync_file',
      'the number is written afterwards',
      'fd_install(fd, sync_file->file);',
      'fd_install(fd, sync_file->file);\n\tif (put_user(fd, (int __user *)user_data))\n\t\treturn -EFAULT;',
    ],
  ]),
  ...mutantsIn('uaccess/no-tail-check', [
    cutOff('drivers/vfio/device_cdev.c', 'vfio_df_ioctl_bind_iommufd', 'ret', '&bind', 'arg', 'user_size'),
    cutOff('fs/file_attr.c', 'file_setattr', 'error', '&fattr', 'ufattr', 'usize', 'sizeof(struct file_attr)'),
    cutOff('fs/proc/task_mmu.c', 'do_procmap_query', 'err', '&karg', 'uarg', 'usize'),
    cutOff('fs/xattr.c', 'setxattrat', 'error', '&args', 'uargs', 'usize'),
    cutOff('fs/open.c', 'openat2', 'err', '&tmp', 'how', 'usize'),
    cutOff('kernel/fork.c', 'copy_clone_args_from_user', 'err', '&args', 'uargs', 'usize'),
    cutOff('kernel/seccomp.c', 'seccomp_notify_addfd', 'ret', '&addfd', 'uaddfd', 'size'),
    cutOff('kernel/nstree.c', 'copy_ns_id_req', 'ret', 'kreq', 'req', 'usize', 'sizeof(*kreq)'),
  ]),
  ...mutantsIn('uaccess/respond-too-long', [
    [fwctl, 'ucmd_respond', 'the kernel’s size', 'min_t(size_t, ucmd->user_size, cmd_len)', 'cmd_len'],
    [
      fwctl,
      'fwctl_cmd_rpc',
      'a handler answers by itself',
      'return ucmd_respond(ucmd, sizeof(*cmd));',
      'return copy_to_user(ucmd->ubuffer, cmd, sizeof(*cmd)) ? -EFAULT : 0;',
    ],
    [
      fwctl,
      'fwctl_cmd_info',
      'a handler answers by itself',
      'return ucmd_respond(ucmd, sizeof(*cmd));',
      'return copy_to_user(ucmd->ubuffer, cmd, sizeof(*cmd)) ? -EFAULT : 0;',
    ],
    [
      ioas,
      'iommufd_ioas_alloc_ioctl',
      'a handler answers by itself',
      'iommufd_ucmd_respond(ucmd, sizeof(*cmd))',
      'copy_to_user(ucmd->ubuffer, cmd, sizeof(*cmd)) ? -EFAULT : 0',
    ],
    [
      vfio,
      'vfio_get_region_info',
      'the whole record',
      'copy_to_user(arg, &info, minsz)',
      'copy_to_user(arg, &info, sizeof(info))',
    ],
    [
      pci,
      'vfio_pci_ioctl_get_info',
      'the whole record',
      'copy_to_user(arg, &info, minsz)',
      'copy_to_user(arg, &info, sizeof(info))',
    ],
    [
      'drivers/vfio/cdx/main.c',
      'vfio_cdx_ioctl_get_info',
      'the whole record',
      'copy_to_user(arg, &info, minsz)',
      'copy_to_user(arg, &info, sizeof(info))',
    ],
    [
      'drivers/vfio/platform/vfio_platform_common.c',
      'vfio_platform_ioctl',
      'the whole record',
      'copy_to_user((void __user *)arg, &info, minsz)',
      'copy_to_user((void __user *)arg, &info, sizeof(info))',
      0,
    ],
  ]),
  ...mutantsIn('uaccess/double-fetch', [
    [
      fwctl,
      'fwctl_cmd_info',
      'the size of the second copy',
      'ucmd_respond(ucmd, sizeof(*cmd))',
      'ucmd_respond(ucmd, cmd->size)',
    ],
    [
      fwctl,
      'fwctl_cmd_rpc',
      'the size of the second copy',
      'ucmd_respond(ucmd, sizeof(*cmd))',
      'ucmd_respond(ucmd, cmd->size)',
    ],
    [
      iommufd,
      'iommufd_option',
      'the size of the second copy is tested',
      'if (cmd->__reserved)',
      'if (cmd->size < sizeof(*cmd) || cmd->__reserved)',
    ],
    [
      ioas,
      'iommufd_ioas_alloc_ioctl',
      'the size of the second copy',
      'iommufd_ucmd_respond(ucmd, sizeof(*cmd))',
      'iommufd_ucmd_respond(ucmd, cmd->size)',
    ],
    [
      luo,
      'luo_ioctl_create_session',
      'the size of the second copy',
      'luo_ucmd_respond(ucmd, sizeof(*argp))',
      'luo_ucmd_respond(ucmd, argp->size)',
    ],
    [
      'kernel/events/core.c',
      'perf_copy_attr',
      'the first size is not written over the second',
      'attr->size = size;',
      '',
    ],
    [
      'fs/proc/task_mmu.c',
      'do_procmap_query',
      'the size of the second copy',
      'if (karg.query_flags &',
      'if (karg.size > PAGE_SIZE)\n\t\treturn -E2BIG;\n\tif (karg.query_flags &',
    ],
    [
      'drivers/vfio/device_cdev.c',
      'vfio_df_ioctl_bind_iommufd',
      'the size of the second copy',
      'if (bind.iommufd < 0 ||',
      'if (bind.argsz < minsz || bind.iommufd < 0 ||',
    ],
  ]),
];
