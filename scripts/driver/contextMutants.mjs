// Faults around user-access contexts and windows in functions of the kernel, for driver-mutants.mjs.

import { mutantsIn } from './replace.mjs';

const vhost = 'drivers/vhost/vhost.c';

export const contextMutants = [
  ...mutantsIn('uaccess/context', [
    // The kernel has no annotations: of a function that is given one, each caller without one is a fault.
    [vhost, 'vhost_copy_to_user', 'callers are not annotated', 'static int', 'static int uaccess(vhost)'],
    [vhost, 'vhost_copy_from_user', 'callers are not annotated', 'static int', 'static int uaccess(vhost)'],
    [vhost, 'vhost_put_used', 'the caller is not annotated', 'static inline int', 'static inline int uaccess(vhost)'],
    [
      vhost,
      'vhost_get_avail_idx',
      'callers are not annotated',
      'static inline int',
      'static inline int uaccess(vhost)',
    ],
    [vhost, 'vhost_update_used_flags', 'callers are not annotated', 'static int', 'static int uaccess(vhost)'],
    [vhost, 'vhost_update_avail_event', 'the caller is not annotated', 'static int', 'static int uaccess(vhost)'],
    [vhost, '__vhost_add_used_n', 'the caller is not annotated', 'static int', 'static int uaccess(vhost)'],
  ]),
  ...mutantsIn('uaccess/raw-get-user', [
    ['drivers/fwctl/main.c', 'fwctl_fops_ioctl', 'the address is not checked', 'get_user(', '__get_user('],
    ['drivers/iommu/iommufd/main.c', 'iommufd_fops_ioctl', 'the address is not checked', 'get_user(', '__get_user('],
    [
      'drivers/misc/ntsync.c',
      'ntsync_create_sem',
      'the address is not checked',
      'copy_from_user(',
      '__copy_from_user(',
    ],
    ['drivers/misc/ntsync.c', 'ntsync_mutex_unlock', 'the address is not checked', 'put_user(', '__put_user('],
    [
      'drivers/vhost/vdpa.c',
      'vhost_vdpa_get_config_size',
      'the address is not checked',
      'copy_to_user(',
      '__copy_to_user(',
    ],
    [
      'drivers/vhost/vsock.c',
      'vhost_vsock_dev_ioctl',
      'the address is not checked',
      'copy_from_user(&guest_cid',
      '__copy_from_user(&guest_cid',
    ],
    [
      'drivers/dma-buf/sync_file.c',
      'sync_file_ioctl_merge',
      'the address is not checked',
      'copy_from_user(',
      '__copy_from_user(',
    ],
    [
      'fs/btrfs/ioctl.c',
      'btrfs_ioctl_subvol_getflags',
      'the address is not checked',
      'copy_to_user(',
      '__copy_to_user(',
    ],
  ]),
  ...mutantsIn('uaccess/begin-end', [
    ['lib/strncpy_from_user.c', 'strncpy_from_user', 'not closed', 'user_read_access_end();', '', 1],
    ['lib/strnlen_user.c', 'strnlen_user', 'not closed', 'user_read_access_end();', '', 1],
    [
      'kernel/exit.c',
      'waitid',
      'not closed before the return',
      'user_write_access_end();\n\treturn err;',
      'return err;',
    ],
    ['kernel/exit.c', 'waitid', 'the label does not close', 'Efault:\n\tuser_write_access_end();', 'Efault:'],
    [
      'kernel/exit.c',
      'waitid',
      'another access inside',
      'unsafe_put_user(info.uid, &infop->si_uid, Efault);',
      'if (put_user(info.uid, &infop->si_uid))\n\t\tgoto Efault;',
    ],
    [
      'kernel/exit.c',
      'waitid',
      'begun twice',
      'unsafe_put_user(0,',
      'if (!user_write_access_begin(infop, 4))\n\t\tgoto Efault;\n\tunsafe_put_user(0,',
    ],
    [
      'kernel/exit.c',
      'waitid',
      'a copy after the beginning',
      'unsafe_put_user(info.status, &infop->si_status, Efault);',
      'if (copy_to_user(&infop->si_status, &info.status, 4))\n\t\treturn -EFAULT;',
    ],
    [
      'drivers/gpu/drm/i915/gem/i915_gem_execbuffer.c',
      'eb_copy_relocations',
      'not closed',
      'user_access_end();',
      '',
      0,
    ],
  ]),
];
