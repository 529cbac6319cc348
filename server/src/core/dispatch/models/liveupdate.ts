// liveupdate: iommufd's order, with EINVAL for a number outside the table.

import { sizeFirstModel } from './sizeFirst.js';

export const liveupdate = sizeFirstModel({
  id: 'liveupdate',
  title: 'liveupdate: size first, EINVAL out of range',
  summary:
    'The live update orchestrator takes over the op table of iommufd. A number outside the table is EINVAL, not ENOTTY, ' +
    'so a program cannot tell an old kernel from a wrong argument by the errno.',
  source: 'kernel/liveupdate/luo_core.c luo_ioctl() 7.2',
  respondSource: 'kernel/liveupdate/luo_internal.h luo_ucmd_respond() 7.2',
  outOfRange: 'EINVAL',
  matchesFirst: false,
});
