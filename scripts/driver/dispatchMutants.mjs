// Faults in dispatchers and op tables of the kernel, for driver-mutants.mjs.

import { mutantsIn } from './replace.mjs';

const fwctl = 'drivers/fwctl/main.c';
const iommufd = 'drivers/iommu/iommufd/main.c';
const luo = 'kernel/liveupdate/luo_core.c';
const session = 'kernel/liveupdate/luo_session.c';
const vsock = 'drivers/vhost/vsock.c';
const ntsync = 'drivers/misc/ntsync.c';
const vfio = 'drivers/vfio/vfio_main.c';
const hypervisor = 'drivers/virt/fsl_hypervisor.c';

const entry = {
  info: 'IOCTL_OP(FWCTL_INFO, fwctl_cmd_info, struct fwctl_info, out_device_data),',
  rpc: 'IOCTL_OP(FWCTL_RPC, fwctl_cmd_rpc, struct fwctl_rpc, out),',
  destroy: 'IOCTL_OP(IOMMU_DESTROY, iommufd_destroy, struct iommu_destroy, id),',
  option: 'IOCTL_OP(IOMMU_OPTION, iommufd_option, struct iommu_option, val64),',
  map: 'IOCTL_OP(IOMMU_IOAS_MAP, iommufd_ioas_map, struct iommu_ioas_map, iova),',
};
const comparison = 'if (op->ioctl_num != cmd) return -ENOIOCTLCMD;';

/** Tests both the table and the operation at each call, as hooks that may be absent are called. */
const hooks = {
  ioctl: {
    inside: 'vfio_device_fops_unl_ioctl',
    find: 'if (unlikely(!device->ops->ioctl)) ret = -EINVAL; else ret = device->ops->ioctl(device, cmd, arg);',
    replace: 'if (device->ops && device->ops->ioctl)\n\t\t\tret = device->ops->ioctl(device, cmd, arg);',
  },
  read: hook('read', 'device, buf, count, ppos'),
  write: hook('write', 'device, buf, count, ppos'),
  mmap: hook('mmap', 'device, vma'),
};

function hook(op, values) {
  return {
    inside: `vfio_device_fops_${op}`,
    find: `if (unlikely(!device->ops->${op})) return -EINVAL; return device->ops->${op}(${values});`,
    replace: `if (device->ops && device->ops->${op})\n\t\treturn device->ops->${op}(${values});\n\treturn -EINVAL;`,
  };
}

function hooked(...names) {
  const [first, ...then] = names.map((name) => hooks[name]);
  return { rule: 'dispatch/hook-per-op', file: vfio, name: `${names.join(', ')} test the table too`, ...first, then };
}

