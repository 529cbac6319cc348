import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'uaccess/raw-get-user',
  scope: 'source',
  why:
    '__get_user() and its relatives do not check that the address is one of user space. Without access_ok() before it, a ' +
    'program can have the kernel read or write its own memory.',
  reference: {
    title: 'User Space Memory Access',
    url: 'https://docs.kernel.org/core-api/mm-api.html#user-space-memory-access',
  },
  severity: severities('warning'),
};
