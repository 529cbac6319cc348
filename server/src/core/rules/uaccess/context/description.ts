import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'uaccess/context',
  scope: 'source',
  why:
    'An access that checks no address is right only where somebody checked it before: in the context that the function is ' +
    'annotated with. A caller without the annotation may call it from anywhere.',
  reference: {
    title: 'User Space Memory Access',
    url: 'https://docs.kernel.org/core-api/mm-api.html#user-space-memory-access',
  },
  severity: severities('error'),
};