export const dispatchMutants = [
  ...mutantsIn('dispatch/op-missing', [
    [fwctl, 'fwctl_ioctl_ops', 'no entry for info', entry.info, ''],
    [fwctl, 'fwctl_ioctl_ops', 'no entry for rpc', entry.rpc, ''],
    [iommufd, 'iommufd_ioctl_ops', 'no entry for destroy', entry.destroy, ''],
    [iommufd, 'iommufd_ioctl_ops', 'no entry for option', entry.option, ''],
    [iommufd, 'iommufd_ioctl_ops', 'no entry for map', entry.map, ''],
    [iommufd, 'iommufd_ioctl_ops', 'another is entered twice', 'IOCTL_OP(IOMMU_OPTION,', 'IOCTL_OP(IOMMU_DESTROY,'],
    [
      session,
      'luo_session_ioctl_ops',
      'no entry for the name',
      'IOCTL_OP(LIVEUPDATE_SESSION_GET_NAME, luo_session_get_name, struct liveupdate_session_get_name, name, LUO_IOCTL_ALL),',
      '',
    ],
  ]),
  ...mutantsIn('dispatch/op-unknown', [
    [fwctl, 'fwctl_ioctl_ops', 'misspelled', 'IOCTL_OP(FWCTL_RPC,', 'IOCTL_OP(FWCTL_RCP,'],
    [fwctl, 'fwctl_ioctl_ops', 'the number for the command', 'IOCTL_OP(FWCTL_INFO,', 'IOCTL_OP(FWCTL_CMD_INFO,'],
    [iommufd, 'iommufd_ioctl_ops', 'misspelled', 'IOCTL_OP(IOMMU_OPTION,', 'IOCTL_OP(IOMMU_OPTIONS,'],
    [iommufd, 'iommufd_ioctl_ops', 'another word', 'IOCTL_OP(IOMMU_DESTROY,', 'IOCTL_OP(IOMMU_DELETE,'],
    [luo, 'luo_ioctl_ops', 'misspelled', 'LIVEUPDATE_IOCTL_CREATE_SESSION,', 'LIVEUPDATE_IOCTL_CREAT_SESSION,'],
    [session, 'luo_session_ioctl_ops', 'misspelled', 'LIVEUPDATE_SESSION_FINISH,', 'LIVEUPDATE_SESSION_FINSH,'],
  ]),
  ...mutantsIn('dispatch/table-nr', [
    [fwctl, 'fwctl_ioctl_ops', 'a copied line', entry.rpc, entry.rpc + entry.rpc],
    [fwctl, 'fwctl_ioctl_ops', 'a half edited copy', 'IOCTL_OP(FWCTL_RPC,', 'IOCTL_OP(FWCTL_INFO,'],
    [iommufd, 'iommufd_ioctl_ops', 'a copied line', entry.map, entry.map + entry.map],
    [iommufd, 'iommufd_ioctl_ops', 'a half edited copy', 'IOCTL_OP(IOMMU_OPTION,', 'IOCTL_OP(IOMMU_IOAS_MAP,'],
    [
      iommufd,
      'iommufd_ioctl_ops',
      'the slot of another',
      entry.map,
      '[_IOC_NR(IOMMU_OPTION) - IOMMUFD_CMD_BASE] = { .ioctl_num = IOMMU_IOAS_MAP, .execute = iommufd_ioas_map },',
    ],
    [
      luo,
      'luo_ioctl_ops',
      'a half edited copy',
      '(LIVEUPDATE_IOCTL_RETRIEVE_SESSION',
      '(LIVEUPDATE_IOCTL_CREATE_SESSION',
    ],
    [
      session,
      'luo_session_ioctl_ops',
      'a half edited copy',
      '(LIVEUPDATE_SESSION_GET_NAME',
      '(LIVEUPDATE_SESSION_FINISH',
    ],
  ]),
  ...mutantsIn('dispatch/hole-null', [
    ...[
      ['no comparison', comparison, ''],
      ['the type only', 'op->ioctl_num != cmd', '_IOC_TYPE(cmd) != FWCTL_TYPE'],
      ['a test of the address', 'op->ioctl_num != cmd', '!op'],
    ].map(([name, find, replace]) => [fwctl, 'fwctl_fops_ioctl', name, find, replace, 'fwctl_ioctl_ops', entry.info]),
    ...[
      ['no comparison', comparison, ''],
      ['the size only', 'op->ioctl_num != cmd', 'op->size > sizeof(buf)'],
    ].map(([name, find, replace]) => [
      luo,
      'luo_ioctl',
      name,
      find,
      replace,
      'luo_ioctl_ops',
      'IOCTL_OP(LIVEUPDATE_IOCTL_CREATE_SESSION, luo_ioctl_create_session, struct liveupdate_ioctl_create_session, name),',
    ]),
    [
      session,
      'luo_session_ioctl',
      'no comparison',
      comparison,
      '',
      'luo_session_ioctl_ops',
      'IOCTL_OP(LIVEUPDATE_SESSION_PRESERVE_FD, luo_session_preserve_fd, struct liveupdate_session_preserve_fd, token, LUO_IOCTL_OUTGOING),',
    ],
    [iommufd, 'iommufd_fops_ioctl', 'no comparison', comparison, '', 'iommufd_ioctl_ops', entry.map],
  ]),
  ...mutantsIn('dispatch/base-underflow', [
    [iommufd, 'iommufd_fops_ioctl', 'no lower bound', 'nr < IOMMUFD_CMD_BASE ||', ''],
    [iommufd, 'iommufd_fops_ioctl', 'a lower bound of 0', 'nr < IOMMUFD_CMD_BASE', 'nr < 0'],
    [iommufd, 'iommufd_fops_ioctl', 'of another variable', 'nr < IOMMUFD_CMD_BASE', 'ret < IOMMUFD_CMD_BASE'],
    [session, 'luo_session_ioctl', 'no lower bound', 'nr < LIVEUPDATE_CMD_SESSION_BASE ||', ''],
    [session, 'luo_session_ioctl', 'a lower bound of 0', 'nr < LIVEUPDATE_CMD_SESSION_BASE', 'nr < 0'],
  ]),
  ...mutantsIn('dispatch/struct-mismatch', [
    [
      fwctl,
      'fwctl_ioctl_ops',
      'the record of the other',
      'struct fwctl_rpc, out',
      'struct fwctl_info, out_device_data',
    ],
    [fwctl, 'fwctl_ioctl_ops', 'the handler of the other', 'fwctl_cmd_rpc', 'fwctl_cmd_info'],
    [fwctl, 'fwctl_cmd_rpc', 'the handler takes another record', 'struct fwctl_rpc *cmd', 'struct fwctl_info *cmd'],
    [iommufd, 'iommufd_ioctl_ops', 'the record of another', 'struct iommu_option, val64', 'struct iommu_destroy, id'],
    [
      iommufd,
      'iommufd_ioctl_ops',
      'the record of unmap',
      'struct iommu_ioas_map, iova',
      'struct iommu_ioas_unmap, iova',
    ],
    [iommufd, 'iommufd_ioctl_ops', 'the handler of unmap', 'iommufd_ioas_map, struct', 'iommufd_ioas_unmap, struct'],
    [
      iommufd,
      'iommufd_option',
      'the handler takes another record',
      'struct iommu_option *cmd',
      'struct iommu_ioas_map *cmd',
    ],
  ]),
  ...mutantsIn('dispatch/min-size-choice', [
    [fwctl, 'fwctl_ioctl_ops', 'no such member', 'fwctl_info, out_device_data', 'fwctl_info, device_data'],
    [fwctl, 'fwctl_ioctl_ops', 'a member of the other record', 'fwctl_rpc, out', 'fwctl_rpc, out_device_data'],
    [iommufd, 'iommufd_ioctl_ops', 'a member of another record', 'iommu_option, val64', 'iommu_option, length'],
    [iommufd, 'iommufd_ioctl_ops', 'no such member', 'iommu_ioas_map, iova', 'iommu_ioas_map, out_iova'],
    [luo, 'luo_ioctl_ops', 'no such member', 'create_session, name', 'create_session, session_name'],
    [session, 'luo_session_ioctl_ops', 'no such member', 'get_name, name', 'get_name, token'],
  ]),
  ...mutantsIn('dispatch/stack-buffer', [
    [fwctl, 'fwctl_ucmd_buffer', 'rpc is left out', 'struct fwctl_rpc rpc;', ''],
    [fwctl, 'fwctl_ucmd_buffer', 'info twice', 'struct fwctl_rpc rpc;', 'struct fwctl_info rpc;'],
    [
      iommufd,
      'ucmd_buffer',
      'the invalidation is left out',
      'struct iommu_hwpt_invalidate cache;',
      '',
      'ucmd_buffer',
      'struct iommu_hw_info info;',
      '',
      'ucmd_buffer',
      'struct iommu_hwpt_alloc hwpt;',
    ],
    [
      luo,
      'ucmd_buffer',
      'other records',
      'struct liveupdate_ioctl_create_session create;',
      'struct liveupdate_session_finish create;',
      'ucmd_buffer',
      'struct liveupdate_ioctl_retrieve_session retrieve;',
    ],
    [
      session,
      'ucmd_buffer',
      'a smaller one for the largest',
      'struct liveupdate_session_get_name get_name;',
      'struct liveupdate_session_finish get_name;',
    ],
    [session, 'ucmd_buffer', 'the largest is left out', 'struct liveupdate_session_get_name get_name;', ''],
  ]),
  ...mutantsIn('dispatch/order', [
    ...[
      'get_user(nr, (u32 __user *)arg)',
      'copy_from_user(&buf, (void __user *)arg, 8)',
      'copy_struct_from_user(&buf, 8, (void __user *)arg, 8)',
      '__get_user(nr, (u32 __user *)arg)',
    ].map((read) => [
      fwctl,
      'fwctl_fops_ioctl',
      `${read.slice(0, read.indexOf('('))}() comes first`,
      'op = &fwctl_ioctl_ops[nr - FWCTL_CMD_BASE];',
      `ret = ${read};\n\tif (ret)\n\t\treturn ret;\n\top = &fwctl_ioctl_ops[nr - FWCTL_CMD_BASE];`,
    ]),
    [
      fwctl,
      'fwctl_fops_ioctl',
      'the comparison comes last',
      comparison,
      '',
      'fwctl_fops_ioctl',
      'guard(rwsem_read)(&uctx->fwctl->registration_lock);',
      'if (op->ioctl_num != cmd)\n\t\treturn -ENOIOCTLCMD;\n\tguard(rwsem_read)(&uctx->fwctl->registration_lock);',
    ],
  ]),
  ...mutantsIn('dispatch/unknown-errno', [
    [fwctl, 'fwctl_fops_ioctl', 'EINVAL for the range', 'return -ENOIOCTLCMD;', 'return -EINVAL;', 0],
    [fwctl, 'fwctl_fops_ioctl', 'ENOSYS for the number', 'return -ENOIOCTLCMD;', 'return -ENOSYS;', 1],
    [iommufd, 'iommufd_fops_ioctl', 'EINVAL for the number', 'return -ENOIOCTLCMD;', 'return -EINVAL;'],
    [ntsync, 'ntsync_obj_ioctl', 'EINVAL in the default', 'return -ENOIOCTLCMD;', 'return -EINVAL;'],
    [ntsync, 'ntsync_char_ioctl', 'ENOSYS in the default', 'return -ENOIOCTLCMD;', 'return -ENOSYS;'],
    ['drivers/vfio/group.c', 'vfio_group_fops_unl_ioctl', 'EINVAL in the default', '-ENOTTY', '-EINVAL'],
    ['drivers/dma-buf/sync_file.c', 'sync_file_ioctl', 'EINVAL in the default', '-ENOTTY', '-EINVAL'],
    ['drivers/dma-buf/udmabuf.c', 'udmabuf_ioctl', 'EINVAL assigned in the default', '-ENOTTY', '-EINVAL'],
    ['drivers/misc/mei/main.c', 'mei_ioctl', 'EINVAL assigned in the default', '-ENOIOCTLCMD', '-EINVAL'],
    ['drivers/gpu/drm/drm_ioctl.c', 'drm_ioctl', 'EINVAL for another type', '-ENOTTY', '-EINVAL'],
  ]),
  ...mutantsIn('dispatch/missing-compat-ioctl', [
    [ntsync, 'ntsync_obj_fops', 'no compat_ioctl', '.compat_ioctl = compat_ptr_ioctl,', ''],
    [ntsync, 'ntsync_fops', 'no compat_ioctl', '.compat_ioctl = compat_ptr_ioctl,', ''],
    [vsock, 'vhost_vsock_fops', 'no compat_ioctl', '.compat_ioctl = compat_ptr_ioctl,', ''],
    ['drivers/vhost/net.c', 'vhost_net_fops', 'no compat_ioctl', '.compat_ioctl = compat_ptr_ioctl,', ''],
    ['drivers/vfio/group.c', 'vfio_group_fops', 'no compat_ioctl', '.compat_ioctl = compat_ptr_ioctl,', ''],
    ['drivers/dma-buf/sync_file.c', 'sync_file_fops', 'no compat_ioctl', '.compat_ioctl = compat_ptr_ioctl,', ''],
    ['drivers/dma-buf/dma-buf.c', 'dma_buf_fops', 'no compat_ioctl', '.compat_ioctl = compat_ptr_ioctl,', ''],
    [hypervisor, 'fsl_hv_fops', 'no compat_ioctl', '.compat_ioctl = compat_ptr_ioctl,', ''],
  ]),
  ...mutantsIn('dispatch/compat-scalar', [
    [
      'drivers/vfio/group.c',
      'vfio_group_fops_unl_ioctl',
      'the argument is compared',
      'return vfio_group_ioctl_unset_container(group);',
      'if (arg > 1)\n\t\t\treturn -EINVAL;\n\t\treturn vfio_group_ioctl_unset_container(group);',
    ],
    [
      'drivers/vhost/net.c',
      'vhost_net_ioctl',
      'the argument is masked',
      'return vhost_net_reset_owner(n);',
      'if (arg & ~1UL)\n\t\t\treturn -EINVAL;\n\t\treturn vhost_net_reset_owner(n);',
    ],
    [
      'drivers/vhost/net.c',
      'vhost_net_ioctl',
      'the argument is narrowed',
      'return vhost_net_set_owner(n);',
      'n->tx_packets = (u32)arg;\n\t\treturn vhost_net_set_owner(n);',
    ],
    [
      'drivers/misc/xilinx_sdfec.c',
      'xsdfec_dev_ioctl',
      'the argument is compared',
      'rval = xsdfec_start(xsdfec);',
      'if (data > 1)\n\t\t\treturn -EINVAL;\n\t\trval = xsdfec_start(xsdfec);',
    ],
    [
      'drivers/misc/xilinx_sdfec.c',
      'xsdfec_dev_ioctl',
      'the argument is an int',
      'rval = xsdfec_clear_stats(xsdfec);',
      'xsdfec->flags = (int)data;\n\t\trval = xsdfec_clear_stats(xsdfec);',
    ],
    [
      'drivers/vfio/container.c',
      'vfio_fops_unl_ioctl',
      'the argument is compared',
      'ret = VFIO_API_VERSION;',
      'ret = arg > 0 ? -EINVAL : VFIO_API_VERSION;',
    ],
  ]),
  ...mutantsIn('dispatch/nr-only-ambiguous', [
    [
      'drivers/dma-buf/dma-buf.c',
      'dma_buf_ioctl',
      'the nr alone decides',
      'switch (cmd) {',
      'switch (_IOC_NR(cmd)) {',
      'dma_buf_ioctl',
      'case DMA_BUF_IOCTL_SYNC:',
      'case _IOC_NR(DMA_BUF_IOCTL_SYNC):',
      'dma_buf_ioctl',
      'case DMA_BUF_SET_NAME_A: case DMA_BUF_SET_NAME_B:',
      'case _IOC_NR(DMA_BUF_SET_NAME_A):',
    ],
    [
      'fs/btrfs/ioctl.c',
      'btrfs_ioctl',
      'the nr of a search',
      'switch (cmd) {',
      'switch (_IOC_NR(cmd)) {',
      'btrfs_ioctl',
      'case BTRFS_IOC_TREE_SEARCH:',
      'case _IOC_NR(BTRFS_IOC_TREE_SEARCH):',
    ],
    [
      'fs/btrfs/ioctl.c',
      'btrfs_ioctl',
      'the nr of the second search',
      'switch (cmd) {',
      'switch (_IOC_NR(cmd)) {',
      'btrfs_ioctl',
      'case BTRFS_IOC_TREE_SEARCH_V2:',
      'case _IOC_NR(BTRFS_IOC_TREE_SEARCH_V2):',
    ],
    [
      'fs/btrfs/ioctl.c',
      'btrfs_ioctl',
      'the nr of the features',
      'switch (cmd) {',
      'switch (_IOC_NR(cmd)) {',
      'btrfs_ioctl',
      'case BTRFS_IOC_GET_FEATURES:',
      'case _IOC_NR(BTRFS_IOC_GET_FEATURES):',
    ],
    [
      'fs/btrfs/ioctl.c',
      'btrfs_ioctl',
      'the nr of setting the features',
      'switch (cmd) {',
      'switch (_IOC_NR(cmd)) {',
      'btrfs_ioctl',
      'case BTRFS_IOC_SET_FEATURES:',
      'case _IOC_NR(BTRFS_IOC_SET_FEATURES):',
    ],
  ]),
  ...mutantsIn('dispatch/positive-return', [
    [ntsync, 'ntsync_char_ioctl', 'a number', 'return ntsync_create_event(dev, argp);', 'return 1;'],
    [vsock, 'vhost_vsock_dev_ioctl', 'a number for 0', 'return 0;', 'return 1;', 1],
    [fwctl, 'fwctl_cmd_info', 'a handler', 'return ucmd_respond(ucmd, sizeof(*cmd));', 'return 1;'],
    [iommufd, 'iommufd_option', 'a handler', 'return 0;', 'return 1;'],
    ['virt/kvm/kvm_main.c', 'kvm_dev_ioctl', 'the version', 'r = KVM_API_VERSION;', 'return KVM_API_VERSION;'],
  ]),
  hooked('ioctl', 'read', 'write'),
  hooked('ioctl', 'read', 'mmap'),
  hooked('ioctl', 'write', 'mmap'),
  hooked('read', 'write', 'mmap'),
  hooked('ioctl', 'read', 'write', 'mmap'),
  ...[
    'drivers/misc/ntsync.c ntsync_char_open CAP_SYS_ADMIN',
    'drivers/vhost/vsock.c vhost_vsock_dev_open CAP_NET_ADMIN',
    'drivers/vhost/net.c vhost_net_open CAP_NET_ADMIN',
    'drivers/vfio/group.c vfio_group_fops_open CAP_SYS_RAWIO',
    'drivers/iommu/iommufd/main.c iommufd_fops_open CAP_SYS_ADMIN',
    'drivers/fwctl/main.c fwctl_fops_open CAP_SYS_RAWIO',
  ].flatMap((text) => {
    const [file, inside, capability] = text.split(' ');
    const at = { file, inside, find: '{', at: 0 };
    return [
      {
        rule: 'dispatch/capable-in-open',
        ...at,
        name: capability,
        replace: `{\n\tif (!capable(${capability}))\n\t\treturn -EPERM;\n`,
      },
      {
        rule: 'dispatch/o-excl',
        ...at,
        name: 'O_EXCL is refused',
        replace: `{\n\tif (${fileName(inside)}->f_flags & O_EXCL)\n\t\treturn -EINVAL;\n`,
      },
    ];
  }),
];

/** How the functions call their file. */
function fileName(inside) {
  return (
    { iommufd_fops_open: 'filp', fwctl_fops_open: 'filp', vfio_group_fops_open: 'filep', vhost_net_open: 'f' }[
      inside
    ] ?? 'file'
  );
}
