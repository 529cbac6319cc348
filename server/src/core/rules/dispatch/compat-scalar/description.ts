import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/compat-scalar',
  scope: 'source',
  why:
    'compat_ptr_ioctl makes a pointer of the argument: on s390 that clears bit 31, so a command that passes a number gets ' +
    'another one from 32-bit programs. Its own description demands another handler for such commands.',
  reference: {
    title: 'ioctl based interfaces, "32-bit compat mode"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#bit-compat-mode',
  },
  severity: severities('hint', { new: 'warning', strict: 'warning' }),
};
