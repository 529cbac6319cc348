/** The kernel documents that the rules about dispatch refer to. */
export const ioctlDocument = {
  title: 'ioctl based interfaces',
  url: 'https://docs.kernel.org/driver-api/ioctl.html',
};
