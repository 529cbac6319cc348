import { type SourceRuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/op-missing',
  scope: 'source',
  why:
    'The header publishes the command, and the kernel answers every call of it with ENOTTY: programs are compiled ' +
    'against something that is not there.',
  reference: ioctlDocument,
  severity: severities('error'),
};
