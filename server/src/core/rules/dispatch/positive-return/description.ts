import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/positive-return',
  scope: 'source',
  why:
    'ioctl() returns 0 or an error. A positive result is a second channel beside the struct: it has no name and no type, ' +
    'and programs that test for 0 take it for a failure.',
  reference: {
    title: 'ioctl based interfaces, "Return code"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#return-code',
  },
  severity: severities('off', { new: 'hint', strict: 'hint' }),
};
