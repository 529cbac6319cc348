import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/hook-per-op',
  scope: 'source',
  why:
    'A table of hooks that may be absent, tested anew at each call, is how one of the tests gets forgotten, and nothing ' +
    'in it keeps the table’s module loaded while a hook runs.',
  reference: {
    title: 'The Linux Kernel Driver Model',
    url: 'https://docs.kernel.org/driver-api/driver-model/overview.html',
  },
  severity: severities('hint'),
};
