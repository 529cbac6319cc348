/** The kernel documents that the rules about user memory refer to. */
export const ioctlDocument = {
  title: 'ioctl based interfaces',
  url: 'https://docs.kernel.org/driver-api/ioctl.html',
} as const;
export const syscallDocument = {
  title: 'Adding a New System Call',
  url: 'https://docs.kernel.org/process/adding-syscalls.html',
} as const;
export const botchingDocument = {
  title: '(How to avoid) Botching up ioctls',
  url: 'https://docs.kernel.org/process/botching-up-ioctls.html',
} as const;
export const deprecatedDocument = {
  title: 'Deprecated Interfaces, Language Features, Attributes, and Conventions',
  url: 'https://docs.kernel.org/process/deprecated.html',
} as const;
export const uaccessDocument = {
  title: 'Memory Management APIs',
  url: 'https://docs.kernel.org/core-api/mm-api.html',
} as const;
