import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/unknown-errno',
  scope: 'source',
  why:
    'A command that a file does not know ends with ENOTTY on Linux. With EINVAL or ENOSYS a program cannot tell a kernel ' +
    'without the command from one that refuses its argument.',
  reference: {
    title: 'ioctl based interfaces, "Return code"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#return-code',
  },
  severity: severities('warning'),
};
