// iommufd: the model of fwctl, with one order of its own: the size word is read before the number is compared.

import { sizeFirstModel } from './sizeFirst.js';

export const iommufd = sizeFirstModel({
  id: 'iommufd',
  title: 'iommufd: size first, size fetched before the match',
  summary:
    'The op table of fwctl in the order of iommufd: a number outside the table goes to the VFIO compatibility switch ' +
    '(ENOTTY), then the size word is read, and only then the number is compared. A wrong number with a NULL argument is ' +
    'EFAULT here.',
  source: 'drivers/iommu/iommufd/main.c iommufd_fops_ioctl() 7.2',
  respondSource: 'drivers/iommu/iommufd/iommufd_private.h iommufd_ucmd_respond() 7.2',
  outOfRange: 'ENOTTY',
  matchesFirst: false,
});
