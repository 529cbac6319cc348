import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/missing-compat-ioctl',
  scope: 'source',
  why:
    'Without compat_ioctl a 64-bit kernel answers every ioctl of a 32-bit program with ENOTTY. compat_ptr_ioctl hands the ' +
    'number on as it is, so it serves no command whose number differs.',
  reference: {
    title: 'ioctl based interfaces, "32-bit compat mode"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#bit-compat-mode',
  },
  severity: severities('warning'),
};
