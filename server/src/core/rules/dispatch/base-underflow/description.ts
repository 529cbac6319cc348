import { type SourceRuleDescription, severities } from '../../rule.js';
import { ioctlDocument } from '../references.js';

export const description: SourceRuleDescription = {
  id: 'dispatch/base-underflow',
  scope: 'source',
  why:
    'A nr below the base wraps around to a number near 2^32, which the bound refuses as long as the comparison is ' +
    'unsigned. Where it is signed, a negative index passes.',
  reference: ioctlDocument,
  severity: severities('info'),
};
