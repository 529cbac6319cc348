import { type SourceRuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/struct-mismatch',
  scope: 'source',
  why:
    'The dispatcher copies as many bytes as the entry says. With the size of another record the handler reads what was ' +
    'not copied, or callers are refused who pass what the header tells them to.',
  reference: ioctlDocument,
  severity: severities('error'),
};
