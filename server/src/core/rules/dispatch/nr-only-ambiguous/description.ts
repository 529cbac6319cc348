import { type SourceRuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/nr-only-ambiguous',
  scope: 'source',
  why:
    'Two published numbers reach one case: the caller of one of them gets what is done for the other, with an argument of ' +
    'another size or direction.',
  reference: ioctlDocument,
  severity: severities('error'),
};
