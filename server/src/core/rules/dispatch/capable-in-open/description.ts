import { type SourceRuleDescription, severities } from '../../rule.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/capable-in-open',
  scope: 'source',
  why:
    'The permissions of the device file say who may open it, and the administrator can change them. A capability that ' +
    'is demanded at open takes that choice away, and a descriptor cannot be handed to a program without it.',
  reference: {
    title: 'Credentials in Linux',
    url: 'https://docs.kernel.org/security/credentials.html',
  },
  severity: severities('off', { new: 'hint', strict: 'hint' }),
};
