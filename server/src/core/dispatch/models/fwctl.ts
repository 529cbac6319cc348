// fwctl: the subsystem for remote procedure calls to device firmware, and the plainest form of the size-first style.

import { sizeFirstModel } from './sizeFirst.js';

export const fwctl = sizeFirstModel({
  id: 'fwctl',
  title: 'fwctl: size first, number first',
  summary:
    'Commands are _IO(type, nr): a structure may grow without a new number. The first member is its size. The number is ' +
    'matched before anything is read, so a wrong number with a NULL argument is ENOTTY. There is no upper limit of the ' +
    'size: a tail of a gigabyte is scanned.',
  source: 'drivers/fwctl/main.c fwctl_fops_ioctl() 7.2',
  respondSource: 'drivers/fwctl/main.c ucmd_respond() 7.2',
  outOfRange: 'ENOTTY',
  matchesFirst: true,
  deviceErrno: 'ENODEV',
});
