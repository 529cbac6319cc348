import { type RuleDescription, severities } from '../../rule.js';
import { syscallDocument } from '../references.js';

export const description: RuleDescription & { readonly scope: 'source' } = {
  id: 'uaccess/size-unbounded',
  scope: 'source',
  why: 'A size that the caller chooses and nothing limits lets any caller take memory without end, raise the warning of the page allocator, or write behind a fixed buffer.',
  reference: syscallDocument,
  severity: severities('error'),
};
