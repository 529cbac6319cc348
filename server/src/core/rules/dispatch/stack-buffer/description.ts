import { type SourceRuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/stack-buffer',
  scope: 'source',
  why:
    'The dispatcher copies the argument into a union on its stack, which is as large as its members. A record that is not ' +
    'among them overruns the stack when it grows, or stops the build where the sizes are compared.',
  reference: ioctlDocument,
  severity: severities('error'),
};
