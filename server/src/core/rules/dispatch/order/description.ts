import { type SourceRuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/order',
  scope: 'source',
  why:
    'An unknown command whose argument is no readable pointer ends with EFAULT and not with ENOTTY, where the caller’s ' +
    'memory is read first. A program that probes for a command with a NULL argument is told the wrong thing.',
  reference: ioctlDocument,
  severity: severities('hint'),
};
